"""What a kind of fact is: one file of the folder catalogue with a constant FACT, found by name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module

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
    `reader` is the module whose function `extract` reads the facts out of an article. It is imported only then: a
    grammar of English takes a third of a second to compile, which a command that reads a facts file need not wait for.
    """

    name: str
    order: int
    shape: type[Fact]
    reader: str

    def extract(self, reading: Reading) -> Found:
        """Return the facts of this kind, in the order of the article."""
        read: Callable[[Reading], Found] = import_module(self.reader).extract
        return read(reading)


@cache
def kinds() -> tuple[Kind, ...]:
    """Return every kind in the order of the document."""
    found = discover("scheduler.facts.catalogue", "FACT", Kind)
    return tuple(sorted(found.values(), key=lambda kind: (kind.order, kind.name)))
