"""Nouns that only explain what they stand beside: "Salt, the second novel by Lee,", "the third film in the series"."""

from collections.abc import Sequence
from typing import Final

from scheduler.facts.subject.naming import Named, Of, Reference

APPOSITION_CHARACTERS: Final = 3
_IS: Final = frozenset({"is", "was"})
Found = tuple[int, int, Reference]


def explained(window: str, found: Sequence[Found], names: Named) -> list[Found]:
    """Return the nouns of a clause, each one that explains a name read as what it explains."""
    spans = [(name.start, name.end) for name, each in names if each.of is Of.SUBJECT]
    others = [(name.end, each) for name, each in names if each.of is Of.OTHER and each.work]
    read = [_in_apposition(window, _of_neighbour(window, each, others), spans) for each in found]
    return [each for each in read if not _is_whole(window, each, read)]


def _is_whole(window: str, noun: Found, found: Sequence[Found]) -> bool:
    """Say whether a noun is only what the subject belongs to: "the 25th film in the series"."""
    start, _, reference = noun
    nameless = reference.of is Of.OTHER and not reference.name
    return nameless and any(each.of is Of.SUBJECT and window[end:start] == " in " for _, end, each in found)


def _in_apposition(
    window: str, found: tuple[int, int, Reference], spans: Sequence[tuple[int, int]]
) -> tuple[int, int, Reference]:
    """Take "Salt, the second novel by Lee," for what it explains."""
    start, end, reference = found
    near = any(0 < start - stop <= APPOSITION_CHARACTERS and "," in window[stop:start] for _, stop in spans)
    called = any(window[stop:start].strip("”\"’'* ") in _IS for _, stop in spans)  # "Salt is a film due in May"
    own = reference.of is Of.OTHER and (near or called)
    return (start, end, Reference(Of.SUBJECT)) if own or (called and reference.of is Of.UNKNOWN) else found


def _of_neighbour(
    window: str, found: tuple[int, int, Reference], others: Sequence[tuple[int, Reference]]
) -> tuple[int, int, Reference]:
    """Take what explains another work, “Salt,” the prequel, for that work."""
    start, end, reference = found
    owner = next(
        (each for stop, each in others if 0 < start - stop <= APPOSITION_CHARACTERS and "," in window[stop:start]), None
    )
    return (start, end, owner) if owner and reference.of is Of.SUBJECT else found
