"""What must not be repeated, in every form in which a text may hold it: as it is, or encoded on its way through others.

A receiver echoes what it was sent, a library puts an address into its error, a log writes JSON: the same secret then
stands there percent-encoded, in base64, or escaped. All of these forms are looked for.
"""

import base64
import html
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, quote_plus, unquote, urlsplit

STARS = "***"

SHORTEST = 6
"""Shorter stretches are not taken for secrets: blotting out every `x` would leave no text to read."""

TELLING = 12
"""From this length on, one segment of a path or one value of a query is taken for a secret of its own."""

PREFIX = "whsec_"
"""In front of a key in base64 (signing.py): the key is a secret without it, too."""


def of_key(value: str) -> set[str]:
    """Return what must not be repeated of a key or a token."""
    return {value, value.removeprefix(PREFIX)}


def of_address(url: str) -> set[str]:
    """Return what must not be repeated of an address: all of it, what stands behind its host, its telling stretches.

    An address of nothing but a host has no secret.
    """
    host, _, behind_host = url.partition("://")[2].partition("/")
    if not behind_host and "@" not in host:
        return set()
    pieces = re.split(r"[/?&=#]", behind_host)
    words = {url, behind_host, *host.rpartition("@")[0].split(":"), *(each for each in pieces if len(each) >= TELLING)}
    return words | {unquote(word) for word in words}


def of_database(url: str) -> set[str]:
    """Return what must not be repeated of a database's address: nothing, where it holds no password."""
    try:
        password = urlsplit(url).password
    except ValueError:
        return {url}
    return {url, password, unquote(password)} if password else set()


def forms(word: str) -> set[str]:
    """Return a word in every form in which a text may hold it."""
    percent = {quote(word, safe=safe) for safe in ("", "/", "/:?&=")} | {quote_plus(word)}
    percent |= {re.sub("%[0-9A-F]{2}", lambda code: code[0].lower(), each) for each in percent}
    escaped = {json.dumps(word)[1:-1], json.dumps(word, ensure_ascii=False)[1:-1]}
    escaped |= {each.replace("/", r"\/") for each in escaped} | {repr(word)[1:-1], html.escape(word)}
    return {word} | percent | escaped | _in_base64(word.encode())


def _in_base64(value: bytes) -> set[str]:
    """Return the stretches of base64 that say a value, wherever in the encoded text it begins."""
    found: set[str] = set()
    for before in range(3):
        coded = base64.b64encode(bytes(before) + value).decode()
        whole = coded[-(-before * 8 // 6) : (before + len(value)) * 8 // 6]
        found |= {whole, whole.replace("+", "-").replace("/", "_")}
    return found


def veiled(text: str, words: Iterable[str]) -> str:
    """Return a text with every form of these words as `***`."""
    pattern = _pattern(frozenset(words))
    return pattern.sub(STARS, text) if pattern else text


@lru_cache(maxsize=256)
def _pattern(words: frozenset[str]) -> re.Pattern[str] | None:
    """Return what finds every form of the words, the longest first: the rest of a longer one is no text either."""
    found = {form for word in words if len(word) >= SHORTEST for form in forms(word)}
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True)))) if found else None
