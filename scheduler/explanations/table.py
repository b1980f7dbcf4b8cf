"""Finds the pages: every `pages/CODE.md` is the page of the code it is named after."""

from functools import cache
from importlib.resources import files

from scheduler.explanations.explanation import Explanation

SUFFIX = ".md"


@cache
def names() -> tuple[str, ...]:
    """Return the codes that have a page, in alphabetical order."""
    pages = (page.name for page in files(__package__).joinpath("pages").iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in pages if name.endswith(SUFFIX)))


@cache
def explanation(code: str) -> Explanation:
    """Return the page of a code; raises KeyError where it has none."""
    if code not in names():
        raise KeyError(code)
    return Explanation.read(code, files(__package__).joinpath("pages", code + SUFFIX).read_text("utf-8"))
