"""When a row of somebody's spreadsheet goes out: any form of a date that can be read one way only.

Where one can be read two ways (03/04/2027) nothing is guessed: a person says once for the file which one is meant.
"""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from scheduler.model import DayOffset, Elapsed, When
from scheduler.plan.phrases import parse_when
from scheduler.workspace.reads import refuse
from scheduler.workspace.sheet.clocks import part_of_day, read_clock, split_clock
from scheduler.workspace.sheet.month_names import months, plain, weekdays


class Order(StrEnum):
    """How a person says that 03/04/2027 is meant."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"

    @property
    def other(self) -> "Order":
        """The other one."""
        return Order.MONTH_FIRST if self is Order.DAY_FIRST else Order.DAY_FIRST


FORM: Final = "write 2027-01-08 09:00, or 8 Jan 2027 9:00 am"
_SERIAL: Final = re.compile(r"(\d{5})(?:[.,](\d+))?")
_SERIALS: Final = range(30_000, 80_000)  # 1982 to 2119: what Excel stores a day as
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_OFFSET: Final = re.compile(r"(?<=[\d.mM])\s*(?P<offset>Z|UTC|GMT|[+-]\d{2}:?\d{2})$")
_LETTERED_ZONE: Final = re.compile(r"\d\s*(?:[ap]m)?\s+(?P<zone>[A-Z]{2,3}T|MEZ|MESZ)$")
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|[ºª°])\b", re.IGNORECASE)
_NOISE: Final = frozenset(
    ("am", "d", "da", "de", "del", "dem", "den", "der", "di", "do", "el", "il", "le", "o", "of", "on", "the")
)
_NUMBERS: Final = 3
_YEAR_DIGITS: Final = 4
_SHORT_YEAR: Final = 2000


def read_foreign_time(day: str, clock: str, order: Order | None, otherwise: time | None) -> When | None:
    """Return when a row goes out: its cell with the day, its cell with the time of day, either of them blank.

    None is the next free slot. `otherwise` is the time of rows that give a day alone. Raises ValueError where there is
    no such time, or more than one reading.
    """
    day, clock = day.strip(), clock.strip()
    if not day and clock and _may_hold_a_day(clock):
        day, clock = clock, ""
    if not day:
        if clock:
            raise refuse("date-missing", f'There is a time of day, "{clock}", and no day', "give both, or neither")
        return None
    if not clock and (when := _ours(day)):
        return when
    rest, offset = _offset(day, clock)
    found, at = _day_and_time(rest, order)
    if clock:
        at = read_clock(_OFFSET.sub("", clock))
    at = at or otherwise
    if at is None:
        hint = "give it one, or pass --time 09:00 for all such rows; a row without a day takes the next free slot"
        raise refuse("time-missing", f'"{day}" has no time of day', hint)
    seconds = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    return parse_when(f"{found.isoformat()}T{seconds}{offset}")


def _may_hold_a_day(clock: str) -> bool:
    try:
        read_clock(clock)
    except ValueError:
        return True
    return False


def _ours(text: str) -> When | None:
    """Return what one of our own forms says, None for any other."""
    try:
        when = parse_when(text)
    except ValueError:
        return None
    if isinstance(when, DayOffset | Elapsed):
        raise refuse("when-invalid", f'"{text}" counts from T, which a row has not', FORM)
    return when


def _offset(day: str, clock: str) -> tuple[str, str]:
    """Return the cell with the day without what it or the time says of the zone, and that as ISO 8601 writes it."""
    last = clock or day
    if found := _LETTERED_ZONE.search(last):
        hint = "leave it out: times are those of the workspace's zone; or write an offset such as +01:00"
        raise refuse("zone-unknown", f'"{last}" names a zone by letters, {found["zone"]}, that stand for several', hint)
    found = _OFFSET.search(last)
    if not found or (not clock and split_clock(_OFFSET.sub("", day))[1] is None):
        return day, ""
    offset = found["offset"]
    return (day if clock else _OFFSET.sub("", day)), ("Z" if offset.isalpha() else f"{offset[:3]}:{offset[-2:]}")


def _day_and_time(text: str, order: Order | None) -> tuple[date, time | None]:
    if (serial := _SERIAL.fullmatch(text)) and int(serial[1]) in _SERIALS:
        at = part_of_day(float(f"0.{serial[2]}")) if serial[2] else None
        return _EXCEL_EPOCH + timedelta(days=int(serial[1])), at
    rest, at = split_clock(text)
    return _day(text, rest, order), at


def _day(text: str, rest: str, order: Order | None) -> date:
    digits = re.findall(r"\d+", _ORDINAL.sub("", rest))
    words = [word for each in re.findall(r"[^\W\d_]+", _ORDINAL.sub("", rest)) if (word := plain(each)) not in _NOISE]
    if len(digits) == 1 and len(digits[0]) == len("20270108"):
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    named = [word for word in words if word in months()] if len(digits) < _NUMBERS else []
    if len(named) > 1:  # "mar. 7 mars 2027": the first one is a day of the week
        named = [word for word in named if word not in weekdays()]
    spoken = [word for word in words if word not in named]
    if any(word not in weekdays() for word in spoken) or len(digits) + len(named) != _NUMBERS or len(named) > 1:
        raise refuse("when-invalid", f'"{text}" is not a day with a time', f"{FORM}; blank takes the next free slot")
    readings = _named_readings(digits, months()[named[0]]) if named else _readings(digits, rest)
    return _only(text, _true(readings), [weekdays()[word] for word in spoken], order)


def _named_readings(digits: list[str], known: Iterable[int]) -> dict[str, tuple[int, int, int]]:
    """Return the readings of a day and a year beside a month's name, whose year is the longer number, or the last."""
    year, day = (digits[0], digits[1]) if len(digits[0]) == _YEAR_DIGITS else (digits[1], digits[0])
    return {str(month): (_year(year), month, int(day)) for month in known}


def _readings(digits: list[str], rest: str) -> dict[str, tuple[int, int, int]]:
    """Return what three numbers can mean, by the order of reading them."""
    one, two, three = map(int, digits)
    if len(digits[0]) == _YEAR_DIGITS:
        return {"year": (one, two, three)}
    # Where full stops divide a date the day stands first; nobody writes the month first with them.
    if re.search(r"\d\s*\.\s*\d+\s*\.\s*\d", rest):
        return {"stops": (_year(digits[2]), two, one)}
    found = {Order.DAY_FIRST.value: (_year(digits[2]), two, one), Order.MONTH_FIRST.value: (_year(digits[2]), one, two)}
    if len(digits[2]) < _YEAR_DIGITS:
        found["year"] = (_year(digits[0]), two, three)
    return found


def _year(digits: str) -> int:
    return int(digits) if len(digits) >= _YEAR_DIGITS else _SHORT_YEAR + int(digits)


def _true(readings: dict[str, tuple[int, int, int]]) -> dict[str, date]:
    """Return the readings that are days of the calendar."""
    found: dict[str, date] = {}
    for name, numbers in readings.items():
        try:
            found[name] = date(*numbers)
        except ValueError:
            continue
    return found


def _only(text: str, readings: dict[str, date], spoken: list[frozenset[int]], order: Order | None) -> date:
    """Return the one day that is meant."""
    days = list(dict.fromkeys(readings.values()))
    if not days:
        raise refuse("when-invalid", f'"{text}" is not a day of any calendar', FORM)
    meant = [day for day in days if all(day.weekday() in each for each in spoken)]
    if not meant:
        raise refuse("date-weekday", f'"{text}" names a day of the week, and that day is a {days[0]:%A}', "mend one")
    if order and order.value not in readings and order.other.value in readings:
        hint = "leave --dates out, or mend this row"
        raise refuse("date-order", f'"{text}" cannot be read {order.value}: it is {_shown(meant[0])}', hint)
    if len(meant) == 1:
        return meant[0]
    if order:
        return readings[order.value]
    meant.sort(reverse=True)  # where one of them is over, it is the earlier one: the one to come is said first
    shown = " or ".join(map(_shown, meant))
    written = " or ".join(day.isoformat() for day in meant)
    hint = f"pass --dates day-first or --dates month-first; or write {written}"
    raise refuse("date-ambiguous", f'"{text}" can be read {len(meant)} ways: {shown}', hint)


def _shown(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
