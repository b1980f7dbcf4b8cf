"""When: from a rule and a zone to instants, as pure functions of (rule, zone, time-zone data).

Day offsets are calendar days in the event's zone. A wall time that the clocks skip moves to the first instant after the
gap; one that comes twice is the first. Both are said. APScheduler's triggers disagree about both and are not used.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import assert_never
from zoneinfo import ZoneInfo

from scheduler.model import DayOffset, Elapsed, Every, Moment, Recurrence, WallTime, When
from scheduler.plan.phrases import WEEK

MAX_OCCURRENCES = 400
"""A recurrence is rendered and queued whole, so it ends: at most this many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """An instant, and the wall time that was asked for; `oddity` is dst-gap, dst-twice or None."""

    instant: datetime
    wall: datetime
    zone: str
    oddity: str | None = None


def resolve(wall: datetime, zone: str) -> Resolved:
    """Return the instant at which the naive wall time comes in a zone (an IANA name known to exist)."""
    tz = ZoneInfo(zone)
    first, second = (wall.replace(tzinfo=tz, fold=fold) for fold in (0, 1))
    instant = first.astimezone(UTC)
    if instant.astimezone(tz).replace(tzinfo=None) != wall:
        return Resolved(instant=_end_of_gap(first, second), wall=wall, zone=zone, oddity="dst-gap")
    twice = first.utcoffset() != second.utcoffset()
    return Resolved(instant=instant, wall=wall, zone=zone, oddity="dst-twice" if twice else None)


def _end_of_gap(first: datetime, second: datetime) -> datetime:
    """Return the first instant after the gap: where the offset changes, between the two readings of the wall time."""
    start, end = sorted((first.astimezone(UTC), second.astimezone(UTC)))
    old = start.astimezone(first.tzinfo).utcoffset()

    def is_over(seconds: int) -> bool:
        return (start + timedelta(seconds=seconds)).astimezone(first.tzinfo).utcoffset() != old

    seconds = range((end - start) // timedelta(seconds=1))
    return start + timedelta(seconds=bisect_left(seconds, True, key=is_over))  # noqa: FBT003 - what bisect looks for


def day_window(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return the local day as [start, end) in UTC: 23, 24 or 25 hours long."""
    midnight = datetime.combine(day, time())
    return resolve(midnight, zone).instant, resolve(midnight + timedelta(days=1), zone).instant


def when_due(when: When, *, event: Resolved | None, zone: str) -> Resolved:
    """Return when a step is due; `event` must be given for a `T` phrase, `zone` is the campaign's."""
    match when:
        case DayOffset(days=days, time=at):
            if event is None:
                raise ValueError("T stands for an event, and the campaign has none")
            day = event.wall.date() + timedelta(days=days)
            return resolve(datetime.combine(day, at or event.wall.time()), event.zone)
        case Elapsed(delta=delta):
            if event is None:
                raise ValueError("T stands for an event, and the campaign has none")
            return _of_instant(event.instant + delta, event.zone)
        case WallTime(local=local):
            return resolve(local, zone)
        case Moment(instant=instant):
            return _of_instant(instant, zone)
    assert_never(when)


def _of_instant(instant: datetime, zone: str) -> Resolved:
    return Resolved(instant=instant, wall=instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None), zone=zone)


def occurrences(recurrence: Recurrence, zone: str) -> tuple[tuple[Resolved, ...], tuple[str, ...]]:
    """Return when a recurrence comes, at most once a local day and MAX_OCCURRENCES times, and what it skips.

    Skipped are the months without its day ("2027-02"), and the days that the zone never had ("2011-12-30" in Apia).
    """
    skipped: list[str] = []
    days = _days(recurrence.every, recurrence.first, recurrence.until, skipped)
    count = MAX_OCCURRENCES if recurrence.times is None else min(recurrence.times, MAX_OCCURRENCES)
    found = tuple(islice(_resolved(days, recurrence.every.at, zone, skipped), count))
    return found, tuple(skipped)


def _resolved(days: Iterator[date], at: time, zone: str, skipped: list[str]) -> Iterator[Resolved]:
    """Yield the instant of each day that exists: a gap may swallow a whole one."""
    for day in days:
        due = resolve(datetime.combine(day, at), zone)
        if due.oddity == "dst-gap" and not _exists(day, zone):
            skipped.append(day.isoformat())
        else:
            yield due


def _exists(day: date, zone: str) -> bool:
    start, end = day_window(day, zone)
    return start < end


def _days(every: Every, first: date, until: date | None, skipped: list[str]) -> Iterator[date]:
    last = min(until or date.max, first + timedelta(days=366 * 60))  # a 31st comes 7 times a year: 400 take 58 years
    if every.month_day is not None:
        yield from _month_days(every.month_day, first, last, skipped)
        return
    chosen = {WEEK.index(day) for day in every.weekdays}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() in chosen:
            yield day


def _month_days(month_day: int, first: date, last: date, skipped: list[str]) -> Iterator[date]:
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        length = monthrange(year, month)[1]
        day = date(year, month, min(month_day, length))
        if first <= day <= last:
            if length < month_day:
                skipped.append(f"{year}-{month:02}")
            else:
                yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December
