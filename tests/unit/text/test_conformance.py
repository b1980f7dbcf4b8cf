"""twitter-text's and Unicode's own test suites."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scheduler.text import Span, cashtags, grapheme_count, graphemes, hashtags, links, mentions, weighted_length

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
    ],
)
def test_entities_stand_where_twitter_text_says(twitter_text: dict[str, Any], suite: str, find: Find, key: str) -> None:
    """Offsets count code points."""
    skip = 0 if find is links else 1
    for case in twitter_text["extract"][suite]:
        found = [{key: span.text[skip:], "indices": [span.start, span.end]} for span in find(case["text"])]
        assert found == case["expected"], case["text"]


@pytest.mark.parametrize(("suite", "count"), [("country", 315), ("generic", 1259)])
def test_every_top_level_domain_makes_a_link(twitter_text: dict[str, Any], suite: str, count: int) -> None:
    """The generated table has them all."""
    cases = twitter_text["tlds"][suite]
    wrong = [case["text"] for case in cases if [span.text for span in links(case["text"])] != case["expected"]]
    assert (len(cases), wrong) == (count, [])


def test_graphemes_pass_unicode_18(conformance: Path) -> None:
    """All 853 cases of GraphemeBreakTest."""
    lines = (conformance / "unicode" / "GraphemeBreakTest-18.0.txt").read_text(encoding="utf-8").splitlines()
    cases = [line.split("#")[0] for line in lines if line.split("#")[0].strip()]
    for case in cases:
        clusters = [
            "".join(chr(int(point, 16)) for point in re.findall("[0-9A-F]+", cluster))
            for cluster in case.split("÷")
            if cluster.strip()
        ]
        assert graphemes("".join(clusters)) == clusters, case
        assert grapheme_count("".join(clusters)) == len(clusters), case
    assert len(cases) == 853
