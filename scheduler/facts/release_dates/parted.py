"""Dates that a verb and its object are parted by: "has today released Salt Road", "has set Salt Road for July 12"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from scheduler.facts.release_dates.dates import DateMention
from scheduler.facts.release_dates.judging import WINDOW, Governed, Phrase, judge
from scheduler.facts.release_dates.locations import location_behind, location_between
from scheduler.facts.release_dates.references import Of, reference_before, reference_in
from scheduler.facts.release_dates.release_verbs import Form
from scheduler.facts.release_dates.triggers import Trigger
from scheduler.model import Subject

_BEGUN_VERB: Final = re.compile(r"\b(?P<word>has|have|was|were)\s(?:on\s)?$", re.IGNORECASE)
"""The beginning of a verb that a date parts: “was on Friday released”."""

_FIXED: Final = re.compile(
    r"\b(?P<verb>dates|dated|sets|set|slots|slotted|schedules|scheduled|books|booked)\s(?P<what>[^.;:]{2,60}?)\sfor\s(?:the\s)?$"
)


def find_fixed(text: str, mention: DateMention, about: Subject | None) -> Phrase | None:
    """Read "Northway has dated “Salt Road” for July 12": what is fixed stands between the verb and the date."""
    near = max(0, mention.start - WINDOW)
    if not text.endswith((" for ", " for the "), near, mention.start):
        return None
    found = _FIXED.search(text, near, mention.start)
    reference = reference_in(found["what"], about) if found else None
    if found is None or reference is None or not (reference.of is Of.SUBJECT or reference.work):
        return None
    trigger = Trigger(found.start(), found.end("verb"), Form.STATE, None)
    place = location_behind(text, mention.end, about.name if about else None)
    return judge(
        Governed(
            text=text,
            mention=mention,
            trigger=trigger,
            start=found.start(),
            end=mention.end,
            gap="",
            lead="is ",
            reference=replace(reference, exact=False),
            place=place,
            strict=False,
        )
    )


def find_parted(text: str, mention: DateMention, triggers: Sequence[Trigger], about: Subject | None) -> Phrase | None:
    """Read "has today released Salt Road", "was on Friday released": the date stands inside the verb."""
    led = _BEGUN_VERB.search(text, max(0, mention.start - 20), mention.start)
    trigger = next((each for each in triggers if each.start == mention.end + 1 and each.form is Form.PAST), None)
    if led is None or trigger is None:
        return None
    own = led["word"].lower() in {"has", "have"}
    behind = text[trigger.end : trigger.end + WINDOW]
    reference = reference_in(behind, about) if own else reference_before(text, led.start(), about)
    if own and not behind[:2].strip(" “‘\"'*_").istitle():
        return None
    return judge(
        Governed(
            text=text,
            mention=mention,
            trigger=trigger,
            start=led.start(),
            end=trigger.end,
            gap="",
            lead=text[led.start() : mention.start],
            reference=reference,
            place=location_between(text, trigger.end, min(len(text), trigger.end + 40), about.name if about else None),
            strict=False,
        )
    )
