"""What holds for every text that is split."""

import re
from itertools import combinations

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from scheduler import platforms
from scheduler.compose import split
from scheduler.compose.atoms import entity_stretches
from scheduler.errors import WorkspaceError
from scheduler.text import graphemes

PIECES = [
    *("word", "a", "Harbour.", "and", "clause,", "“quoted words”", '"more of it"', "(aside)", "—", "e.g.", "- item"),
    *("12 km", "July 12", "$5 million", "#tag", "#日本", "@user", "@user@example.social", "https://example.org/a_(b)"),
    *(
        "example.com",
        "example.music",
        "README.md",
        "日本語。",
        "速報「映画」です",
        "ภาษาไทย",
        "क्षत्रिय",
        "नमस्ते",
        "e\u0301",
        "Việt",
    ),
    *("👨‍👩‍👧‍👦", "🇺🇸", "1️⃣", "©\ufe0f", "…", "€", "\u200f", "\u00a0", "\u200b", "\u0301", "&amp;", "<b c>"),
]
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", " ", " ", "", "\n", "\n\n", "\r\n"])), max_size=60
)
PLATFORMS = st.sampled_from(platforms.names())
COUNTER = re.compile(r" \d+/\d+\Z")


def joined(pieces: list[tuple[str, str]]) -> str:
    """Return pieces and gaps as one text."""
    return "".join(piece + gap for piece, gap in pieces)


@settings(max_examples=400, deadline=None)
@given(pieces=TEXTS, name=PLATFORMS, limit=st.integers(40, 120))
def test_hard_rules_hold(pieces: list[tuple[str, str]], name: str, limit: int) -> None:
    """No part over the limit, nothing lost, no entity and no grapheme cut."""
    platform = platforms.get(name).with_limit(limit)
    text = platform.normalise(joined(pieces))
    try:
        parts = split(text, platform)
    except WorkspaceError:
        reject()  # a piece longer than a part: test_what_fits_no_part_is_named
    assert not any(map(platform.over, parts))
    texts = [COUNTER.sub("", part) for part in parts] if len(parts) > 1 else parts
    assert "".join("".join(texts).split()) == "".join(text.split())
    at = 0
    edges = set()
    for part in texts:
        at = text.index(part, at)
        edges |= {at, at + len(part)}
        at += len(part)
    assert not [(a, b) for a, b in entity_stretches(text, platform) if any(a < edge < b for edge in edges)]
    ends = [0]
    for cluster in graphemes(text):
        ends.append(ends[-1] + len(cluster))
    assert edges <= set(ends)


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(st.integers(1, 9).map(lambda size: "a" * size), min_size=2, max_size=12),
    limit=st.integers(14, 30),
)
def test_no_thread_has_fewer_parts(words: list[str], limit: int) -> None:
    """Against every way to cut, with counters of their true width; what is refused can be cut in no way."""
    platform = platforms.get("x").with_limit(limit)
    try:
        count = len(split(" ".join(words), platform))
    except WorkspaceError:
        count = len(words) + 1
    for fewer in range(1, count):
        for inner in combinations(range(1, len(words)), fewer - 1):
            places = [0, *inner, len(words)]
            tails = ["" if fewer == 1 else f" {at}/{fewer}" for at in range(1, fewer + 1)]
            texts = [" ".join(words[a:b]) + tail for a, b, tail in zip(places, places[1:], tails, strict=False)]
            assert any(map(platform.over, texts)), texts
