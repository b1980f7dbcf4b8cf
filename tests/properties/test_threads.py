"""Hard rules of threads on thousands of generated texts, by checks that share no code with the splitter."""

import re
from collections.abc import Iterator
from random import Random

import pytest
import regex

from benchmarks.texts import nasty, realistic
from scheduler import platforms
from scheduler.compose import split
from scheduler.errors import WorkspaceError
from scheduler.platforms import Platform

COUNTER = re.compile(r" (\d+)/(\d+)\Z")
WHOLE = (
    re.compile(r"(?<!\w)[$€]?\d+(?:[.,]\d+)* (?:km|million|copies|°C|days)\b"),
    re.compile(r"(?<!\w)(?:July|May) \d{1,2}\b"),
    re.compile(r"https?://[a-z.]+/[A-Za-z0-9_/?=&-]*"),
    re.compile(r"(?<!\S)[@#][A-Za-z0-9_]+(?!\S)"),
)
QUOTE = re.compile(r"“[^“”\n]*”")
BLOCKS = (
    "12 km",
    "$5 million",
    "3,000 copies",
    "July 12",
    "21.5 °C",
    "“It ends here”",
    "“a b c”",
    "@alice",
    "#Tag",
    "10 days",
)


def generated(count: int, seed: int) -> Iterator[tuple[str, Platform]]:
    """Yield texts made of words, nasty pieces and things that stay whole, each with a platform and a limit."""
    random = Random(seed)  # noqa: S311 - the same texts every time
    posts = realistic(50, seed=seed)
    names = ("x", "bluesky", "mastodon", "slack")
    for text in nasty(count, seed=seed, pieces=14):
        pieces = [*text.split(" "), *random.choice(posts).split(" ")[: random.randint(0, 40)]]
        pieces += random.choices(BLOCKS, k=random.randint(0, 12))
        random.shuffle(pieces)
        joined = "".join(piece + random.choice((" ", " ", " ", "\n", "\n\n")) for piece in pieces)
        yield joined, platforms.get(random.choice(names)).with_limit(random.randint(60, 300))


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(each, marks=pytest.mark.long) for each in range(4, 100))])
def test_no_thread_breaks_a_hard_rule(seed: int) -> None:
    """500 texts a seed: 2,000 always, 50,000 in the long form."""
    threads = 0
    for text, platform in generated(500, seed):
        try:
            parts = split(text, platform)
        except WorkspaceError as error:
            assert {problem.code for problem in error.problems} == {"cannot-split"}  # noqa: PT017 - it may also succeed
            continue
        threads += len(parts) > 1
        assert violations(platform.normalise(text), parts, platform) == [], ascii(text)
    assert threads > 100


def violations(text: str, parts: list[str], platform: Platform) -> list[str]:
    """Return the rules that a thread breaks."""
    found = ["over the limit"] * any(map(platform.over, parts))
    texts = parts
    if len(parts) > 1:
        counters = [COUNTER.search(part) for part in parts]
        expected = [(str(at), str(len(parts))) for at in range(1, len(parts) + 1)]
        if [each and each.groups() for each in counters] != expected:
            return [*found, "counters"]
        texts = [COUNTER.sub("", part) for part in parts]
    edges, at = [], 0
    for part in texts:
        start = text.find(part, at)
        if start < 0 or text[at:start].strip():
            return [*found, "content lost"]
        at = start + len(part)
        edges += [start, at]
    if text[at:].strip():
        found.append("content lost")
    return found + [kind for kind, start, end in stretches(text, platform) if any(start < edge < end for edge in edges)]


def stretches(text: str, platform: Platform) -> Iterator[tuple[str, int, int]]:
    """Yield what must be whole: entities, numbers with units, dates, short quotations and graphemes."""
    for entity in platform.find_entities(text):
        yield entity.kind, entity.start, entity.end
    for pattern in WHOLE:
        for each in pattern.finditer(text):
            yield "whole", *each.span()
    for quote in QUOTE.finditer(text):
        if len(quote[0]) < platform.limit // 4 and "http" not in quote[0]:
            yield "quotation", *quote.span()
    for cluster in regex.finditer(r"\X", text):
        yield "grapheme", *cluster.span()
