"""People with what they do."""

from dataclasses import dataclass
from typing import Final

from scheduler.facts.kind import Kind
from scheduler.model import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    """Somebody with what they do here; `character` is whom an actor plays, where the article says so."""

    name: str
    role: str
    character: str | None = None


FACT: Final = Kind(name="people", order=50, shape=Person, reader="scheduler.facts.people.people")
