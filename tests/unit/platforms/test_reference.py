"""The reference page says what the platforms say."""

import importlib
from pathlib import Path

import pytest

from scheduler import platforms
from scheduler.platforms import reference

PAGE = Path(__file__).parents[3] / "docs/reference/platforms.md"


def test_the_page_is_current() -> None:
    """Whoever changes a platform writes the page anew: python -m scheduler.platforms.reference > (the page)."""
    assert PAGE.read_text(encoding="utf-8") == reference.page() + "\n"


@pytest.mark.parametrize("name", platforms.names())
def test_a_platform_s_file_has_its_name_and_says_what_it_is(name: str) -> None:
    """The page takes its words from the file."""
    words = importlib.import_module(f"scheduler.platforms.{name}").__doc__ or ""
    assert words.startswith(f"{platforms.get(name).label}: ")
