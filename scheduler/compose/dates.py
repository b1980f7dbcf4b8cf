"""Date filters of templates, in the audience's language: they take EDTF text, ISO dates, times and instants.

A filter never says more than the date knows: a day of "2023-07" is the problem `date-coarse`. The first line of each is
what docs/reference/templates.md says of it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from scheduler.compose.cldr import DateForm
from scheduler.compose.faults import TemplateFaultError
from scheduler.compose.languages import Language

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_SEASON = re.compile(r"(\d{4})-2([1-4])")
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


def day(language: Language, value: object) -> str:
    """Return the day and month of a date."""
    return language.date(_need_day(value, "day", "day"), DateForm.DAY)


def weekday(language: Language, value: object) -> str:
    """Return the day of the week of a date."""
    return language.date(_need_day(value, "day of the week", "weekday"), DateForm.WEEKDAY)


def full_date(language: Language, value: object) -> str:
    """Return a date with its year, or as much as is known: a month, a season, a year."""
    found = day_of(value)
    if found:
        return language.date(found, DateForm.LONG)
    text = str(value)
    if match := _MONTH.fullmatch(text):
        return language.date(date(int(match[1]), int(match[2]), 1), DateForm.MONTH_OF_YEAR)
    if match := _SEASON.fullmatch(text):
        return language.season(int(match[2]), match[1])
    if _YEAR.fullmatch(text):
        return language.digits(text)
    raise _no_date(text)


def long_date(language: Language, value: object) -> str:
    """Return a date with its day of the week and its year."""
    return language.date(_need_day(value, "day", "long_date"), DateForm.FULL)


def month(language: Language, value: object) -> str:
    """Return the month of a date."""
    match = _MONTH.fullmatch(str(value))
    found = date(int(match[1]), int(match[2]), 1) if match else _need_day(value, "month", "month")
    return language.date(found, DateForm.MONTH)


def year(language: Language, value: object) -> str:
    """Return the year of a date."""
    match = _YEAR.match(str(value))
    if not match:
        raise _no_date(str(value))
    return language.digits(match[0])


def clock_time(language: Language, value: object) -> str:
    """Return the time of an instant, or of a time such as `event.time`."""
    try:
        found = time.fromisoformat(str(value).zfill(5)) if _TIME.fullmatch(str(value)) else _instant(value)
    except ValueError:
        message = f'the template asks for the time of "{value}", which has none'
        raise TemplateFaultError("date-coarse", message, hint="event.time and event.at have a time") from None
    return language.time(found)


def _instant(value: object) -> time:
    if isinstance(value, datetime | time):
        return value if isinstance(value, time) else value.timetz()
    if _DAY.fullmatch(str(value)):
        raise ValueError(value)
    return datetime.fromisoformat(str(value)).timetz()


def ordinal(language: Language, value: object) -> str:
    """Return the ordinal of a number, or of a date's day."""
    text = str(value)
    number = (
        int(text)
        if text.lstrip("-").isdigit() and not _YEAR.fullmatch(text)
        else _need_day(value, "day", "ordinal").day
    )
    return language.ordinal(number)


DATE_FILTERS: Mapping[str, Callable[[Language, object], str]] = {
    "day": day,
    "weekday": weekday,
    "date": full_date,
    "long_date": long_date,
    "month": month,
    "year": year,
    "time": clock_time,
    "ordinal": ordinal,
}
"""The filters by the names templates call them."""
