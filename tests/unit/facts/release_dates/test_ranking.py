"""Which of the dates that an article tells is the primary one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from scheduler.facts import extract
from scheduler.model import Article

CASES = Path(__file__).parents[3] / "cases" / "facts" / "primary_dates.yaml"
PRIMARY = YAML(typ="safe", pure=True).load(CASES.read_text(encoding="utf-8"))

Make = Callable[[str], Article]


@pytest.mark.parametrize("case", PRIMARY, ids=lambda case: case["why"])
def test_the_main_release_of_the_subject_is_primary(case: dict[str, str], article: Make) -> None:
    """Festivals, galas, tickets, forms, parts, other works and past releases give way to it."""
    (primary,) = [each for each in extract(article(case["text"])).releases if each.primary]
    assert primary.start_date == case["primary"]
