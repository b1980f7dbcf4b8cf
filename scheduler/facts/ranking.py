"""From candidates to releases: repeats become one, a move keeps its old date, rivals become a"
" question, one is primary.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from scheduler.facts.kind import Found, Reading
from scheduler.facts.references import Of
from scheduler.model import Confidence, EventStatus, Release

NO_RELEASE: Final = "No release date found: if there is one, please add it under releases."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release as one phrase tells it. `superseded` is a date that no longer holds."""

    release: Release
    whose: Of
    superseded: bool = False
    first_showing: bool = False
    question: str | None = None


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
_LIVE: Final = frozenset({EventStatus.SCHEDULED, EventStatus.RESCHEDULED})
_UNSETTLED: Final = re.compile(
    r"\b(?:postponed|cancell?ed|called off|delayed|indefinitely|pushed back|no longer|on hold"
    r"|shelved)\b",
    re.IGNORECASE,
)
DAY_CHARACTERS: Final = len("2023-07-12")


def settle(candidates: Sequence[Candidate], reading: Reading) -> Found:
    """Return the releases in the order of the article, with their ids, and the questions."""
    questions = list(dict.fromkeys(each.question for each in candidates if each.question))
    kept = _without_repeats(_with_moves(candidates))
    kept, asked = _unsettled(kept, reading)
    questions += asked
    kept, asked = _disputed(kept)
    questions += asked
    kept.sort(key=lambda each: each.release.source.start if each.release.source else 0)
    primary = min(kept, key=_standing, default=None)
    releases = []
    for number, each in enumerate(kept, start=1):
        name = "release" if number == 1 else f"release-{number}"
        releases.append(replace(each.release, id=name, primary=each is primary))
    if not any(each.release.event_status is not EventStatus.DEADLINE for each in kept):
        questions.append(NO_RELEASE)
    return Found(tuple(releases), tuple(questions))


def _standing(each: Candidate) -> tuple[bool, int, bool, bool, int]:
    """Return how far a release is from being the one a countdown counts to (smallest first)."""
    release = each.release
    return (
        each.whose in {Of.OTHER, Of.ACCESS},
        _STANDING[release.event_status],
        each.first_showing,
        len(release.start_date or "") < DAY_CHARACTERS,
        _CERTAINTY[release.confidence],
    )


def _with_moves(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give the old date of a moved release to its new one; an old date without a new one is postponed."""
    old = [each for each in candidates if each.superseded and each.release.start_date]
    live = [each for each in candidates if not each.superseded]
    gone = {each.release.start_date for each in old}
    new = [
        each
        for each in live
        if each.release.event_status in _LIVE and each.release.start_date not in gone and each.whose is not Of.ACCESS
    ]
    moved = next(
        (each for each in new if each.release.event_status is EventStatus.RESCHEDULED), new[0] if old and new else None
    )
    if moved is None:
        postponed = EventStatus.POSTPONED
        return live + [
            _as(each, postponed)
            for each in old
            if each.release.start_date not in {one.release.start_date for one in live}
        ]
    if not old:
        return live
    previous = old[0].release.start_date
    result = []
    for each in live:
        if each.release.start_date in gone:
            continue
        if each.release.start_date == moved.release.start_date:
            release = replace(each.release, event_status=EventStatus.RESCHEDULED, previous_start_date=previous)
            result.append(replace(each, release=release))
        else:
            result.append(each)
    return result


def _as(each: Candidate, status: EventStatus) -> Candidate:
    release = replace(each.release, event_status=status, confidence=Confidence.LIKELY)
    return replace(each, release=release, superseded=False)


def _without_repeats(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep, of each date, the phrase that proves it best; drop a month that a day of it makes exact."""
    best: dict[tuple[str | None, bool, str], Candidate] = {}
    for each in candidates:
        release = each.release
        other = each.whose in {Of.OTHER, Of.ACCESS}
        key = (release.start_date, other, release.of.name if other and release.of else "")
        if release.event_status is EventStatus.DEADLINE:
            key = (release.start_date, True, "until")
        known = best.get(key)
        if known is None or _proof(each) < _proof(known):
            best[key] = each
    days = {each.release.start_date or "" for each in best.values() if each.whose not in {Of.OTHER, Of.ACCESS}}
    exact = {day[:length] for day in days for length in (4, 7) if len(day) > length}
    return [each for each in best.values() if each.release.start_date not in exact]


def _proof(each: Candidate) -> tuple[bool, int, bool]:
    return each.release.event_status not in _LIVE, _CERTAINTY[each.release.confidence], each.release.location is None


def _unsettled(candidates: list[Candidate], reading: Reading) -> tuple[list[Candidate], list[str]]:
    """Doubt every date of an article that speaks of a delay nobody could read a new date from."""
    if any(each.release.event_status is EventStatus.RESCHEDULED for each in candidates):
        return candidates, []
    word = next((found[0] for each in reading.sentences if (found := _UNSETTLED.search(each.text))), None)
    doubtful = [each for each in candidates if each.release.event_status in _LIVE]
    if word is None or not doubtful:
        return candidates, []
    question = f"The article says “{word}”: does {doubtful[0].release.start_date} still hold?"
    return [_doubted(each) if each in doubtful else each for each in candidates], [question]


def _doubted(each: Candidate) -> Candidate:
    if each.release.confidence is not Confidence.SURE:
        return each
    return replace(each, release=replace(each.release, confidence=Confidence.LIKELY))


def _disputed(candidates: list[Candidate]) -> tuple[list[Candidate], list[str]]:
    """Find live dates of the subject that cannot both hold, or of which a person has to choose."""
    live = [
        each
        for each in candidates
        if each.release.event_status in _LIVE and each.whose not in {Of.OTHER, Of.ACCESS} and each.release.start_date
    ]
    if len(live) < 2:  # noqa: PLR2004 - a dispute needs two
        return candidates, []
    dates = ", ".join(f"{each.release.start_date}{_where(each)}" for each in live)
    places = [each.release.location for each in live]
    if None not in places and len({str(place).lower() for place in places}) == len(places):
        return candidates, [f"Several dates ({dates}): which one does your audience wait for? Mark it primary."]
    question = f"Several dates for the same release ({dates}): please reject the wrong ones."
    return [_doubted(each) if each in live else each for each in candidates], [question]


def _where(each: Candidate) -> str:
    return f" {each.release.location}" if each.release.location else ""
