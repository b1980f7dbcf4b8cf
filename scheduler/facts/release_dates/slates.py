"""Dates in brackets behind the names they belong to: "Two Left Feet (March 14), Solar Parish (June 27)"."""

import re
from collections.abc import Iterator
from typing import Final

from scheduler.facts.folding import fold
from scheduler.facts.kind import Reading
from scheduler.facts.release_dates.dates import DateMention, Precision, date_opening
from scheduler.facts.release_dates.judging import Phrase
from scheduler.facts.release_dates.references import Of, Reference
from scheduler.facts.release_dates.resolving import Tense
from scheduler.facts.sentences import Sentence
from scheduler.facts.subject.titles import same_work
from scheduler.model import EventStatus

FEWEST: Final = 2
LONGEST_NAME: Final = 60
LONGEST_BRACKET: Final = 60
MOST: Final = 40
_BRACKET: Final = re.compile(r"(?<=\S)\s\((?:(?:on|from|out|coming)\s)?")
_NAME: Final = re.compile(
    r"(?:^|[,;:.—]\s(?:and\s)?|\band\s|\s[-–*]\s)(?:\d{1,2}[.)]\s)?(?P<name>[\"“‘'*_]?[A-Z0-9][^,;:()\n]{0,58})$"
)
_BEHIND: Final = re.compile(r"(?:,\s[^()\n]{1,40})?\)")


def find_slates(reading: Reading) -> Iterator[tuple[Sentence, Phrase]]:
    """Yield the dates of a slate: at least two names with a day in brackets, in one sentence or one a line."""
    lone: list[tuple[Sentence, Phrase]] = []
    for sentence in reading.sentences:
        if " (" not in sentence.text or ")" not in sentence.text:
            continue
        found = [*_items(sentence.text, reading)][:MOST]
        if len(found) >= FEWEST:
            yield from ((sentence, phrase) for phrase in found)
        elif found and found[0].start <= FEWEST and len(sentence.text) - found[0].end <= FEWEST:
            lone.append((sentence, found[0]))
    if len(lone) >= FEWEST:
        yield from lone


def _items(text: str, reading: Reading) -> Iterator[Phrase]:
    since = 0
    for found in _BRACKET.finditer(text):
        mention = _day(text, found.end())
        behind = _BEHIND.match(text, mention.end) if mention else None
        if mention is None or behind is None:
            continue
        low = max(since, found.start() - LONGEST_NAME)
        name = _NAME.search(text[low : found.start()])
        since = behind.end()
        if name is None or _is_gone(mention, reading):
            continue
        called = name["name"].strip(" \"“”‘’'*_")
        about = reading.about
        mine = bool(about and same_work(fold(called), fold(about.name)))
        yield Phrase(
            start=low + name.start("name"),
            end=behind.end(),
            mention=mention,
            tense=Tense.OPEN,
            status=EventStatus.SCHEDULED,
            reference=Reference(Of.SUBJECT) if mine else Reference(Of.OTHER, called, work=True),
            location=None,
            clear=False,
            listed=True,
        )


def _day(text: str, at: int) -> DateMention | None:
    found = date_opening(text[at : at + LONGEST_BRACKET])
    if found is None or found.precision is not Precision.DAY or found.month is None:
        return None
    return found.moved(at)


def _is_gone(mention: DateMention, reading: Reading) -> bool:
    return bool(mention.year and reading.published and mention.year < reading.published.year)
