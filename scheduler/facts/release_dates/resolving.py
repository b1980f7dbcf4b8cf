"""From a date as the text names it to a date on the calendar: which year, which Friday, and whether that is certain.

A year is explicit, or the nearest one the tense allows, counted from the published day; a weekday checks it. What can
be read two ways gives two readings, what cannot be read gives a question (research/facts.md section 4, of 2026-11-22).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from scheduler.facts.release_dates.dates import DateMention, Precision


class Tense(StrEnum):
    """What the words around a date say of it."""

    FUTURE = "future"
    PAST = "past"
    NEAR = "near"  # "after its July 12 release": before or behind, whichever is nearer
    OPEN = "open"  # a label such as "release date", or "in cinemas July 12"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A reading of a date: EDTF at its precision, the last day it can mean, whether it is beyond doubt,"
    " what to ask.
    """

    start: str | None
    end: str | None = None
    latest: date | None = None
    sure: bool = False
    question: str | None = None


NEAR_DAYS: Final = 200  # a future date without a year is beyond doubt up to here
FAR_DAYS: Final = 300  # and a question from here on
NEAR_OPEN_DAYS: Final = 120
NEARER: Final = 2  # how much nearer a day gone by must be to be meant by words that tell no tense
JUST_GONE_DAYS: Final = 60
EVE_DAYS: Final = 1
YEARS_AHEAD: Final = 2  # how far ahead a year in a headline is believed
MONTHS: Final = 12
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNTS.update({"eight": 8, "nine": 9, "ten": 10})
_LAST_MONTH_OF: Final = {21: 6, 22: 9, 23: 12, 24: 15, 33: 3, 34: 6, 35: 9, 36: 12}
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def resolve(
    mention: DateMention, words: str, tense: Tense, published: date | None, named_year: int | None
) -> tuple[Resolved, ...]:
    """Return the readings of a date: mostly one; `words` are the date's own, for the questions.

    `named_year` is the year the headline names, used where the text gives none.
    """
    if not mention.exists:
        return (Resolved(start=None, question=f"“{words}” is no day of the calendar: which day is meant?"),)
    if published and mention.month and mention.relative and mention.relative.endswith("year"):
        mention = mention._replace(year=published.year + _step(mention.relative), relative=None, approximate=True)
    if mention.relative and mention.month is None:
        return tuple(_relative(mention, words, tense, published))
    if mention.precision is Precision.DAY:
        return tuple(_days(mention, words, tense, published, named_year))
    return (_coarse(mention, words, tense, published, named_year),)


def _days(
    mention: DateMention, words: str, tense: Tense, published: date | None, named_year: int | None
) -> Iterator[Resolved]:
    month, day = mention.month or 1, mention.day or 1
    if mention.year:
        first = _dated(mention, words, date(mention.year, month, day), sure=not mention.approximate)
        if mention.other:
            question = f"“{words}” can be read two ways: day first or month first?"
            yield replace(first, question=question)
            yield replace(_dated(mention, words, date(mention.year, *mention.other), sure=False), question=question)
        else:
            yield first
        return
    years = [each for each in _years(published, named_year) if _in(each, month, day)]
    if not years:
        yield Resolved(start=None, question=f"Which year is “{words}”? The article gives no published date.")
        return
    days = [date(year, month, day) for year in years]
    if published is None:
        yield _dated(mention, words, days[0], sure=False)
        return
    found = _nearest(days, tense, published)
    ahead = (found - published).days
    near = NEAR_OPEN_DAYS if tense is Tense.OPEN else NEAR_DAYS
    sure = not mention.approximate and (tense is Tense.FUTURE or tense is Tense.OPEN) and 0 <= ahead <= near
    reading = _dated(mention, words, found, sure=sure and named_year in {None, found.year})
    if tense is not Tense.PAST and ahead > FAR_DAYS and named_year != found.year:
        gone = _nearest(days, Tense.PAST, published)
        if 0 <= (published - gone).days <= JUST_GONE_DAYS and tense is not Tense.FUTURE:
            reading = _dated(mention, words, gone, sure=False)
        question = f"Is “{words}” really {reading.start}, {abs(ahead)} days after the article? It names no year."
        reading = replace(reading, sure=False, question=question)
    yield reading


def _years(published: date | None, named_year: int | None) -> list[int]:
    if named_year and (published is None or 0 <= named_year - published.year <= YEARS_AHEAD):
        return [named_year]
    return [published.year + step for step in (-1, 0, 1, 2, 3, 4)] if published else []


def _nearest(days: list[date], tense: Tense, published: date) -> date:
    after = [day for day in days if day >= published]
    before = [day for day in days if day <= published]
    last, coming = max(before, default=days[0]), min(after, default=days[-1])
    if tense is Tense.PAST:
        eve = 0 < (coming - published).days <= EVE_DAYS  # "was published on Thursday", in the paper of Wednesday
        return coming if eve else last
    if tense is Tense.FUTURE:
        return coming
    gone, ahead = (published - last).days, (coming - published).days
    return last if last <= published and NEARER * gone < ahead else coming


def _dated(mention: DateMention, words: str, first: date, *, sure: bool) -> Resolved:
    """Return the reading of a day or a range of days, its weekday checked."""
    last = _last_day(mention, first)
    question = None
    if mention.weekday is not None and first.weekday() != mention.weekday:
        real = _WEEKDAYS[first.weekday()]
        question = f"“{words}” names the wrong weekday: {first.isoformat()} is a {real}. Which is right?"
    if last and last < first:
        last, sure = None, False
    end = last.isoformat() if last else None
    return Resolved(
        start=first.isoformat(), end=end, latest=last or first, sure=sure and not question, question=question
    )


def _last_day(mention: DateMention, first: date) -> date | None:
    if mention.last is None:
        return None
    year, month, day = mention.last
    year = year or first.year + ((month, day) < (first.month, first.day))
    return date(year, month, day) if _in(year, month, day) else None


def _relative(mention: DateMention, words: str, tense: Tense, published: date | None) -> Iterator[Resolved]:
    """Count from the published day. Never beyond doubt: articles are published a day late, or in another zone."""
    word = mention.relative or ""
    if published is None:
        yield Resolved(start=None, question=f"Which day is “{words}”? The article gives no published date.")
    elif word.endswith("weekday"):
        days = _weekdays(mention.weekday or 0, word.split()[0], tense, published)
        question = f"Which day is “{words}”: {' or '.join(day.isoformat() for day in days)}?" if len(days) > 1 else None
        for day in days:
            yield Resolved(start=day.isoformat(), latest=day, question=question)
    elif mention.precision is Precision.YEAR:
        year = published.year + _step(word)
        yield Resolved(start=str(year), latest=date(year, 12, 31))
    elif word.endswith("month"):
        number = published.year * MONTHS + published.month - 1 + _step(word)
        yield _month(number // MONTHS, number % MONTHS + 1, sure=False)
    elif word.endswith(("week", "weekend")) and not word.startswith("in "):
        yield Resolved(start=None, question=f"Which day is “{words}”? A countdown needs one.")
    else:
        day = published + timedelta(days=_offset_days(word))
        yield Resolved(start=day.isoformat(), latest=day)


def _offset_days(word: str) -> int:
    counted = re.match(r"in (\w+) (day|week)", word)
    if counted:
        count = int(counted[1]) if counted[1].isdigit() else _COUNTS.get(counted[1], 1)
        return count * (7 if counted[2] == "week" else 1)
    return {"tomorrow": 1, "yesterday": -1}.get(word, 0)


def _step(word: str) -> int:
    return 1 if "next" in word else -1 if "last" in word else 0


def _weekdays(weekday: int, which: str, tense: Tense, published: date) -> list[date]:
    """Return the days a weekday can mean: "next Friday" has two readings, and "Friday" said on a Friday too."""
    ahead = (weekday - published.weekday()) % 7
    if which == "last" or tense is Tense.PAST:
        return [published - timedelta(days=(7 - ahead) % 7 or 7 * (which == "last"))]
    coming = published + timedelta(days=ahead or 7)
    if which == "next":
        return [coming, coming + timedelta(days=7)]
    return [coming] if ahead else [published, coming]


def _coarse(mention: DateMention, words: str, tense: Tense, published: date | None, named_year: int | None) -> Resolved:
    sure = not mention.approximate and mention.relative is None
    if mention.precision is Precision.YEAR:
        year = mention.year or 0
        return Resolved(start=str(year), latest=date(year, 12, 31), sure=sure)
    month = mention.month or 1
    last_month = _LAST_MONTH_OF.get(month, month)
    year = mention.year or named_year or 0
    if not year:
        if published is None:
            return Resolved(start=None, question=f"Which year is “{words}”? The article gives no published date.")
        sure = sure and tense is Tense.FUTURE and mention.precision is Precision.MONTH
        year = published.year
        if tense is Tense.PAST:
            year -= (last_month if mention.precision is Precision.MONTH else month % 10 * 3 - 2) > published.month
        else:
            year += last_month < published.month or (mention.relative == "next" and last_month == published.month)
            year -= last_month > MONTHS and published.month <= last_month - MONTHS and tense is not Tense.FUTURE
    if mention.precision is Precision.MONTH:
        return _month(year, month, sure=sure)
    latest = date(year + (last_month > MONTHS), (last_month - 1) % MONTHS + 1, 28)
    return Resolved(start=f"{year:04}-{month}", latest=latest, sure=sure and bool(mention.year))


def _month(year: int, month: int, *, sure: bool) -> Resolved:
    following = date(year + month // MONTHS, month % MONTHS + 1, 1)
    return Resolved(start=f"{year:04}-{month:02}", latest=following - timedelta(days=1), sure=sure)


def seasons_of(day: str) -> tuple[str, ...]:
    """Return the season and the quarter a day lies in, as EDTF writes them."""
    year, month = int(day[:4]), int(day[5:7])
    winter = month in {1, 2}  # a winter bears the year it begins in
    season = 21 + (month - 3) % MONTHS // 3
    return f"{year - winter}-{season}", f"{year}-{33 + (month - 1) // 3}"


def _in(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
