"""Date filters of templates, in English: they take EDTF text, ISO dates, times and instants.

`{{ facts.release.start_date | day }}` is "July 12", `| weekday` "Wednesday", `| date` "July 12, 2023" (or as much as is
known: "July 2023", "spring 2023", "2023"), `| month` "July", `| year` "2023", `| time` "9:00 AM", `| ordinal` "12th". A
filter never says more than the date knows: a day of "2023-07" is the problem `date-coarse`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from babel.dates import format_date, format_time

from scheduler.compose.faults import TemplateFaultError

LOCALE = "en_US"
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_SEASON = re.compile(r"(\d{4})-(2[1-4])")
_YEAR = re.compile(r"\d{4}")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")


def day_of(value: object) -> date | None:
    """Return the day a value names, or None if it is coarser than a day or no date at all."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.match(str(value))
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _need_day(value: object, wanted: str, word: str) -> date:
    found = day_of(value)
    if found:
        return found
    text = str(value)
    if _YEAR.match(text) and any(pattern.fullmatch(text) for pattern in (_MONTH, _SEASON, _YEAR)):
        hint = "write the day into the facts file, or use the filter `date`, which says what is known"
        message = f'the template asks for the {wanted} of "{text}", which has none'
        raise TemplateFaultError("date-coarse", message, hint=hint, word=word)
    raise _no_date(text)


def _no_date(text: str) -> TemplateFaultError:
    return TemplateFaultError("date-unreadable", f'"{text}" is not a date', hint="write it as 2023-07-12")


def day(value: object) -> str:
    """Return "July 12"."""
    return format_date(_need_day(value, "day", "day"), "MMMM d", locale=LOCALE)


def weekday(value: object) -> str:
    """Return "Wednesday"."""
    return format_date(_need_day(value, "day of the week", "weekday"), "EEEE", locale=LOCALE)


def full_date(value: object) -> str:
    """Return "July 12, 2023", or less where less is known."""
    found = day_of(value)
    if found:
        return format_date(found, "MMMM d, y", locale=LOCALE)
    text = str(value)
    if match := _MONTH.fullmatch(text):
        return format_date(date(int(match[1]), int(match[2]), 1), "MMMM y", locale=LOCALE)
    if match := _SEASON.fullmatch(text):
        return f"{SEASONS[int(match[2])]} {match[1]}"
    if _YEAR.fullmatch(text):
        return text
    raise _no_date(text)


def month(value: object) -> str:
    """Return "July"."""
    match = _MONTH.fullmatch(str(value))
    found = date(int(match[1]), int(match[2]), 1) if match else _need_day(value, "month", "month")
    return format_date(found, "MMMM", locale=LOCALE)


def year(value: object) -> str:
    """Return "2023"."""
    match = _YEAR.match(str(value))
    if not match:
        raise _no_date(str(value))
    return match[0]


def clock_time(value: object) -> str:
    """Return "9:00 AM"."""
    try:
        found = time.fromisoformat(str(value).zfill(5)) if _TIME.fullmatch(str(value)) else _instant(value)
    except ValueError:
        message = f'the template asks for the time of "{value}", which has none'
        raise TemplateFaultError("date-coarse", message, hint="event.time and event.at have a time") from None
    return format_time(found, "h:mm a", locale=LOCALE).replace("\u202f", " ")


def _instant(value: object) -> time:
    if isinstance(value, datetime | time):
        return value if isinstance(value, time) else value.timetz()
    if _DAY.fullmatch(str(value)):
        raise ValueError(value)
    return datetime.fromisoformat(str(value)).timetz()


def ordinal(value: object) -> str:
    """Return "12th" for 12 and for a date's day."""
    text = str(value)
    number = (
        int(text)
        if text.lstrip("-").isdigit() and not _YEAR.fullmatch(text)
        else _need_day(value, "day", "ordinal").day
    )
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


FILTERS: Mapping[str, Callable[[object], str]] = {
    "day": day,
    "weekday": weekday,
    "date": full_date,
    "month": month,
    "year": year,
    "time": clock_time,
    "ordinal": ordinal,
}
"""The filters by the names templates call them."""
