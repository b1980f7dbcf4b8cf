"""Which fact of a file is which one just extracted, where their source text differs: a sentence was reworded or moved.

Releases have to agree on the date and on what comes out, whatever their words: another date is another fact, and a
dispute that a person has to see.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Final

from scheduler.facts.folding import fold
from scheduler.model import Fact, Release

Numbered = tuple[int, Fact]

NEARLY: Final = 0.75  # how many words of two sources are the same, from 0 to 1
MOST_COMPARED: Final = 60  # a changed article has a handful; a file of hundreds that all changed is another story
LONGEST_WORDS: Final = 200


def pairs(old: Sequence[Numbered], new: Sequence[Numbered]) -> dict[int, int]:
    """Return which old fact is which new one, the most alike first; none is used twice."""
    scored = sorted(
        (
            (-score, at, number)
            for at, before in islice(old, MOST_COMPARED)
            for number, after in islice(new, MOST_COMPARED)
            if (score := _likeness(before, after))
        ),
    )
    partner: dict[int, int] = {}
    for _, at, number in scored:
        if at not in partner and number not in partner.values():
            partner[at] = number
    return partner


def _likeness(old: Fact, new: Fact) -> float:
    """Return how sure it is that two facts are one: above 1 where they say the very same, 0 where they are two."""
    if old.extracted is not None and old.extracted == new.extracted:
        return 2.0 + _shared(old, new)
    shared = _shared(old, new)
    if isinstance(old, Release) and isinstance(new, Release):
        same_days = (old.start_date, old.end_date) == (new.start_date, new.end_date)
        same_thing = _name(old) == _name(new) and old.event_status is new.event_status
        same_place = (old.location or "") == (new.location or "")
        return shared + same_place if same_days and same_thing and (same_place or shared >= NEARLY) else 0.0
    return shared if shared >= NEARLY else 0.0


def _name(release: Release) -> str:
    return fold(release.of.name) if release.of else ""


def _shared(old: Fact, new: Fact) -> float:
    one, other = ((fact.source.exact if fact.source else "").lower().split()[:LONGEST_WORDS] for fact in (old, new))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0
