"""People: who plays, directs, wrote, made or runs something, by the forms English has for it.

After research/facts.md section 4 (read 2026-11-22). Each form is a cue word and a pattern anchored at it, so that the
text is read once, whatever it holds. A name alone is nobody; a role alone is nobody.
"""

from functools import lru_cache
from typing import Final

from scheduler.facts.cast import Cast, Same, cast_of
from scheduler.facts.catalogue.people import Person
from scheduler.facts.claims import Claimed
from scheduler.facts.kind import Found, Reading
from scheduler.facts.people_forms import claims
from scheduler.facts.person_names import words_of
from scheduler.model import Fact, Source


@lru_cache(maxsize=2)
def _claims(key: Same) -> tuple[Claimed, ...]:
    cast = cast_of(key.reading)
    bylines = {words_of(name) for name in key.reading.article.author}
    found = sorted(claims(cast, key.reading.about), key=lambda each: (each.start, each.end))
    held = {claim.role for claim in found if not claim.weak}
    return tuple(
        claim
        for claim in found
        if not (claim.weak and claim.role in held) and not (claim.role in OF_BYLINES and claim.name.words in bylines)
    )


OF_BYLINES: Final = frozenset({"writer", "author", "editor"})


def claims_of(reading: Reading) -> tuple[Claimed, ...]:
    """Return everything that is said of what somebody does, in order, repetitions included."""
    return _claims(Same(reading))


def extract(reading: Reading) -> Found:
    """Return each person once for each role, in the order of the article."""
    cast = cast_of(reading)
    people: dict[tuple[str, str], Person] = {}
    for claim in claims_of(reading):
        person = _person(reading, cast, claim)
        known = people.get((person.name, person.role))
        if known is None or (person.character and not known.character):
            people[person.name, person.role] = person
    return Found(tuple(sorted(people.values(), key=_start)))


def _person(reading: Reading, cast: Cast, claim: Claimed) -> Person:
    name = cast.full_name(claim.name.text, claim.name.start)
    source: Source = reading.source(claim.start, claim.end)
    return Person(name=name, role=claim.role, character=claim.character, source=source)


def _start(person: Fact) -> int:
    return person.source.start if person.source else 0
