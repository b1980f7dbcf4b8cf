from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.articles.plain import parse
from scheduler.facts.quotations.quoting import masked, quotes_in
from scheduler.model import Article

MARKS = "“”\"'‘’«» aA.,!?\n-5"


def read(text: str) -> Article:
    return parse(text, file="a.txt", sha256="0" * 64)


@given(st.text(MARKS, max_size=80))
def test_masking_moves_nothing(text: str) -> None:
    """Every offset means the same place in the masked text, and nothing quoted is left in it."""
    article = read(text)
    quotes = quotes_in(article.text, article.blocks)
    prose = masked(article.text, article.blocks, quotes)
    assert len(prose) == len(article.text)
    for quoted in quotes:
        assert quoted.start <= quoted.first <= quoted.last <= quoted.end
        assert not any(letter.isalnum() for letter in prose[quoted.start : quoted.end])


@given(st.text(MARKS, max_size=80))
def test_quotes_stand_beside_each_other(text: str) -> None:
    """Only outermost stretches are returned, in order."""
    article = read(text)
    quotes = quotes_in(article.text, article.blocks)
    assert all(first.end <= second.start for first, second in pairwise(quotes))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “yes” and left.", ["yes"]),
        ('He said "yes" and left.', ["yes"]),
        ("He said “yes, ‘maybe’ yes” and left.", ["yes, ‘maybe’ yes"]),
        ("A 5\" nail and the boys' barn.", []),
        ("The actors’ strike and the ’90s.", []),
        ("“A “B” and “C”", ["B", "C"]),
        ("", []),
    ],
)
def test_marks_are_paired_by_where_they_stand(text: str, inside: list[str]) -> None:
    """Apostrophes, inch marks and marks without a partner set nothing off."""
    article = read(text)
    assert [article.text[each.first : each.last] for each in quotes_in(article.text, article.blocks)] == inside
