"""How much speaks for a name as what an article is about, and whether it is a work, a person or a place."""

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from scheduler.facts.folding import lowered
from scheduler.facts.subject import words
from scheduler.facts.subject.titles import Name
from scheduler.facts.subject.types import has_noun

MOST_REPEATS: Final = 5


LONGEST_CUE: Final = 20  # characters of what makes a person or a place of the name behind it: "director, the "


LONGEST_PAST: Final = 40  # characters of "the author of the bestselling "


_TITLED: Final = re.compile(r"The [A-Z][\w’'-]+ (?:of |and )?(?:the )?[A-Z]")  # "in The Iron Bride": a work, no place


_NUMBERED: Final = re.compile(r"\s(?:\d{1,2}|[IVX]{1,4}|Part \w+)$")
_NUMERALS: Final = frozenset("0123456789IVX")
_AT_WORK: Final = frozenset({"in", "on"})
_APOSTROPHES: Final = frozenset("'’")


_MARKS: Final = "()[]{}\"“”‘’'*_,.:;—–-/…!?"


@dataclass(slots=True)
class Candidate:
    """A name with what speaks for it: where it stands, how often, and for what its neighbours take it."""

    names: list[Name] = field(default_factory=list)
    points: int = 0
    repeats: int = 0
    persons: int = 0
    places: int = 0
    in_headline: bool = False
    explained: bool = False

    @property
    def weight(self) -> int:
        """Its points, with what most of its mentions say it is (a person, a place) held against it."""
        half = max(1, len(self.names)) / 2
        doubt = 10 * (self.persons >= half) + 14 * (self.places >= half)
        return self.points + min(self.repeats, MOST_REPEATS) - doubt


class Tells(NamedTuple):
    """What a sentence has that may tell what its names are, so that no more is looked for around each of them."""

    noun: bool
    """A noun of a type: a film, an album."""
    comes_out: bool
    """That something comes out."""
    may_come_out: bool
    """The letters of what a name does that comes out."""


ANYTHING: Final = Tells(noun=True, comes_out=True, may_come_out=True)


def tells_of(text: str) -> Tells:
    """Return what a sentence has that may tell what its names are."""
    small = lowered(text)
    may_come_out = words.COMES_OUT_ITSELF.may_stand_in(small)
    comes_out = may_come_out and words.COMES_OUT.search(small) is not None
    return Tells(noun=has_noun(text), comes_out=comes_out, may_come_out=may_come_out)


def weigh_context(candidate: Candidate, name: Name, before: str, after: str, tells: Tells) -> None:
    """Add what the words around one mention of a name say, whose sentence `tells` what to look for."""
    cue = _last_word(before)
    person = (
        (cue in words.BEFORE_PERSONS and words.PERSON_BEFORE.search(before[-LONGEST_CUE:]))
        or words.PERSON_AFTER.match(after)
        or (after[:1] in _APOSTROPHES and words.OWNER.match(after))
    )
    if person and name.text.split()[-1].lower() not in words.THINGS_BY_LAST_WORD:  # a festival announces too
        candidate.persons += 1
    elif not (
        name.marked
        or (name.text.startswith("The ") and _TITLED.match(name.text))
        or ((name.text[-1] in _NUMERALS or " Part " in name.text) and _NUMBERED.search(name.text))
        or (cue in _AT_WORK and words.WORKED_AT.search(before))
    ) and (
        (cue in words.BEFORE_PLACES and words.PLACE_BEFORE.search(before[-LONGEST_CUE:]))
        or (after[:1] == "," and words.PLACE_AFTER.match(after))
    ):
        candidate.places += 1
    if " of " in before or " behind " in before:
        candidate.points -= 6 * bool(words.OF_OLD.search(before[-LONGEST_PAST:]))
    if name.marked and words.KNOWN_FOR.match(after):
        candidate.points -= 6
    if cue.endswith(("called", "titled")) and words.IS_CALLED.search(before):
        candidate.points += 6
    named = tells.noun and (not cue or cue in words.LEAD_TO_NAMES or " by " in before or " from " in before)
    if named and words.NAMED_BY_NOUN.search(before):
        candidate.points += -3 if words.FORMER_NOUN.search(before) else 4
    elif tells.noun and words.EXPLAINED_BY_NOUN.match(after):
        candidate.points += 4
        candidate.explained = True
    if tells.may_come_out and words.COMES_OUT_ITSELF.pattern.match(after):
        candidate.points += 3
        candidate.explained = True


def _last_word(before: str) -> str:
    """Return the last word in front of a name, in lower case and without the marks around it."""
    last = before[-LONGEST_CUE:].rsplit(maxsplit=1)[-1:]
    return last[0].lower().strip(_MARKS) if last else ""
