"""Grapheme clusters."""

import pytest
import regex

from scheduler.text import grapheme_count, grapheme_count_before_conjuncts, graphemes
from scheduler.text.graphemes import _HARD, _JOINING, _LINKER, _UNUSUAL

EVERY = [chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000]


@pytest.mark.parametrize(
    ("text", "count", "older"),
    [("", 0, 0), ("abc\r\n", 4, 4), ("e\u0301", 1, 1), ("👨‍👩‍👧‍👦🇺🇸", 2, 2), ("क्षत्रिय", 3, 5), ("क्", 1, 1)],
)
def test_clusters_are_counted_by_the_new_rule_and_by_the_older(text: str, count: int, older: int) -> None:
    """Ruby 3.4 has no rule for Indic conjuncts; its count is never smaller."""
    assert grapheme_count(text) == count
    assert grapheme_count_before_conjuncts(text) == older
    assert "".join(graphemes(text)) == text


@pytest.mark.parametrize(
    ("text", "listed", "counted"),
    [("a\u094d\u0915", 1, 2), ("\u094d\u0915", 1, 2), ("x\u1ade", 1, 2), ("\u05c8\u05c9", 1, 2)],
)
def test_where_unicode_versions_differ_the_larger_count_is_charged(text: str, listed: int, counted: int) -> None:
    """Nobody knows which version a server has."""
    assert (len(graphemes(text)), grapheme_count(text)) == (listed, counted)


@pytest.mark.parametrize("flags", [1, 2, 63, 64, 65, 66, 128, 129, 130, 1001])
@pytest.mark.parametrize(("before", "after"), [("", ""), ("a", "\u0301"), ("\u0600", "\u200d😀"), ("🇺\u0301", "b")])
def test_many_flags_in_a_row_are_counted_in_pairs(flags: int, before: str, after: str) -> None:
    """Read in stretches, lest each looks back to the first: a stretch ends between two flags."""
    text = before + "🇺" * flags + after
    assert graphemes(text) == regex.findall(r"\X", text)
    assert grapheme_count(text) == len(graphemes(text))


def test_what_is_not_looked_at_closely_can_never_join() -> None:
    """Of the characters taken as plain, none joins another by the properties of the installed `regex`."""
    joins = regex.compile(
        r"[\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=Prepend}\p{GCB=L}\p{GCB=V}\p{GCB=T}\p{GCB=ZWJ}\p{GCB=CR}"
        r"\p{GCB=Regional_Indicator}\p{InCB=Consonant}\p{InCB=Linker}]"
    )
    assert [hex(ord(char)) for char in EVERY if joins.match(char) and not _JOINING.match(char)] == []
    assert [hex(ord(char)) for char in EVERY if (_UNUSUAL.match(char) is None) != (_JOINING.match(char) is None)] == []


def test_the_quick_rules_cover_the_scripts_they_are_used_for() -> None:
    """What is not hard is a mark or joins nothing but by conjuncts; every linker of conjuncts is known."""
    easy = regex.compile(r"[\p{GCB=Other}\p{GCB=Extend}\p{GCB=SpacingMark}\n]")
    assert [hex(ord(char)) for char in EVERY if not _HARD.search(char) and not easy.match(char)] == []
    linker = regex.compile(r"\p{InCB=Linker}")
    assert [hex(ord(char)) for char in EVERY if linker.match(char) and not _LINKER.match(char)] == []


@pytest.mark.parametrize(
    "text", ["नमस्ते\n\u0301दुनिया", "\u0301क", "ভাষা❤️\nक्ष", "กำลัง\r\nไป", "a\u0301\u0323 \u0301", "1️⃣👍🏿\n\ufe0f"]
)
def test_counting_quickly_and_listing_agree(text: str) -> None:
    """Marks at the start of a text or line are clusters of their own."""
    assert grapheme_count(text) == len(graphemes(text))
