"""What a kind of fact is: one file of this room with a constant FACT, found by name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from scheduler.discovery import discover
from scheduler.facts.sentences import Sentence
from scheduler.model import Article, Fact, Source, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What every kind reads from: the article, its prose in sentences, what it is about, the day it was published."""

    article: Article
    sentences: tuple[Sentence, ...]
    about: Subject | None
    published: date | None

    def source(self, start: int, end: int) -> Source:
        """Return the stretch of the article as a proof: `exact == text[start:end]`."""
        return Source(exact=self.article.text[start:end], start=start, end=end)


@dataclass(frozen=True, slots=True)
class Found:
    """The facts of one kind in the order of the article, and what a person must settle about them."""

    facts: tuple[Fact, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of fact: `name` is its key in the document, `order` its place there.

    `shape` is the dataclass of one fact; its own fields, in their order, are the keys of a fact in the document.
    """

    name: str
    order: int
    shape: type[Fact]
    extract: Callable[[Reading], Found]


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind in the order of the document."""
    found = discover("scheduler.facts", "FACT", Kind)
    return tuple(sorted(found.values(), key=lambda kind: (kind.order, kind.name)))
