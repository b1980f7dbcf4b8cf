"""Words of time in the languages that templates speak."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.compose import language
from scheduler.compose.wordings import WORDS
from scheduler.model import Claim
from scheduler.plan.time_words import knows
from scheduler.plan.unproven import unproven

CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "plan" / "time_words.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['text']}")
def test_words_of_time_are_found_in_their_language(case: dict[str, Any]) -> None:
    """And not where they mean a morning."""
    assert list(unproven(case["text"], (), case["language"])) == case["words"]


@pytest.mark.parametrize("code", sorted(WORDS))
def test_what_the_variables_say_proves_itself(code: str) -> None:
    """Each language that has a word for tomorrow is one in which a typed tomorrow is found, and its claim covers it."""
    spoken = language(code)
    assert knows(code)
    assert unproven(spoken.word("tomorrow"), (), code)
    for days in (0, 1, 2, 7):
        words = spoken.in_days(days)
        assert unproven(f"{words}!", [Claim(words=words, start=None, end=None)], code) == ()
    out_now = spoken.word("out_now")
    assert unproven(out_now, [Claim(words=out_now, start=None, end=None)], code) == ()


def test_a_number_of_days_is_proven_in_the_case_that_the_language_wants() -> None:
    """`days_left` claims "7 Tage", and the text says "in 7 Tagen"; six days are another matter."""
    claim = Claim(words=language("de").days(7), start=None, end=None)
    assert unproven("In 7 Tagen ist es da", [claim], "de") == ()
    assert unproven("In 6 Tagen ist es da", [claim], "de") == ("in 6 tagen",)
