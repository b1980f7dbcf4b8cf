"""Whose the clause is that a sentence goes on with, behind what it opens with."""

from typing import Final

from scheduler.facts.subject.naming import Of, Reference, named_in, of_noun, things_in
from scheduler.model import Subject

LONGEST_OPENING: Final = 5  # characters in front of what a clause speaks of: "the “"


def of_main_clause(behind: str, about: Subject | None) -> Reference:
    """Return whose the clause is that a sentence goes on with: "Opening this Sunday, it will run for three months"."""
    if not behind.startswith(", "):
        return Reference(Of.UNKNOWN)
    clause = behind[2:]
    first = next(((name, each) for name, each in named_in(clause, about) if name.start <= LONGEST_OPENING), None)
    noun = next((each for each in things_in(clause) if each.start() <= LONGEST_OPENING), None)
    if first:
        return first[1]
    return of_noun(noun, about) if noun else Reference(Of.UNKNOWN)
