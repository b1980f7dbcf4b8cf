"""What the words around a date say of it: its tense, its standing, and whether they leave room for doubt."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from scheduler.facts.release_dates import phrase_words as words
from scheduler.facts.release_dates.dates import DateMention, Precision
from scheduler.facts.release_dates.locations import Location
from scheduler.facts.release_dates.references import Of, Reference
from scheduler.facts.release_dates.release_verbs import Form
from scheduler.facts.release_dates.resolving import Tense
from scheduler.facts.release_dates.triggers import Trigger
from scheduler.model import EventStatus

WINDOW: Final = 80
NEAR_BEHIND: Final = 30
LONGEST_GAP_OF_OUT: Final = 12  # "out on July 12", not "out in the field until July 12"
_NEGATED_FAR: Final = re.compile(
    r"\b(?:no longer|never|not(?! (?:only|just|long|far))|won[’']t|isn[’']t|doesn[’']t|wasn[’']t)\s[^,;:—]{2,70}$",
    re.IGNORECASE,
)
"""A clause that denies what stands at its end: “Northway no longer brings Salt Road to cinemas”."""
_OUTLET: Final = re.compile(
    r"theat|cinema|store|shop|[A-Z]{2}|Netflix|Prime|Hulu|Disney|\+|TV|Steam|Switch"
    r"|PlayStation|Xbox"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A date that something governs: `text[start:end]` of its sentence.

    `superseded` is an old date: planned once, or what a move leaves behind. `clear` says that nothing in the words
    leaves room for doubt. `first_showing` is a premiere before the public can see anything, `variant`
    another form of the thing (a wide release, a paperback). `strong` says that the words alone make a release;
    `planned` that they speak of a plan, which a move would make an old one;
    `foretold` that no release word governs it; `listed` that it stands in a row of a list. `verb` is the base of the
    release verb.
    """

    start: int
    end: int
    mention: DateMention
    tense: Tense
    status: EventStatus
    reference: Reference
    location: Location | None
    clear: bool
    superseded: bool = False
    first_showing: bool = False
    variant: str | None = None
    strong: bool = True
    planned: bool = False
    listed: bool = False
    foretold: bool = False
    verb: str | None = None

    @property
    def ahead(self) -> bool:
        """Whether it speaks plainly of a day of the calendar that is to come."""
        plain = self.tense is Tense.FUTURE or (self.tense is Tense.OPEN and self.verb is not None)
        return plain and self.mention.precision is Precision.DAY and self.mention.month is not None


class Governed(NamedTuple):
    """A date and the release word that governs it, before the words around them are weighed.

    `gap` are the words between them, `lead` the auxiliaries before the release word.
    """

    text: str
    mention: DateMention
    trigger: Trigger
    start: int
    end: int
    gap: str
    lead: str
    reference: Reference
    place: Location | None
    strict: bool = True  # whether the gap has to be plain for the phrase to be clear

    @property
    def before_date(self) -> str:
        """The last words before the date."""
        return self.text[max(0, self.mention.start - 20) : self.mention.start]

    @property
    def noun(self) -> bool:
        """Whether the release word is a noun: the premiere, a launch."""
        return self.trigger.form is Form.BASE and not words.FUTURE.search(self.lead)

    @property
    def before_word(self) -> str:
        """The last words before the phrase."""
        return self.text[max(0, self.trigger.start - WINDOW) : self.trigger.start]

    @property
    def clause(self) -> str:
        """The phrase with what leads to it."""
        return self.text[max(0, self.start - WINDOW) : self.end]


def judge(found: Governed) -> Phrase | None:
    """Return the phrase, or None where it is no release."""
    if _is_none(found):
        return None
    limited = bool(words.LIMIT.search(found.before_date))
    denied = words.NEGATED.search(found.lead) or (
        found.trigger.form is Form.STATE and _NEGATED_FAR.search(found.before_word)
    )
    negated = bool(denied) and not limited  # "will not open until" opens then
    tense = tense_of(found.trigger, found.lead, found.gap)
    if tense is Tense.OPEN and found.noun and (past := words.NOUN_IS_PAST.search(found.before_word)):
        tense = Tense.PAST if past["word"].lower() in {"since", "at", "during"} else Tense.NEAR
    if found.trigger.form is Form.ING and words.ALREADY.search(found.before_word):
        tense = Tense.PAST
    if negated and tense is Tense.PAST:
        return None
    once = bool(words.ONCE_PLANNED.search(found.lead)) or _was_planned(found)
    lost = found.noun and bool(words.LOST_DATE.search(found.before_date))
    superseded = negated or once or lost
    status = _status(found, limited=limited)
    if superseded and not negated:
        tense = Tense.OPEN
    elif words.SINCE.search(found.before_date):
        tense = Tense.PAST
    doubt = superseded or limited or status is not EventStatus.SCHEDULED or _is_hedged(found)
    place = found.place
    premiere = bool(found.trigger.verb and found.trigger.verb.base.startswith("premi"))
    variant = words.VARIANT.search(found.text, max(0, found.start - 20), found.end)
    return Phrase(
        start=found.start,
        end=max(found.end, place.end) if place and place.start >= found.mention.end else found.end,
        mention=found.mention,
        tense=tense,
        status=status,
        reference=found.reference,
        location=place,
        clear=not doubt,
        superseded=superseded,
        first_showing=((premiere or _is_gala(found)) and not (is_outlet(place) or _is_on_a_service(found)))
        or bool(words.AT_FESTIVAL.search(found.text, found.start, min(len(found.text), found.end + NEAR_BEHIND))),
        variant=variant[0].lower() if variant else None,
        strong=found.trigger.strong
        or is_outlet(place)
        or found.text[found.trigger.start : found.trigger.end].lower() in {"starting", "beginning"}
        or bool(found.trigger.verb and found.trigger.verb.takes),
        verb=found.trigger.verb.base if found.trigger.verb else None,
        planned=bool(words.PLANNED.search(found.before_word)),
    )


def _is_none(found: Governed) -> bool:
    """Say whether something else is meant: publicity, or a weak verb beside nothing that comes out."""
    of, trigger = found.reference.of, found.trigger
    if of is Of.PUBLICITY:
        return True
    word = found.text[trigger.start : trigger.end].lower()
    far = len(found.gap) > LONGEST_GAP_OF_OUT and not (
        words.OUTLETS.fullmatch(found.gap) or words.FORM_GAP.fullmatch(found.gap)
    )
    if trigger.verb is None and word == "out" and far:
        return True
    comes_out = of in {Of.SUBJECT, Of.ACCESS, Of.PRONOUN} or found.reference.work
    comes_out = comes_out or bool(trigger.verb and trigger.verb.thing and of is Of.OTHER and found.reference.name)
    adjacent = word in {"starting", "beginning"} and len(found.gap) <= LONGEST_GAP_OF_OUT
    comes_out = comes_out or (adjacent and bool(words.GOES_ON.search(found.before_word)))
    return not trigger.strong and not comes_out and not is_outlet(found.place)


def _is_gala(found: Governed) -> bool:
    """Say whether what is held is a first night: “the premiere will take place on July 12”."""
    held = found.trigger.verb and found.trigger.verb.base in {"take place", "be held"}
    return bool(held and words.GALA.search(found.before_word))


def _is_on_a_service(found: Governed) -> bool:
    """Say whether a premiere is on something, which everybody can see: a gala is in a place or at one."""
    place = found.place
    return bool(place and found.text[place.start : place.start + 3].lower() == "on ")


def _was_planned(found: Governed) -> bool:
    """Say whether the words before a phrase call it an old plan, and nothing in between turns to the new one."""
    if words.STILL_AHEAD.search(found.lead) and words.CHANGE_OF_MIND.search(found.lead):
        return False
    old = words.ONCE_PLANNED.search(found.clause)
    return bool(old and not words.CHANGE_OF_MIND.search(found.clause, old.end()))


def _status(found: Governed, *, limited: bool) -> EventStatus:
    if words.CALLED_OFF.search(found.text):
        return EventStatus.CANCELLED
    verb = found.trigger.verb
    if verb and verb.status:
        return EventStatus(verb.status)
    if words.DEADLINE.search(found.clause):
        return EventStatus.DEADLINE
    if limited and not words.NEGATED.search(found.lead):
        return EventStatus.DEADLINE
    rumour = words.MODAL.search(found.lead) or words.HEARSAY.search(found.text)
    return EventStatus.RUMOURED if rumour else EventStatus.SCHEDULED


def _is_hedged(found: Governed) -> bool:
    if found.strict and not words.PLAIN_GAP.fullmatch(found.gap):
        return True
    behind = found.text[found.mention.end : found.mention.end + WINDOW]
    if words.ROUGHLY.search(found.before_date) or words.CONDITION.search(behind) or words.DENIAL.search(found.text):
        return True
    return words.HEDGE.search(found.clause) is not None


def is_outlet(place: Location | None) -> bool:
    """Say whether a place is one where works come out, rather than a town."""
    return bool(place and (place.words.islower() or _OUTLET.search(place.words)))


def tense_of(trigger: Trigger, lead: str, gap: str) -> Tense:
    """Return the tense a release word stands in; a noun takes it from the words behind it ("the premiere was on")."""
    has_one = trigger.form is Form.STATE and words.HAS_ONE.search(lead)
    if words.PAST.search(lead) and not (has_one or words.STILL_AHEAD.search(lead)):
        return Tense.PAST
    if words.FUTURE.search(lead):
        return Tense.FUTURE
    if trigger.form is Form.PAST:
        return Tense.FUTURE if words.PRESENT.search(lead) else Tense.PAST
    if trigger.form in {Form.PRESENT, Form.ING}:
        return Tense.FUTURE
    if words.PAST.search(gap):
        return Tense.PAST
    return Tense.FUTURE if words.FUTURE.search(gap) else Tense.OPEN
