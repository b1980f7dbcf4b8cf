"""Moves across sentences: the old date of a release goes to its new one, work by work."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from scheduler.facts.release_dates.candidates import LIVE, OTHERS, Candidate
from scheduler.facts.release_dates.references import Of
from scheduler.model import Confidence, EventStatus


def with_moves(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give the old date of a moved release to its new one; an old date without a new one is postponed."""
    candidates = _with_nameless(candidates)
    works = dict.fromkeys(each.work for each in candidates)
    moved = [_moved([each for each in candidates if each.work == work]) for work in works]
    return [each for group in moved for each in group]


def _with_nameless(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Give a day of nobody knows what to the old day before it: "It opens no longer on May 3. May 9 is the date"."""
    old = [each for each in candidates if each.superseded and each.whose not in OTHERS]
    told = any(each.live and not each.superseded for each in candidates)
    if told or not old:
        return list(candidates)
    return [
        replace(each, whose=Of.UNKNOWN, release=replace(each.release, of=old[0].release.of))
        if each.whose is Of.OTHER
        and each.release.of is None
        and each.release.event_status in LIVE
        and not each.superseded
        and _replaces(each, old)
        else each
        for each in candidates
    ]


def _moved(group: Sequence[Candidate]) -> list[Candidate]:
    group = _as_it_stands(group)
    days = [each.release.start_date or "" for each in group if not each.superseded]
    old = [
        each
        for each in group
        if each.superseded and (day := each.release.start_date) and not any(one.startswith(day) for one in days)
    ]
    live = [each for each in group if not each.superseded]
    gone = {each.release.start_date for each in old}
    new = [
        each
        for each in live
        if each.release.event_status in LIVE and each.release.start_date not in gone and each.whose is not Of.ACCESS
    ]
    said = next((each for each in new if each.release.event_status is EventStatus.RESCHEDULED), None)
    moved = said or next((each for each in new if _replaces(each, old)), None)
    if moved is None:
        kept = {each.release.start_date for each in live}
        lost = (
            each for each in old if each.release.event_status is not EventStatus.DEADLINE
        )  # an end put off: extended
        return live + [_postponed(each) for each in lost if each.release.start_date not in kept]
    if said:
        old += [each for each in live if each.planned and each.release.start_date != moved.release.start_date]
    gone = {each.release.start_date for each in old}
    previous = old[0].release.start_date if old else None
    return [_renewed(each, moved, previous) for each in live if each.release.start_date not in gone]


def _as_it_stands(group: Sequence[Candidate]) -> list[Candidate]:
    """Take a move told as past for an old one where what is so now follows: "moved to May. Now it opens in June"."""
    last = next((each for each in reversed(group) if each.now and not each.before and each.live), None)
    if last is None:
        return list(group)
    return [
        replace(each, superseded=True)
        if each.before
        and each.sentence < last.sentence
        and each.release.event_status is EventStatus.RESCHEDULED
        and each.release.start_date != last.release.start_date
        else each
        for each in group
    ]


def _replaces(each: Candidate, old: Sequence[Candidate]) -> bool:
    """Say whether a date stands near enough behind an old one to be told as its successor."""
    return any(0 <= each.sentence - one.sentence <= NEXT_SENTENCES for one in old)


NEXT_SENTENCES: Final = 1


def _renewed(each: Candidate, moved: Candidate, previous: str | None) -> Candidate:
    if each.release.start_date != moved.release.start_date or each.release.event_status not in LIVE:
        return each
    release = replace(each.release, event_status=EventStatus.RESCHEDULED, previous_start_date=previous)
    return replace(each, release=release)


def _postponed(each: Candidate) -> Candidate:
    status, likely = EventStatus.POSTPONED, Confidence.LIKELY
    return replace(each, release=replace(each.release, event_status=status, confidence=likely), superseded=False)
