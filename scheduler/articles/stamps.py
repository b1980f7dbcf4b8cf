"""Dates as publishers stamp them: ISO 8601, RFC 822, seconds since 1970, words; the day is the one that is written.

A stamp keeps the day of its own offset: nothing is moved to UTC, since a day later is another fact.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

EARLIEST_YEAR: Final = 1990  # news pages are not older; what is, is a wrong clock (1970-01-01)
LATEST_YEAR: Final = 2100
LONGEST_CHARACTERS: Final = 100
NOON: Final = 12
TWO_DIGIT_SWITCH: Final = 12
SECONDS_DIGITS: Final = 10

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_MONTH: Final = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_ISO: Final = re.compile(r"(?<!\d)(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)")
_COMPACT: Final = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{4,6})?(?![\d.])")
_DAY_FIRST: Final = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ .-]{{1,2}}{_MONTH}[ ,.-]{{1,3}}(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(
    rf"\b{_MONTH}[ .-]{{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ ,]{{1,2}}(?P<year>\d{{4}})(?![\d:])", re.IGNORECASE
)
_YEAR_LAST: Final = re.compile(  # Thu Jul 06 10:00:00 +0000 2023
    rf"\b{_MONTH} (?P<day>\d{{1,2}}) [\d:]{{4,8}} (?:[A-Z]{{2,5}}|[+-]\d{{4}}) (?P<year>\d{{4}})\b", re.IGNORECASE
)
_NUMBERS: Final = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)"
)
_CLOCK: Final = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<seconds>\d\d)(?:[.,]\d{1,9})?)? ?(?P<half>[ap]\.?m\b)?",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(r"(?P<utc>Z\b|\bUTC\b|\bGMT\b)?\s?(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)(?!\d)")
_UTC: Final = re.compile(r"^\s?Z\b|\b(?:UTC|GMT)\b")
_EPOCH: Final = re.compile(r"(?:/Date\()?(\d{10}|\d{13})(?:\)/)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A day as it is written, and the instant where the stamp has a clock and an offset."""

    day: date
    instant: datetime | None = None
    utc: bool = False  # written in UTC, so that the publisher's own day may be another


def parse_stamp(raw: str) -> Stamp | None:
    """Return what a stamp says, or None where it cannot be read without guessing (03/04/2023)."""
    raw = " ".join(raw.split())[:LONGEST_CHARACTERS]
    epoch = _EPOCH.fullmatch(raw)
    if epoch:
        return _of_epoch(int(epoch[1][:SECONDS_DIGITS]))
    found = next(
        (hit for rule in (_ISO, _MONTH_FIRST, _DAY_FIRST, _YEAR_LAST) if (hit := rule.search(raw))), None
    ) or _COMPACT.match(raw)
    day = _day(found.groupdict()) if found else _of_numbers(raw)
    if day is None:
        return None
    rest = raw[found.end() :] if found and found.re is not _YEAR_LAST else raw
    return _with_instant(day, rest)


def _day(parts: dict[str, str]) -> date | None:
    month = int(parts["month"]) if parts.get("month") else _MONTHS[parts["name"][:3].lower()]
    return _checked(int(parts["year"]), month, int(parts["day"]))


def _checked(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST_YEAR <= year <= LATEST_YEAR else None
    except ValueError:
        return None


def _of_numbers(raw: str) -> date | None:
    """Read 22.12.2023 and 12/22/2023; 3/4/2023 is two days and so none."""
    found = _NUMBERS.search(raw)
    if not found:
        return None
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if found["mark"] == "." or first > TWO_DIGIT_SWITCH or first == second:
        return _checked(year, second, first)
    return _checked(year, first, second) if second > TWO_DIGIT_SWITCH else None


def _of_epoch(seconds: int) -> Stamp | None:
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    if not EARLIEST_YEAR <= instant.year <= LATEST_YEAR:
        return None
    return Stamp(day=instant.date(), instant=instant, utc=True)


def _with_instant(day: date, rest: str) -> Stamp:
    clock = _CLOCK.search(rest)
    zone = _zone(rest[clock.end() :] if clock else "")
    if clock is None or zone is None:
        return Stamp(day=day)
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % NOON + (NOON if clock["half"].lower().startswith("p") else 0)
    try:
        local = datetime(
            day.year, day.month, day.day, hour, int(clock["minute"]), int(clock["seconds"] or 0), tzinfo=zone
        )
        return Stamp(day=day, instant=local.astimezone(UTC), utc=zone is UTC)
    except (ValueError, OverflowError):
        return Stamp(day=day)


def _zone(rest: str) -> timezone | None:
    found = _OFFSET.search(rest)
    if found:
        delta = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
        if not delta:
            return UTC
        return timezone(-delta if found["sign"] == "-" else delta) if delta < timedelta(hours=24) else None
    return UTC if _UTC.search(rest) else None
