"""From candidates to releases: repeats become one, moves keep their old date, rivals are asked, one is primary."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from scheduler.facts.kind import Found, Reading
from scheduler.facts.questions import NO_RELEASE
from scheduler.facts.release_dates.candidates import (
    CERTAINTY,
    DAY_CHARACTERS,
    LIVE,
    MONTH_CHARACTERS,
    OTHERS,
    Candidate,
)
from scheduler.facts.release_dates.disputes import called_off, disputed, unsettled
from scheduler.facts.release_dates.move_words import FORWARD
from scheduler.facts.release_dates.references import Of
from scheduler.facts.release_dates.refining import refined
from scheduler.facts.release_dates.resolving import seasons_of
from scheduler.facts.release_dates.superseding import with_moves
from scheduler.model import Confidence, EventStatus

MONTHS: Final = 12
FINALE: Final = "finale"
LIMITED: Final = "limited"
"""A release in few cinemas, which is the first that the public can see."""
LONG_GONE_DAYS: Final = 300
FORETASTES: Final = frozenset(
    {"demo", "beta", "betas", "alpha", "alphas", "preview", "previews", "release candidate", "rc"}
)
"""What comes before the thing itself."""
_CALL: Final = re.compile(
    r"\b(?:consult(?:s|ation|ed|ing)?|have your say|feedback|draft [\w -]{0,20}plan)\b", re.IGNORECASE
)
"""What a headline says that calls on its readers: the day by which they answer is the one that counts."""
_STANDING: Final = {
    EventStatus.RESCHEDULED: 0,
    EventStatus.SCHEDULED: 0,
    EventStatus.POSTPONED: 1,
    EventStatus.RUMOURED: 2,
    EventStatus.CANCELLED: 3,
    EventStatus.PAST: 4,
    EventStatus.DEADLINE: 5,
}


def settle(candidates: Sequence[Candidate], reading: Reading) -> Found:
    """Return the releases in the order of the article, with their ids, and the questions."""
    questions = list(dict.fromkeys(each.question for each in candidates if each.question))
    kept = _without_repeats(with_moves(_without_strangers(candidates)))
    kept, asked = unsettled(called_off(kept, reading.article.headline or ""), reading)
    questions += asked
    kept, asked = disputed(kept)
    questions += asked
    kept.sort(key=lambda each: each.release.source.start if each.release.source else 0)
    calls = bool(_CALL.search(reading.article.headline or ""))
    spoken = any(
        not each.foretold
        and each.release.event_status in LIVE
        and each.whose is not Of.ACCESS
        and len(each.release.start_date or "") == DAY_CHARACTERS
        for each in kept
    )
    kept = refined(kept, reading)
    counted = [each for each in kept if not _is_long_gone(each, reading)]
    told = _told_above(kept, reading)
    moved = any(each.live and each.release.event_status is EventStatus.RESCHEDULED for each in kept)
    delayed = moved and not FORWARD.search(reading.article.text)
    standing = partial(_standing, calls=calls, spoken=spoken, delayed=delayed, told=told)
    primary = min(counted, key=standing, default=None)
    releases = []
    for number, each in enumerate(kept, start=1):
        name = "release" if number == 1 else f"release-{number}"
        releases.append(replace(each.release, id=name, primary=each is primary))
    if not any(each.release.event_status is not EventStatus.DEADLINE for each in kept):
        questions.append(NO_RELEASE)
    return Found(tuple(releases), tuple(questions))


def _is_long_gone(each: Candidate, reading: Reading) -> bool:
    """Say whether an article only looks back at a release: an old one, or another work's; nobody counts to it."""
    day = each.release.start_date
    if each.release.event_status is not EventStatus.PAST:
        return False
    if each.whose in OTHERS or each.variant == FINALE:
        return True
    if not reading.published or len(day or "") < DAY_CHARACTERS:
        return False
    return (reading.published - date.fromisoformat((day or "")[:DAY_CHARACTERS])).days > LONG_GONE_DAYS


def _told_above(candidates: Sequence[Candidate], reading: Reading) -> frozenset[str]:
    """Return the dates to come that the headline itself tells."""
    first = reading.sentences[0] if reading.sentences else None
    if first is None or first.text not in (reading.article.headline or ""):
        return frozenset()
    ahead = (each.release for each in candidates if not each.sentence and each.release.event_status in LIVE)
    return frozenset(each.start_date for each in ahead if each.start_date)


def _agrees(start: str, told: frozenset[str]) -> bool:
    """Say whether a date is one of those told, or lies within one, or holds one."""
    around = {start, start[:MONTH_CHARACTERS], start[:4], *(seasons_of(start) if len(start) == DAY_CHARACTERS else ())}
    return not around.isdisjoint(told) or any(each.startswith(start) for each in told)


def _standing(each: Candidate, *, calls: bool, spoken: bool, delayed: bool, told: frozenset[str]) -> tuple[int, ...]:
    """Return how far a release is from being the one a countdown counts to (smallest first).

    `calls` says that the headline calls on its readers, `spoken` that a release word governs some day to come.
    """
    release = each.release
    return (
        release.start_date is None,
        release.event_status is EventStatus.DEADLINE and not calls,
        release.event_status is not EventStatus.DEADLINE and calls,
        _distance(each, spoken=spoken),
        _STANDING[release.event_status],
        each.first_showing,
        bool(each.variant) and each.variant != LIMITED,
        bool(told) and not _agrees(release.start_date or "", told),
        -_fineness(release.start_date or ""),
        each.listed,
        -_day_number(release.start_date or "") if delayed else 0,
        release.event_status is not EventStatus.RESCHEDULED,
        each.whose is not Of.SUBJECT,
        release.confidence is Confidence.GUESS,
    )


def _day_number(start: str) -> int:
    """Return a number that grows with the day: of two days that are told after a delay the later one holds."""
    return int(start.replace("-", "")) if len(start) == DAY_CHARACTERS and start.replace("-", "").isdigit() else 0


def _fineness(start: str) -> int:
    """Return how exact a date is: 3 a day, 2 a month, 1 a season or a quarter, 0 a year."""
    if len(start) == MONTH_CHARACTERS:
        return 1 if int(start[5:]) > MONTHS else 2
    return 3 if len(start) == DAY_CHARACTERS else 0


def _distance(each: Candidate, *, spoken: bool) -> int:
    """Return how far a release is from the article's subject: its own, another's, or only tickets."""
    loose = spoken and each.foretold and each.whose is not Of.SUBJECT
    return (each.whose in OTHERS or loose) + (each.whose is Of.ACCESS)


def _without_strangers(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave open whose the release of a nameless thing is, where the subject has a day of its own."""
    own = {
        each.release.start_date for each in candidates if each.live and each.whose is Of.SUBJECT and not each.variant
    }
    exact = {day for day in own if len(day or "") == DAY_CHARACTERS}
    if not exact:
        return list(candidates)
    return [
        replace(each, whose=Of.OTHER, release=replace(each.release, of=None))
        if each.live
        and each.whose is Of.UNKNOWN
        and not each.superseded
        and each.release.event_status is not EventStatus.RESCHEDULED  # a move is told of what the article is about
        and each.release.start_date not in own
        else each
        for each in candidates
    ]


def _is_limit(each: Candidate) -> bool:
    return each.release.event_status is EventStatus.DEADLINE


def _without_repeats(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep, of each date, the phrase that proves it best; drop a month that a day of it makes exact."""
    best: dict[tuple[str | None, str], Candidate] = {}
    for each in candidates:
        release = each.release
        until = release.event_status is EventStatus.DEADLINE
        key = (release.start_date, "until" if until else each.work)
        known = best.get(key)
        if known is None or _proof(each) < _proof(known):
            best[key] = each
    own = {
        each.release.start_date for each in best.values() if each.whose not in OTHERS and each.variant not in FORETASTES
    }
    named = own | {each.release.start_date for each in best.values() if each.release.of}
    nameless = f"{Of.OTHER}: "
    kept = [each for (day, work), each in best.items() if work != nameless or day not in named]
    told = {
        each.release.start_date
        for each in kept
        if not each.listed and each.release.event_status is not EventStatus.DEADLINE
    }
    due = {each.release.start_date for each in kept if each.live}
    kept = [
        each
        for each in kept
        if not (each.listed and each.release.start_date in told)  # the row of a table that the text tells too
        and not (
            each.release.event_status is EventStatus.DEADLINE
            and each.whose is not Of.ACCESS
            and each.release.start_date in due
        )
    ]
    days = {day for day in own if day and any(each.release.start_date == day for each in kept if not _is_limit(each))}
    exact = {day[:length] for day in days for length in (4, 7) if len(day) > length}
    exact |= {season for day in days if len(day) == DAY_CHARACTERS for season in seasons_of(day)}
    months = {(each.release.start_date or "")[: len("2023-07")] for each in kept if each.release.event_status in LIVE}
    kept = [
        each
        for each in kept
        if each.whose is not Of.UNKNOWN
        or len(each.release.start_date or "") != len("2023-07")
        or each.release.start_date not in months
        or not any((one.release.start_date or "").startswith(f"{each.release.start_date}-") for one in kept)
    ]
    return [
        each
        for each in kept
        if each.release.start_date not in exact
        or each.variant in FORETASTES
        or (each.whose in OTHERS and each.release.of and len(each.release.start_date or "") == len("2023"))
    ]


def _proof(each: Candidate) -> tuple[bool, int, bool, bool]:
    release = each.release
    return (
        release.event_status not in LIVE,
        CERTAINTY[release.confidence],
        bool(each.variant),
        release.location is None,
    )
