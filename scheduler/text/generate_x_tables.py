"""Write x_tables.py, the data of X's counting rule, from the sources that Twitter published.

    python -m scheduler.text.generate_x_tables TLDS.yml V3.json REGEX.js > scheduler/text/x_tables.py

TLDS.yml is `conformance/tlds.yml` and V3.json `config/v3.json` of twitter/twitter-text (Apache-2.0, read 2026-11-22 at
30e2430); REGEX.js is `dist/lib/regex.js` of the npm package twemoji-parser 11.0.2 (MIT), which twitter-text 3.1.0
counts emoji with. Nothing imports this module.
"""

import json
import re
import sys
import textwrap
from collections.abc import Iterator

HEADER = '''"""What X counts, as data. Written by generate_x_tables.py; do not edit.

RANGES, DEFAULT_WEIGHT, URL_WEIGHT, LIMIT, COUNTRY_TLDS and GENERIC_TLDS are taken from twitter-text (config v3 and
conformance/tlds.yml): Copyright 2011 Twitter, Inc., licensed under the Apache License, Version 2.0
(http://www.apache.org/licenses/LICENSE-2.0).

EMOJI is the pattern of twemoji-parser 11.0.2, written in code points: Copyright (c) 2018 Twitter, Inc., MIT licence:
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and
this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED
"AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT
HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
'''

SURROGATES = re.compile(r"\\u(d[89ab][0-9a-f]{2})(?:\\u(d[c-f][0-9a-f]{2})|\[([^\]]*)\])")
LOW = re.compile(r"\\u(d[c-f][0-9a-f]{2})")
NON_ASCII = re.compile(r"[^\x00-\x7f]")


def code_points(pattern: str) -> str:
    """Return a JavaScript pattern over UTF-16 units as a Python pattern over code points."""

    def point(high: str, low: str) -> str:
        return f"\\U{0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00:08x}"

    def pair(match: re.Match[str]) -> str:
        high, low, lows = match.groups()
        if low:
            return point(high, low)
        return "[" + LOW.sub(lambda each: point(high, each[1]), lows) + "]"

    escaped = NON_ASCII.sub(lambda each: f"\\u{ord(each[0]):04x}", pattern)
    return re.sub(r"\\ud83d\[\\udc68\\udc69\]", r"[\\U0001f468\\U0001f469]", SURROGATES.sub(pair, escaped))


def literals(name: str, text: str) -> Iterator[str]:
    """Yield the lines of a pattern too long for one, never cut inside an escape."""
    yield f"{name} = ("
    for piece in re.findall(r"(?:\\U\w{8}|\\u\w{4}|\\.|[^\\]){1,10}", text):
        yield f'    r"{piece}"'
    yield ")"


def words(name: str, found: list[str]) -> Iterator[str]:
    """Yield the lines of a constant of words with blanks between them."""
    yield f'{name} = """'
    for width, group in (
        (55, [word for word in found if not word.isascii()]),
        (110, [word for word in found if word.isascii()]),
    ):
        yield from textwrap.wrap(" ".join(group), width, break_long_words=False, break_on_hyphens=False)
    yield '"""'


def tables(tlds: str, config: str, emoji: str) -> Iterator[str]:
    """Yield the lines of x_tables.py."""
    rule = json.loads(config)
    country, generic = tlds.split("\n  generic:")
    yield HEADER
    scale = rule["scale"]
    yield f"LIMIT = {rule['maxWeightedTweetLength']}"
    yield f"URL_WEIGHT = {rule['transformedURLLength']}"
    yield f"DEFAULT_WEIGHT = {rule['defaultWeight'] // scale}"
    yield "RANGES = ("
    for each in rule["ranges"]:
        yield f"    (0x{each['start']:04X}, 0x{each['end']:04X}, {each['weight'] // scale}),"
    yield ")"
    for name, part in (("COUNTRY_TLDS", country), ("GENERIC_TLDS", generic)):
        yield from words(name, re.findall(r"text: https://twitter\.(\S+)", part))
    yield from literals("EMOJI", code_points(emoji))


def main(paths: list[str]) -> None:
    """Print the tables made of the three files."""
    texts = []
    for path in paths:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is out of bounds in a pure room
            texts.append(file.read())
    tlds, config, emoji = texts
    pattern = emoji[emoji.index("exports.default = /") + len("exports.default = /") : emoji.rindex("/g")]
    sys.stdout.write("\n".join(tables(tlds, config, pattern)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
