"""Times as spreadsheets write them: ISO with or without seconds and their fractions, or a date of one reading only."""

import re
from typing import Final

from scheduler.model import DayOffset, Elapsed, When
from scheduler.plan.phrases import parse_when
from scheduler.workspace.reads import refuse

_LOCAL: Final = re.compile(
    r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})"
    r"[ ,T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<seconds>\d{2}(?:\.\d+)?))?\s*(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_MONTHS: Final = 12
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_sheet_time(text: str) -> When:
    """Return what a cell of the column `when` says.

    Raises ValueError for what is no time, or can be read two ways (03/04/2027), or counts from an event.
    """
    if found := _LOCAL.fullmatch(text):
        return parse_when(_iso(text, found))
    if _ISO_DAY.fullmatch(text):
        raise refuse("when-invalid", f'"{text}" has no time of day', f"write {text} 09:00")
    try:
        when = parse_when(text)
    except ValueError:
        hint = "write it as 2027-01-08 09:00; leave it blank for the next free slot"
        raise refuse("when-invalid", f'"{text}" is not a time', hint) from None
    if isinstance(when, DayOffset | Elapsed):
        raise refuse("when-invalid", f'"{text}" counts from T, which a row has not', "write it as 2027-01-08 09:00")
    return when


def _iso(text: str, found: re.Match[str]) -> str:
    first, second, year = int(found["first"]), int(found["second"]), found["year"]
    if first != second and first <= _MONTHS and second <= _MONTHS:
        # Where one of them is over, it is the earlier one: the one to come is said first.
        early, late = sorted((first, second))
        readings = f"{year}-{late:02}-{early:02} or {year}-{early:02}-{late:02}, whichever is meant"
        raise refuse("date-ambiguous", f'"{text}" can be read two ways', f"write {readings}")
    day, month = (first, second) if second <= _MONTHS else (second, first)
    hour = int(found["hour"])
    if half := found["half"]:
        if not 1 <= hour <= _MONTHS:
            raise refuse("when-invalid", f'"{text}" is not a time', "write it as 2027-01-08 18:00")
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return f"{year}-{month:02}-{day:02} {hour:02}:{found['minute']}:{(found['seconds'] or '00')[:2]}"
