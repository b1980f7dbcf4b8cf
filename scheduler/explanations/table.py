"""Finds the pages: every `pages/CODE.md` is the page of the code it is named after."""

from functools import cache
from pathlib import Path
from typing import Final

from scheduler.explanations.explanation import Explanation

PAGES: Final = Path(__file__).with_name("pages")
SUFFIX: Final = ".md"


@cache
def names() -> tuple[str, ...]:
    """Return the codes that have a page, in alphabetical order."""
    return tuple(sorted(page.stem for page in PAGES.iterdir() if page.suffix == SUFFIX))


@cache
def explanation(code: str) -> Explanation:
    """Return the page of a code; raises KeyError where it has none."""
    if code not in names():
        raise KeyError(code)
    return Explanation.read(code, (PAGES / f"{code}{SUFFIX}").read_text("utf-8"))
