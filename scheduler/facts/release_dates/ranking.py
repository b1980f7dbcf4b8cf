"""From candidates to releases: repeats become one, moves keep their old date, rivals are asked, one is primary."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from scheduler.facts.kind import Found, Reading
from scheduler.facts.questions import NO_RELEASE
from scheduler.facts.release_dates.candidates import LIVE, OTHERS, Candidate
from scheduler.facts.release_dates.disputes import disputed, unsettled
from scheduler.facts.release_dates.references import Of
from scheduler.facts.release_dates.resolving import seasons_of
from scheduler.facts.release_dates.superseding import with_moves
from scheduler.model import Confidence, EventStatus

DAY_CHARACTERS: Final = len("2023-07-12")
FORETASTES: Final = frozenset({"demo", "beta", "preview", "previews", "release candidate", "rc"})
"""What comes before the thing itself."""
_CALL: Final = re.compile(
    r"\b(?:consult(?:s|ation|ed|ing)?|have your say|feedback|draft [\w -]{0,20}plan)\b", re.IGNORECASE
)
"""What a headline says that calls on its readers: the day by which they answer is the one that counts."""
_CERTAINTY: Final = {Confidence.SURE: 0, Confidence.LIKELY: 1, Confidence.GUESS: 2}
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
    kept, asked = unsettled(kept, reading)
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
    primary = min(kept, key=lambda each: _standing(each, calls=calls, spoken=spoken), default=None)
    releases = []
    for number, each in enumerate(kept, start=1):
        name = "release" if number == 1 else f"release-{number}"
        releases.append(replace(each.release, id=name, primary=each is primary))
    if not any(each.release.event_status is not EventStatus.DEADLINE for each in kept):
        questions.append(NO_RELEASE)
    return Found(tuple(releases), tuple(questions))


def _standing(each: Candidate, *, calls: bool, spoken: bool) -> tuple[int, ...]:
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
        bool(each.variant),
        len(release.start_date or "") < DAY_CHARACTERS,
        each.listed,
        release.event_status is not EventStatus.RESCHEDULED,
        each.whose is not Of.SUBJECT,
        release.confidence is Confidence.GUESS,
    )


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
    exact = {(day or "")[:length] for day in own for length in (4, 7) if len(day or "") > length}
    exact |= {season for day in own if len(day or "") == DAY_CHARACTERS for season in seasons_of(day or "")}
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
        _CERTAINTY[release.confidence],
        bool(each.variant),
        release.location is None,
    )
