"""docs/reference/templates.md says what a template can use, no more and no less."""

import re
from pathlib import Path

import pytest

from scheduler.compose.dates import FILTERS
from scheduler.compose.sandbox import ALLOWED_FILTERS
from scheduler.compose.words import NAMES

TEXT = (Path(__file__).parents[3] / "docs" / "reference" / "templates.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(NAMES | set(FILTERS) | ALLOWED_FILTERS))
def test_every_variable_and_filter_is_in_the_reference(name: str) -> None:
    """What works is written down."""
    assert f"`{name}`" in TEXT


@pytest.mark.parametrize(
    ("row", "made"), re.findall(r"^\| `(day|weekday|date|month|year)` \| (.+?) \|$", TEXT, re.MULTILINE)
)
def test_the_filters_make_what_the_reference_says(row: str, made: str) -> None:
    """The examples are true."""
    assert FILTERS[row]("2023-07-12") == made


def test_the_other_examples_are_true_as_well() -> None:
    """Of an instant, and of a number."""
    assert FILTERS["ordinal"](7) == "7th"
    assert FILTERS["time"]("2023-07-12T09:00:00-04:00") == "9:00 AM"
