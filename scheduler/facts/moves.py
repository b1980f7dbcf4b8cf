"""Moved dates: "postponed from July 12 to August 3" leaves an old date and gives a new one."""

import re

from scheduler.facts import phrase_words as words
from scheduler.facts.dates import DateMention
from scheduler.facts.judging import WINDOW, Phrase, speaks_of_rumour
from scheduler.facts.locations import location_behind
from scheduler.facts.references import Of, reference_before, reference_in
from scheduler.facts.resolving import Tense
from scheduler.model import EventStatus, Subject


def find_move(text: str, mention: DateMention, moved: re.Match[str], about: Subject | None) -> Phrase | None:
    """Read "moved from July 12 to August 3": the first date is old, the second new."""
    if mention.start - moved.end() > WINDOW:
        return None
    before = text[max(0, mention.start - 30) : mention.start]
    old, new = words.MOVED_FROM.search(before), words.MOVED_TO.search(before)
    if not (old or new):
        return None
    low = max(0, moved.start() - WINDOW)
    led = words.AUXILIARIES.search(text[low : moved.start()])
    start = low + led.start() if led else moved.start()
    inner = reference_in(text[moved.end() : mention.start], about)
    reference = inner if inner.of is not Of.UNKNOWN else reference_before(text, start, about)
    if reference.of is Of.PUBLICITY:
        return None
    place = location_behind(text, mention.end, about.name if about else None)
    rumour = speaks_of_rumour(text)
    return Phrase(
        start=start,
        end=place.end if place else mention.end,
        mention=mention,
        tense=Tense.OPEN if old else Tense.FUTURE,
        status=EventStatus.RUMOURED if rumour else EventStatus.SCHEDULED if old else EventStatus.RESCHEDULED,
        reference=reference,
        location=place,
        clear=not old and not rumour and not words.HEDGE.search(text),
        superseded=bool(old),
    )
