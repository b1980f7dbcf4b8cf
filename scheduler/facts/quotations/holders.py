"""Who may be meant by an attribution: those who have a role, and the subject of a verb of speech."""

from dataclasses import dataclass

from scheduler.facts.people.person_names import pronoun_of


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whom the article gives a role."""

    role: str
    name: str
    start: int


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is named by the words that begin at `start`."""

    name: str
    start: int


def subject(name: str | None, start: int) -> Subject | None:
    """Return who is named from a place on, if anybody is."""
    return Subject(name, start) if name else None


def small(phrase: str) -> str:
    """Return a phrase as it stands inside a sentence."""
    return phrase[0].lower() + phrase[1:]


def may_be(name: str, pronoun: str) -> bool:
    """Say whether a pronoun may stand for a name, as far as the name tells."""
    return not pronoun or pronoun_of(name) in {"", pronoun}
