"""The phrases of time that people write in files: `T-7 09:00`, `Mon-Fri 09:00`, `6h`.

Every function raises ValueError with a sentence for a marketer; the caller knows the place.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from scheduler.model import DayOffset, Elapsed, Every, Moment, WallTime, Weekday, When

WEEK = tuple(Weekday)
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})  # what word processors type
_UNITS: Mapping[str, timedelta] = MappingProxyType(
    {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)},
)
_YEARS = range(1000, 3000)  # far enough for any release, and far enough from where datetime ends to add to it
_LONGEST = timedelta(days=3653)
_CLOCK = r"(\d{1,2}):(\d{2})"
_DAY_OFFSET = re.compile(rf"[Tt]\s*([+-])\s*(\d{{1,4}})(?:\s+{_CLOCK})?")
_ELAPSED = re.compile(r"[Tt]\s*([+-])\s*(\d{1,6})\s*([hm])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WALL = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:\s+|[Tt])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?")
_DURATION = re.compile(r"(\d{1,6})\s*([smhd])")
_DURATIONS = re.compile(rf"(?:{_DURATION.pattern}\s*)+")
_EVERY = re.compile(rf"(.+?)\s+{_CLOCK}")
_MONTH_DAY = re.compile(r"month\s+on\s+(\d{1,2})", re.IGNORECASE)


def parse_clock(text: str) -> time:
    """Return the time of day of `9:30` or `09:30`."""
    found = re.fullmatch(_CLOCK, text.strip())
    if not found:
        raise ValueError(f'"{text}" is not a time of day: write it as 09:00')
    return _clock(found[1], found[2])


def _clock(hour: str, minute: str) -> time:
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise ValueError(f'"{hour}:{minute}" is not a time of day: hours go to 23, minutes to 59') from None


def parse_duration(text: str) -> timedelta:
    """Return the length of `90s`, `5m`, `6h`, `2d` or a sum such as `1d 12h`: more than nothing, at most ten years."""
    phrase = text.strip()
    if not _DURATIONS.fullmatch(phrase):
        raise ValueError(f'"{text}" is not a length of time: write 90s, 5m, 6h or 2d')
    length = sum((int(number) * _UNITS[unit] for number, unit in _DURATION.findall(phrase)), timedelta())
    if not length:
        raise ValueError(f'"{text}" is no time at all: it must be more than nothing')
    if length > _LONGEST:
        raise ValueError(f'"{text}" is longer than ten years: write 90s, 5m, 6h or 2d')
    return length


def parse_day(text: str) -> date:
    """Return the day of `2027-01-08`."""
    phrase = text.strip()
    try:
        day = date.fromisoformat(phrase) if _DAY.fullmatch(phrase) else None  # it reads weeks (2027-W01) as days, too
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f'"{text}" is not a day: write it as 2027-01-08')
    _check_year(text, day.year)
    return day


def _check_year(text: str, year: int) -> None:
    if year not in _YEARS:
        raise ValueError(f'"{text}" is too far away: years go from {_YEARS.start} to {_YEARS.stop - 1}')


def parse_when(text: str) -> When:
    """Return what a `when` says; see DayOffset, Elapsed, WallTime and Moment for the four forms."""
    phrase = text.strip().translate(_MINUS)
    if found := _ELAPSED.fullmatch(phrase):
        delta = int(found[2]) * _UNITS[found[3]]
        return Elapsed(delta=-delta if found[1] == "-" else delta)
    if found := _DAY_OFFSET.fullmatch(phrase):
        days = int(found[2])
        at = _clock(found[3], found[4]) if found[3] else None
        return DayOffset(days=-days if found[1] == "-" else days, time=at)
    if found := _WALL.fullmatch(phrase):
        return WallTime(local=_wall(text, [int(number or 0) for number in found.groups()]))
    return _moment(text, phrase)


def _wall(text: str, numbers: list[int]) -> datetime:
    try:
        wall = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001 - a time on the wall; its zone is known later
    except ValueError:
        raise ValueError(f'"{text}" is not a day and time of any calendar') from None
    _check_year(text, wall.year)
    return wall


def _moment(text: str, phrase: str) -> Moment:
    try:
        instant = datetime.fromisoformat(phrase.upper())
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise ValueError(
            f'"{text}" is not a time: write T-7 09:00, T-3h, 2027-01-08 09:00, or 2027-01-08T09:00+01:00',
        )
    _check_year(text, instant.year)
    return Moment(instant=instant.astimezone(UTC).replace(microsecond=0))


def parse_every(text: str) -> Every:
    """Return what an `every` says: `day 09:00`, `Mon-Fri 09:00`, `Thursday 15:03`, `month on 31 09:00`."""
    found = _EVERY.fullmatch(text.strip().translate(_MINUS))
    if not found:
        raise ValueError(f'"{text}" is no day with a time: write day 09:00, Mon-Fri 09:00 or month on 31 09:00')
    days, at = found[1].strip(), _clock(found[2], found[3])
    if re.search(_CLOCK, days):
        raise ValueError(f'"{text}" comes more than once a day: give each time a recurrence of its own')
    if on := _MONTH_DAY.fullmatch(days):
        return Every(at=at, month_day=_month_day(on[1]))
    if days.lower() == "day":
        return Every(at=at, weekdays=WEEK)
    return Every(at=at, weekdays=_weekdays(text, days))


def _month_day(number: str) -> int:
    if not 1 <= int(number) <= 31:  # noqa: PLR2004 - the longest month
        raise ValueError(f"a month has no day {number}")
    return int(number)


def _weekdays(text: str, days: str) -> tuple[Weekday, ...]:
    chosen: set[int] = set()
    for stretch in days.replace(" ", "").split(","):
        first, dash, last = stretch.partition("-")
        start, end = _weekday(text, first), _weekday(text, last if dash else first)
        chosen |= {day % 7 for day in range(start, end + 1 if end >= start else end + 8)}
    return tuple(WEEK[day] for day in sorted(chosen))


def _weekday(text: str, word: str) -> int:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    hits = [number for number, name in enumerate(names) if len(word) >= 3 and name.startswith(word.lower())]  # noqa: PLR2004 - Mon, Tue
    if not hits:
        raise ValueError(f'"{text}" names no day of the week: write day, Mon-Fri, Thursday or month on 31')
    return hits[0]
