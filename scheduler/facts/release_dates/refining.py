"""The day within the month or the season that is told of the subject, wherever the article names it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from scheduler.facts.kind import Reading
from scheduler.facts.release_dates.candidates import CERTAINTY, DAY_CHARACTERS, LIVE, MONTH_CHARACTERS, Candidate
from scheduler.facts.release_dates.dates import Precision, find_dates
from scheduler.facts.release_dates.references import Of
from scheduler.facts.release_dates.resolving import Tense, resolve, seasons_of
from scheduler.facts.sentences import Sentence
from scheduler.facts.subject.naming import named_in
from scheduler.model import Confidence, EventStatus, Release

_LED: Final = re.compile(r"\b(?:on|from|starting|beginning)\s$")
LONGEST_LEAD: Final = 12  # characters
_SOMETHING_ELSE: Final = re.compile(
    r"\b(?:closes?|closing|deadline|until|ends?|anniversary|birthday|born|died|ballots?|eligib\w+|awards?|embargo|trailer)\b"
)
"""What a day stands beside that is no release."""


def refined(candidates: Sequence[Candidate], reading: Reading) -> list[Candidate]:
    """Return the candidates with the one day that makes a month of the subject exact, where the article names one."""
    adopted = _with_adopted(_with_nameless_move(candidates))
    return adopted if len(adopted) != len(candidates) else _with_named(adopted, reading)


def _with_nameless_move(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Take the one day to which something nameless moved for the subject's, of which only an old date is told."""
    own = [each for each in candidates if each.whose is Of.SUBJECT]
    moved = [
        each
        for each in candidates
        if each.whose is Of.OTHER and each.release.of is None and each.release.event_status is EventStatus.RESCHEDULED
    ]
    old = [each for each in own if each.release.event_status is EventStatus.POSTPONED]
    if len(moved) != 1 or any(each.live for each in own) or not old:
        return list(candidates)
    subject = old[0].release.of
    return [
        replace(each.doubted(), whose=Of.SUBJECT, release=replace(each.release, of=subject))
        if each is moved[0]
        else each
        for each in candidates
    ]


def _with_adopted(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Take the one day told of something akin, within the month told of the subject, for the subject's own.

    "Salt Road is published in September. Ada Boyle's fourth novel reaches readers on September 24."
    """
    own = [each for each in candidates if each.live and each.release.of is not None]
    months = [each for each in own if len(each.release.start_date or "") == MONTH_CHARACTERS]
    days = [
        each
        for each in candidates
        if (each.akin or each.release.of is None)
        and each.release.event_status in LIVE
        and len(each.release.start_date or "") == DAY_CHARACTERS
        and any(_is_within(each, month) for month in months)
    ]
    if len({each.release.start_date for each in days}) != 1:
        return list(candidates)
    passed = [month for month in months if _is_within(days[0], month) and not month.variant]
    if not passed:
        return list(candidates)
    adopted = [replace(each.doubted(), whose=Of.SUBJECT, release=_of(each, passed[0])) for each in days[:1]]
    kept = (each for each in candidates if each not in passed and each not in days)
    return sorted((*kept, *adopted), key=lambda each: each.release.source.start if each.release.source else 0)


def _of(each: Candidate, whole: Candidate) -> Release:
    return replace(
        each.release,
        of=whole.release.of,
        confidence=max(each.release.confidence, Confidence.LIKELY, key=CERTAINTY.__getitem__),
    )


def _is_within(day: Candidate, month: Candidate) -> bool:
    return month.release.start_date in _around(day.release.start_date or "")


def _around(day: str) -> frozenset[str]:
    """Return the month, the season and the quarter that a day lies in."""
    return frozenset((day[:MONTH_CHARACTERS], *seasons_of(day)))


def _with_named(candidates: list[Candidate], reading: Reading) -> list[Candidate]:
    """Take the one day that is named with the subject within its month, though no release word governs it.

    "Salt Road drops in January. … Salt Road takes you to the border on January 31."
    """
    coarse = [each for each in candidates if each.live and each.whose is Of.SUBJECT and not each.variant]
    if not coarse or any(len(each.release.start_date or "") != MONTH_CHARACTERS for each in coarse):
        return candidates
    months = {each.release.start_date for each in coarse}
    if len(months) != 1:
        return candidates
    named = [each for each in _days_named(reading) if not months.isdisjoint(_around(each[0]))]
    if len({day for day, _, _ in named}) != 1:
        return candidates
    day, start, end = named[0]
    exact = coarse[0].doubted()
    release = replace(exact.release, start_date=day, source=reading.source(start, end))
    kept = (each for each in candidates if each not in coarse)
    found = (*kept, replace(exact, release=release))
    return sorted(found, key=lambda each: each.release.source.start if each.release.source else 0)


def _days_named(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Yield the days to come that stand in a sentence that names the subject, each with where it does."""
    for sentence in reading.sentences:
        if _SOMETHING_ELSE.search(sentence.text) or not _names_subject(sentence, reading):
            continue
        for mention in find_dates(sentence.text):
            led = _LED.search(sentence.text, max(0, mention.start - LONGEST_LEAD), mention.start)
            if led is None or mention.precision is not Precision.DAY or mention.month is None or mention.last:
                continue
            words = sentence.text[mention.start : mention.end]
            for resolved in resolve(mention, words, Tense.FUTURE, reading.published, None):
                ahead = reading.published is None or (resolved.latest and resolved.latest >= reading.published)
                if resolved.start and ahead and not resolved.question:
                    yield resolved.start, sentence.start + mention.start, sentence.start + mention.end


def _names_subject(sentence: Sentence, reading: Reading) -> bool:
    return any(each.of is Of.SUBJECT for _, each in named_in(sentence.text, reading.about))
