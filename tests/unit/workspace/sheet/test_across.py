"""Columns headed by a platform: which header is one, and what each row then says."""

from types import MappingProxyType

import pytest

from scheduler.model import Channel
from scheduler.workspace.sheet.across import channel_word, heads_across, is_no_text, posts_in
from scheduler.workspace.sheet.columns import Columns
from scheduler.workspace.sheet.keys import for_channel

CHANNELS = MappingProxyType(
    {
        name: Channel(name=name, platform=platform, destination="catch")
        for name, platform in (("x", "x"), ("team-news", "slack"), ("bluesky", "bluesky"))
    }
)
ACROSS = MappingProxyType({1: "X", 2: "Bluesky"})


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("X (Twitter)", "X (Twitter)"),
        ("LinkedIn copy", "LinkedIn"),
        ("Text for Bluesky", "Bluesky"),
        ("Facebook-Beitrag", "Facebook"),
        ("team-news", "team-news"),
        ("Team News", "Team News"),
        ("Pinterest", "Pinterest"),
        ("LinkedIn link", None),
        ("X image", None),
        ("Status", None),
        ("Post", None),
        ("", None),
    ],
)
def test_a_header_names_a_channel_or_a_platform_with_words_of_text_around_it(header: str, word: str | None) -> None:
    """Whatever else stands beside it is another column: its link, its picture."""
    assert channel_word(header, CHANNELS) == word


def test_a_row_is_a_header_by_different_platforms_only() -> None:
    """Ticks in the shape of an x name one at most, and what has a meaning of its own names none."""
    assert heads_across(["Date", "X", "Bluesky", "Text"], CHANNELS) == 2
    assert heads_across(["2031-01-08", "x", "x", "x"], CHANNELS) == 1


def test_each_filled_cell_is_a_post_and_a_tick_is_a_channel() -> None:
    """A row that is short lacks its last posts; no tick is no channel."""
    texts = Columns(headers=("Date", "X", "Bluesky"), at={"date": 0}, across=ACROSS)
    assert [words for _, words in posts_in(texts, ["2031-01-08", "Hi", " "])] == ["X"]
    assert [columns.at["text"] for columns, _ in posts_in(texts, ["", "Hi", "Hello"])] == [1, 2]
    assert posts_in(texts, ["2031-01-08"]) == []
    ticks = Columns(headers=("Text", "X", "Bluesky"), at={"text": 0}, across=ACROSS, are_marks=True)
    assert [words for _, words in posts_in(ticks, ["Hi", "TRUE", "✓"])] == ["X;Bluesky"]
    assert [words for _, words in posts_in(ticks, ["Hi", "FALSE", ""])] == [""]


@pytest.mark.parametrize("cell", ["n/a", " TBD ", "-", "Yes", "✓", "FALSE"])
def test_a_cell_that_says_no_more_than_yes_or_nothing_is_no_text(cell: str) -> None:
    """It must never go out."""
    assert is_no_text(cell)
    assert not is_no_text(f"{cell.strip()} it is")


@pytest.mark.parametrize(
    ("key", "word", "expected"),
    [
        ("trailer", "Bluesky", "trailer-bluesky"),
        ("Trailer 1", "X (Twitter)", "trailer-1-x-twitter"),
        ("a" * 40, "x", "a" * 38 + "-x"),
        ("", "x", ""),
    ],
)
def test_the_key_of_a_post_ends_in_its_column(key: str, word: str, expected: str) -> None:
    """And is never longer than a key may be; a row without a key gets one of its words."""
    assert for_channel(key, word) == expected
