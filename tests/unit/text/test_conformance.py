"""twitter-text's and Unicode's own test suites."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scheduler.text import (
    Span,
    cashtags,
    grapheme_count,
    grapheme_count_before_conjuncts,
    graphemes,
    hashtags,
    links,
    mentions,
    weighted_length,
)

Find = Callable[[str], list[Span]]


@pytest.mark.parametrize(
    ("suite", "count"),
    [("WeightedTweetsWithDiscountedEmojiCounterTest", 22), ("UnicodeDirectionalMarkerCounterTest", 2)],
)
def test_weights_are_those_of_config_v3(twitter_text: dict[str, Any], suite: str, count: int) -> None:
    """Every case of the weighted counter."""
    cases = twitter_text["validate"][suite]
    wrong = [case["text"] for case in cases if weighted_length(case["text"]) != case["expected"]["weightedLength"]]
    assert (len(cases), wrong) == (count, [])


@pytest.mark.parametrize(
    ("suite", "find", "count"),
    [
        ("urls", links, 91),
        ("tco_urls_with_params", links, 5),
        ("hashtags", hashtags, 65),
        ("hashtags_from_astral", hashtags, 3),
        ("mentions", mentions, 23),
        ("cashtags", cashtags, 8),
    ],
)
def test_entities_are_found_as_twitter_text_finds_them(
    twitter_text: dict[str, Any], suite: str, find: Find, count: int
) -> None:
    """Every case of the extraction suites (of tags and mentions without their sign)."""
    cases = twitter_text["extract"][suite]
    skip = 0 if find is links else 1
    wrong = [case["text"] for case in cases if [span.text[skip:] for span in find(case["text"])] != case["expected"]]
    assert (len(cases), wrong) == (count, [])


@pytest.mark.parametrize(
    ("suite", "find", "key"),
    [
        ("urls_with_indices", links, "url"),
        ("urls_with_directional_markers", links, "url"),
        ("hashtags_with_indices", hashtags, "hashtag"),
        ("mentions_with_indices", mentions, "screen_name"),
        ("cashtags_with_indices", cashtags, "cashtag"),
    ],
)
def test_entities_stand_where_twitter_text_says(twitter_text: dict[str, Any], suite: str, find: Find, key: str) -> None:
    """Offsets count code points."""
    skip = 0 if find is links else 1
    for case in twitter_text["extract"][suite]:
        found = [{key: span.text[skip:], "indices": [span.start, span.end]} for span in find(case["text"])]
        assert found == case["expected"], case["text"]


def test_a_list_is_no_mention(twitter_text: dict[str, Any]) -> None:
    """twitter-text extracts both together and tells them apart by the slug."""
    for case in twitter_text["extract"]["mentions_or_lists_with_indices"]:
        found = [(span.text[1:], [span.start, span.end]) for span in mentions(case["text"])]
        expected = [(each["screen_name"], each["indices"]) for each in case["expected"] if not each["list_slug"]]
        assert found == expected, case["text"]


def test_the_one_replied_to_is_the_mention_at_the_beginning(twitter_text: dict[str, Any]) -> None:
    """Nothing but blanks stands before it."""
    cases = twitter_text["extract"]["replies"]
    for case in cases:
        found = [span.text[1:] for span in mentions(case["text"]) if not case["text"][: span.start].strip()]
        assert (found or [None])[0] == case["expected"], case["text"]
    assert len(cases) == 13


@pytest.mark.parametrize(("suite", "count"), [("country", 315), ("generic", 1259)])
def test_every_top_level_domain_makes_a_link(twitter_text: dict[str, Any], suite: str, count: int) -> None:
    """The generated table has them all."""
    cases = twitter_text["tlds"][suite]
    wrong = [case["text"] for case in cases if [span.text for span in links(case["text"])] != case["expected"]]
    assert (len(cases), wrong) == (count, [])


def grapheme_break_cases(conformance: Path) -> list[list[str]]:
    """Return the cases of GraphemeBreakTest, each as its clusters."""
    lines = (conformance / "unicode" / "GraphemeBreakTest-18.0.txt").read_text(encoding="utf-8").splitlines()
    return [
        [
            "".join(chr(int(point, 16)) for point in re.findall("[0-9A-F]+", cluster))
            for cluster in line.split("#")[0].split("÷")
            if cluster.strip()
        ]
        for line in lines
        if line.split("#")[0].strip()
    ]


def test_graphemes_pass_unicode_18(conformance: Path) -> None:
    """All 853 cases of GraphemeBreakTest."""
    cases = grapheme_break_cases(conformance)
    assert [case for case in cases if graphemes("".join(case)) != case] == []
    assert len(cases) == 853


def test_a_count_differs_from_unicode_18_in_ten_cases_that_unicode_17_counts_larger(conformance: Path) -> None:
    """Consonants behind a linker that follows no consonant: a server with Unicode 17 (Node 20) misses the same ten."""
    cases = ["".join(case) for case in grapheme_break_cases(conformance)]
    differing = [(grapheme_count(text), len(graphemes(text))) for text in cases]
    assert [count - clusters for count, clusters in differing if count != clusters] == [1] * 10


def test_an_older_count_is_never_smaller(conformance: Path) -> None:
    """Without the rule for conjuncts there are only more clusters."""
    for case in grapheme_break_cases(conformance):
        text = "".join(case)
        assert grapheme_count_before_conjuncts(text) >= grapheme_count(text)
