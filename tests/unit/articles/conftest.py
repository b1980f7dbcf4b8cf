"""The pages, texts and feeds of our own, and how to read a page given as text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.articles import read
from scheduler.model import Article

CASES = Path(__file__).parents[2] / "cases" / "articles"
PROSE = "".join(
    f"<p>{words}</p>" for words in ("The boat left the harbour at dawn with nine of the crew on deck. " * 4,) * 3
)


@pytest.fixture
def page(tmp_path: Path) -> Callable[..., Article]:
    """Return a function that reads a page made of a head and a body, the body's prose included."""

    def make(head: str = "", body: str = PROSE, *, name: str = "page.html") -> Article:
        path = tmp_path / name
        path.write_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
        return read(path)

    return make
