"""Texts that nobody publishes: extraction says what it can of them, and raises nothing."""

from collections.abc import Callable

import pytest

from scheduler.facts import extract
from scheduler.model import Article

ODD = {
    "the first day of all": 'date 0001-01-01\ntitle: "Salt"\n\n"Salt" opens tomorrow, was out last Friday.\n',
    "the last days of all": 'date 9999-12-30\ntitle: "Salt"\n\n"Salt" will be released next Friday.\n',
    "half of a character": "date 2026-11-20\ntitle: \ud800\n\n\ud800 opens on March 12, 2027.\n",
    "an interview in which nobody asks": (
        "date 2026-11-20\ntitle: An interview with Ann Lee\n\nWe met her.\n\nQ: Favorite film.\n\nQ: Favorite book.\n\n"
        "Q: Favorite song.\n"
    ),
    "words without an end": "date 2026-11-20\ntitle: Salt\n\n“"
    + "the best thing that I have done " * 400
    + "”, said Ann Lee.\n",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_text_is_read(text: str, article: Callable[[str], Article]) -> None:
    """There are facts or questions, in any case no exception."""
    facts = extract(article(text))
    assert facts.questions or any(facts.kinds.values())
