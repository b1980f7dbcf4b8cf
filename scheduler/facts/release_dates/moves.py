"""Moved dates: "postponed from July 12 to August 3" leaves an old date and gives a new one."""

import re
from typing import Final

from scheduler.facts.folding import lowered
from scheduler.facts.release_dates import move_words as moving
from scheduler.facts.release_dates import phrase_words as words
from scheduler.facts.release_dates.dates import DateMention
from scheduler.facts.release_dates.judging import WINDOW, Phrase
from scheduler.facts.release_dates.locations import location_behind
from scheduler.facts.release_dates.references import Of, Reference, name_at, reference_before, reference_in
from scheduler.facts.release_dates.resolving import Tense
from scheduler.model import EventStatus, Subject

_AFTER_DELAY: Final = re.compile(r"\b(?:after|following|despite)\s[^,;]{0,40}$", re.IGNORECASE)
"""What makes a delay the reason for what its clause tells: “After a year’s delay, the fair opens on July 12”."""
_MOVED_IT: Final = re.compile(
    r"\b(?:moved|moves|moving|pushed|pushes|delayed|shifted|bumped|brought|postponed|put|rescheduled)\sit\b",
    re.IGNORECASE,
)
_SETTLED_ON: Final = re.compile(r"[Ss]ettl(?:es|ed|ing)\son\s(?:the\s)?$")
"""A last move, which needs no word of a move before it: “before settling on August 3”."""
_BRACKETED: Final = re.compile(
    r"\((?P<word>now|out|due(?: out)?|opening|opens|coming|in (?:theaters|theatres|cinemas)|releasing|arriving"
    r"|premiering"
    r"|premieres)\s(?:on\s)?$",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(r"(?:\s(?:via|on|in|from|through)\s[^()]{1,40})?\)")


def find_move(text: str, mention: DateMention, about: Subject | None) -> Phrase | None:
    """Read "moved from July 12 to August 3": the first date is old, the second new."""
    near = max(0, mention.start - 30)
    settled = _SETTLED_ON.search(text, near, mention.start)
    moved = settled or _word_of_move(text, mention)
    if moved is None:
        return None
    before = text[near : mention.start]
    old, new = moving.MOVED_FROM.search(before), settled or moving.MOVED_TO.search(before)
    if not (old or new):
        return None
    low = max(0, moved.start() - WINDOW)
    led = words.AUXILIARIES.search(lowered(text[low : moved.start()]))
    start = low + led.start() if led else moved.start()
    inner = reference_in(text[moved.end() : mention.start], about)
    reference = inner if inner.of is not Of.UNKNOWN else reference_before(text, start, about)
    if reference.of is Of.OTHER and not reference.work and _MOVED_IT.search(text, low, mention.start):
        reference = Reference(Of.PRONOUN)  # "Northway later moved it to": what the sentence before speaks of
    if reference.of is Of.PUBLICITY:
        return None
    place = location_behind(text, mention.end, about.name if about else None)
    left = bool(old or moving.MOVED_ON.match(text, mention.end))
    rumour = words.HEARSAY.search(text)
    doubt = rumour or words.HEDGE.search(text) or moving.MOVED_BEFORE.search(text)
    return Phrase(
        start=start,
        end=place.end if place else mention.end,
        mention=mention,
        tense=Tense.OPEN if left else Tense.FUTURE,
        status=EventStatus.RUMOURED if rumour else EventStatus.SCHEDULED if left else EventStatus.RESCHEDULED,
        reference=reference,
        location=place,
        clear=not left and not doubt,
        superseded=left,
    )


def _word_of_move(text: str, mention: DateMention) -> re.Match[str] | None:
    """Return the last word of a move before a date, in its clause."""
    low = max(0, mention.start - 2 * WINDOW)
    found = None
    for each in moving.MOVED.finditer(text, low, mention.start):
        found = each
    if found is None or mention.start - found.end() > WINDOW:
        return None
    if text.startswith(",", found.end()) and _AFTER_DELAY.search(text, low, found.start()):
        return None
    return None if words.CLAUSE_BREAK.search(text, found.end(), mention.start) else found


def find_bracketed(text: str, mention: DateMention, about: Subject | None) -> Phrase | None:
    """Read “Salt” (now August 12), “Salt” (out July 12)."""
    low = max(0, mention.start - WINDOW)
    found = _BRACKETED.search(text[low : mention.start])
    if not found or not _CLOSING.match(text, mention.end):
        return None
    reference = name_at(text, low + found.start(), about)
    if reference.of not in {Of.SUBJECT, Of.OTHER}:
        return None
    now = found["word"].lower() == "now"
    return Phrase(
        start=low + found.start("word"),
        end=mention.end,
        mention=mention,
        tense=Tense.FUTURE,
        status=EventStatus.RESCHEDULED if now else EventStatus.SCHEDULED,
        reference=reference if reference.of is Of.SUBJECT else Reference(Of.OTHER, reference.name, work=True),
        location=None,
        clear=reference.of is Of.SUBJECT and reference.exact,
    )
