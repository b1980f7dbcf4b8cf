"""Key points: the things to know of an article."""

from dataclasses import dataclass
from typing import Final

from scheduler.facts.kind import Kind
from scheduler.model import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint(Fact):
    """One thing to know, in the article's words; `derived` is None, or "lead" where the article has no list."""

    text: str
    derived: str | None = None


FACT: Final = Kind(name="key_points", order=20, shape=KeyPoint, reader="scheduler.facts.lists.key_points")
