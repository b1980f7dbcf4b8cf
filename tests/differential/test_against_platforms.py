"""Our counting against the platforms' own code, on generated texts in which everything touches everything."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from benchmarks.peers import Peers
from benchmarks.texts import glued, nasty, realistic
from scheduler import platforms
from scheduler.text import cashtags, grapheme_count, hashtags, links, mentions, weighted_length

CASES = Path(__file__).parents[1] / "cases" / "text"
REASONS: dict[str, list[dict[str, str]]] = YAML(typ="safe").load(CASES / "disagreements.yaml")
WEIGHTS: list[dict[str, Any]] = YAML(typ="safe").load(CASES / "weights.yaml")
FIND = {"link": links, "mention": mentions, "hashtag": hashtags, "cashtag": cashtags}
LONGER = ("{}a", "{}\u200d😀", "\u1100{}", "{}\u11a8", "{}\ufe0f", "\U0001f1fa{}")
BATCH = 2000


@pytest.fixture(scope="module", params=[4_000, pytest.param(20_000, marks=pytest.mark.long)])
def texts(request: pytest.FixtureRequest) -> list[str]:
    """Return nasty texts, half as many glued ones, and some posts as people write them."""
    return [*nasty(request.param), *glued(request.param // 2), *realistic(request.param // 20)]


def answers(peers: Peers, ask: str, texts: list[str]) -> list[Any]:
    """Return what the platform's code says, asked in batches."""
    return [answer for at in range(0, len(texts), BATCH) for answer in peers.answers(ask, texts[at : at + BATCH])]


def unexplained(kind: str, found: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Return the texts with another number than ours that no listed reason explains, or where ours is the smaller."""
    patterns = [re.compile(reason["pattern"]) for reason in REASONS[kind]]
    return [
        (ascii(text), ours, theirs)
        for text, ours, theirs in found
        if ours != theirs and (ours < theirs or not any(pattern.search(text) for pattern in patterns))
    ]


def test_x_weighs_what_twitter_text_weighs(peers: Peers, texts: list[str]) -> None:
    """Nothing differs but for a listed reason, and then ours is the larger number."""
    theirs = answers(peers, "weighted", texts)
    assert unexplained("weighted", zip(texts, map(weighted_length, texts), theirs, strict=True)) == []


def test_graphemes_are_those_of_intl_segmenter(peers: Peers, texts: list[str]) -> None:
    """The same count, in the Unicode version of the Node at hand."""
    theirs = answers(peers, "graphemes", texts)
    assert unexplained("graphemes", zip(texts, map(grapheme_count, texts), theirs, strict=True)) == []


def test_bluesky_counts_what_its_own_package_counts(peers: Peers, texts: list[str]) -> None:
    """Graphemes and bytes of a RichText."""
    bluesky = platforms.get("bluesky")
    normal = [bluesky.normalise(text) for text in texts]
    theirs = answers(peers, "rich-text", normal)
    ours = map(bluesky.length, normal)
    assert unexplained("graphemes", zip(normal, ours, (count for count, _ in theirs), strict=True)) == []
    assert [text for text, (_, size) in zip(normal, theirs, strict=True) if bluesky.byte_length(text) != size] == []


@pytest.mark.parametrize("kind", ["link", "mention", "hashtag", "cashtag"])
def test_entities_are_found_where_twitter_text_finds_them(peers: Peers, texts: list[str], kind: str) -> None:
    """At the same places, but for hashtags with letters that its Unicode 7 does not know."""
    normal = [unicodedata.normalize("NFC", text) for text in texts]
    differing = []
    for text, found in zip(normal, answers(peers, "entities", normal), strict=True):
        place = code_points(text)
        theirs = {(place[start], place[end]) for start, end in found[kind]}
        ours = {(span.start, span.end) for span in FIND[kind](text)}
        if ours != theirs:
            differing += [(text, *span) for span in ours ^ theirs]
    if kind == "hashtag":
        differing = [each for each in differing if not has_newer_letter(peers, *each)]
    assert [(ascii(text), start, end) for text, start, end in differing] == []


def code_points(text: str) -> dict[int, int]:
    """Return the index in code points of each index in UTF-16 units (negative inside a character)."""
    places, units = {}, 0
    for at, char in enumerate(text):
        places[units] = at
        units += 1
        if char > "\uffff":
            places[units] = -at - 1
            units += 1
    places[units] = len(text)
    return places


def has_newer_letter(peers: Peers, text: str, start: int, end: int) -> bool:
    """Whether a hashtag, or what surrounds it, has a letter that is one to us and not to twitter-text."""
    around = text[max(0, start - 1) : end + 1]
    letters = [char for char in around if [span.text for span in hashtags(f"#a{char}")] == [f"#a{char}"]]
    found = peers.answers("entities", [f"#a{char}" for char in letters])
    return any(answer["hashtag"] == [[0, 2]] for answer in found)


def test_traps_weigh_what_they_say(peers: Peers) -> None:
    """The table of traps is twitter-text's word, not ours."""
    assert peers.answers("weighted", [case["text"] for case in WEIGHTS]) == [case["x"] for case in WEIGHTS]


BULK = re.compile("[\u3400-\u9fff\uac00-\ud7a3\U00017000-\U00018cff\U00020000-\U000dffff\U000e0200-\U0010ffff]")
"""Characters of which there are many, all alike."""


@pytest.mark.parametrize(
    "place",
    ["a{}", "क्{}", "{}\u094d\u0915", "😀\u200d{}", *(pytest.param(each, marks=pytest.mark.long) for each in LONGER)],
)
def test_every_character_counts_the_same_beside_any_neighbour(peers: Peers, place: str) -> None:
    """Each once, in places where characters join."""
    every = [chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000]
    texts = [place.format(char) for char in every if not BULK.match(char)]
    theirs = answers(peers, "graphemes", texts)
    assert unexplained("graphemes", zip(texts, map(grapheme_count, texts), theirs, strict=True)) == []
