"""Grapheme clusters."""

import pytest

from scheduler.text import grapheme_count, grapheme_count_before_conjuncts, graphemes


@pytest.mark.parametrize(
    ("text", "count", "older"),
    [("", 0, 0), ("abc\r\n", 4, 4), ("e\u0301", 1, 1), ("👨‍👩‍👧‍👦🇺🇸", 2, 2), ("क्षत्रिय", 3, 5), ("क्", 1, 1)],
)
def test_clusters_are_counted_by_the_new_rule_and_by_the_older(text: str, count: int, older: int) -> None:
    """Ruby 3.4 has no rule for Indic conjuncts; its count is never smaller."""
    assert grapheme_count(text) == count
    assert grapheme_count_before_conjuncts(text) == older
    assert "".join(graphemes(text)) == text
