"""Dates inside a verb: "has today released Salt Road", "was on Friday released"."""

import re
from collections.abc import Sequence
from typing import Final

from scheduler.facts.release_dates.dates import DateMention
from scheduler.facts.release_dates.judging import WINDOW, Governed, Phrase, judge
from scheduler.facts.release_dates.locations import location_between
from scheduler.facts.release_dates.references import reference_before, reference_in
from scheduler.facts.release_dates.release_verbs import Form
from scheduler.facts.release_dates.triggers import Trigger
from scheduler.model import Subject

_BEGUN_VERB: Final = re.compile(r"\b(?P<word>has|have|was|were)\s(?:on\s)?$", re.IGNORECASE)
"""The beginning of a verb that a date parts: “was on Friday released”."""


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
