"""Which of the dates that an article tells is the primary one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from scheduler.facts import extract
from scheduler.model import Article

CASES = Path(__file__).parents[3] / "cases" / "facts"
PRIMARY = YAML(typ="safe", pure=True).load((CASES / "primary_dates.yaml").read_text(encoding="utf-8"))
TOLD = YAML(typ="safe", pure=True).load((CASES / "ways_of_telling.yaml").read_text(encoding="utf-8"))

Make = Callable[[str], Article]


@pytest.mark.parametrize("case", PRIMARY, ids=lambda case: case["why"])
def test_the_main_release_of_the_subject_is_primary(case: dict[str, str], article: Make) -> None:
    """Festivals, galas, tickets, forms, parts, other works and past releases give way to it."""
    (primary,) = [each for each in extract(article(case["text"])).releases if each.primary]
    assert primary.start_date == case["primary"]


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case["why"])
def test_a_release_is_read_however_it_is_told(case: dict[str, str | None], article: Make) -> None:
    """Moves, asides, verbs and nouns of every kind lead to one day to count to, or to none where there is none."""
    primary = [each.start_date for each in extract(article(case["text"] or "")).releases if each.primary]
    assert primary == ([case["primary"]] if case["primary"] else [])
