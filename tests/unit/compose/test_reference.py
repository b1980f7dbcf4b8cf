"""docs/reference/templates.md says what a template can use, no more and no less."""

from pathlib import Path

import pytest

from scheduler import platforms
from scheduler.compose.filters import FILTERS
from scheduler.compose.languages import language
from scheduler.compose.ledger import Ledger
from scheduler.compose.reference import EXAMPLES, page, purpose
from scheduler.compose.sandbox import ALLOWED_FILTERS
from scheduler.compose.scene import Scene
from scheduler.compose.words import NAMES, variables
from scheduler.model import Template
from scheduler.workspace.templates import read_templates

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "reference" / "templates.md").read_text(encoding="utf-8")


def test_the_page_is_current() -> None:
    """Write it anew: python -m scheduler.workspace.library > docs/reference/templates.md."""
    templates, problems = read_templates(ROOT)
    assert not problems
    assert page(templates.values()) + "\n" == TEXT


@pytest.mark.parametrize("name", sorted(NAMES | set(FILTERS) | ALLOWED_FILTERS))
def test_every_variable_and_filter_is_in_the_reference(name: str) -> None:
    """What works is written down."""
    assert f"`{name}`" in TEXT


def test_the_variables_are_those_that_are_described(scene: "type[Scene]") -> None:
    """None without words, no words without one."""
    made = variables(scene(), language("en"), platforms.get("x"), Ledger())
    assert set(made) == set(NAMES)


def test_every_filter_says_what_it_makes() -> None:
    """One sentence each, and an example where one fits into a line."""
    assert all((each.__doc__ or "").startswith("Return ") for each in FILTERS.values())
    assert set(FILTERS) - set(EXAMPLES) == {"usable", "named"}


def test_a_template_without_an_opening_comment_has_no_purpose_to_tell() -> None:
    """And the page is still made."""
    bare = Template(name="bare", source="Hello", file="templates/bare.j2")
    assert purpose(bare) == ""
    assert "| `bare` |  |" in page([bare])
