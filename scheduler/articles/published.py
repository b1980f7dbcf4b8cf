"""Which day an article was published, out of everything that states one: ranked, and questioned where they differ."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Final

from scheduler.articles.stamps import Stamp, parse_stamp

GUESSED: Final = "is a guess from the page"
SAME_INSTANT: Final = timedelta(seconds=120)
A_DAY: Final = timedelta(days=1)
FURTHEST_WEST: Final = timedelta(hours=10)
FURTHEST_EAST: Final = timedelta(hours=12)


class Rank(IntEnum):
    """How far a source is believed: the lower, the further. The words are what a person reads in a question."""

    FRONT_MATTER = 1
    JSON_LD = 2
    META = 3
    MICRODATA = 4
    BYLINE = 5
    TIME = 6  # a <time> that says of nothing what it is the time of
    ADDRESS = 7
    GUESS = 8


WORDS: Final = {
    Rank.FRONT_MATTER: "front matter",
    Rank.JSON_LD: "JSON-LD",
    Rank.META: "meta tags",
    Rank.MICRODATA: "microdata",
    Rank.BYLINE: "byline",
    Rank.TIME: "a time on the page",
    Rank.ADDRESS: "the address",
    Rank.GUESS: "a guess",
}
_ADDRESS_DAY: Final = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)|[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)
SHOWN: Final = frozenset({Rank.BYLINE, Rank.ADDRESS})
STATED: Final = frozenset({Rank.FRONT_MATTER, Rank.JSON_LD, Rank.META, Rank.MICRODATA, Rank.BYLINE, Rank.ADDRESS})


@dataclass(frozen=True, slots=True)
class Dated:
    """One statement of a date: who makes it, and what it says."""

    rank: Rank
    stamp: Stamp
    shown: Stamp | None = None  # what a <time> shows to readers, where that is a full date


def dated(rank: Rank, raw: str | None, shown: str | None = None) -> list[Dated]:
    """Return the statement a raw stamp makes, or nothing where it cannot be read."""
    stamp = parse_stamp(raw) if raw else None
    return [Dated(rank, stamp, parse_stamp(shown) if shown else None)] if stamp else []


def day_in_address(address: str | None) -> str | None:
    """Return the day in the path of an address or the name of a file (`/2023/07/06/…`), as a stamp."""
    found = _ADDRESS_DAY.search(address or "")
    return "-".join(part for part in found.groups() if part) if found else None


def settle(statements: Iterable[Dated], *, seen: Sequence[Dated] = ()) -> tuple[str | None, tuple[str, ...]]:
    """Return the day as ISO text and the questions it leaves open.

    `seen` are further times of the page, which state nothing but may show the publisher's own day of the same instant.
    """
    ranked = sorted(statements, key=lambda each: each.rank)
    if not ranked:
        return None, ()
    best = ranked[0]
    day = _local_day(best, [*ranked, *seen]).isoformat()
    if best.rank is Rank.GUESS:
        return day, (f"The published day {day} {GUESSED}: please check it.",)
    other = next(
        (each for each in ranked if each.rank in STATED and abs(each.stamp.day - best.stamp.day) > A_DAY), None
    )
    if other is None:
        return day, ()
    question = (
        f"The page gives two published days: {day} ({WORDS[best.rank]}) and {other.stamp.day.isoformat()} "
        f"({WORDS[other.rank]}). {day} is used: is it right?"
    )
    return day, (question,)


def _local_day(best: Dated, statements: Sequence[Dated]) -> date:
    """Return the publisher's own day of a stamp in UTC, where the page shows the same instant in its own zone."""
    stamp = best.stamp
    if stamp.instant is None:
        return next((each.stamp.day for each in statements if _shifted(each.stamp, stamp.day)), stamp.day)
    if not stamp.utc:
        return stamp.day
    for each in statements:
        instant = each.stamp.instant
        if instant is None or abs(instant - stamp.instant) > SAME_INSTANT:
            continue
        if not each.stamp.utc:
            return each.stamp.day
        if each.shown and abs(each.shown.day - stamp.day) <= A_DAY:
            return each.shown.day
    shown = (each.stamp.day for each in statements if each.rank in SHOWN and each.stamp.instant is None)
    return next((day for day in shown if _is_same_moment(day, stamp.instant)), stamp.day)


def _shifted(stamp: Stamp, day: date) -> bool:
    """Say whether a bare day is the one that a stamp with an offset has in UTC only."""
    return stamp.instant is not None and not stamp.utc and stamp.instant.date() == day and stamp.day != day


def _is_same_moment(day: date, instant: datetime) -> bool:
    """Say whether an instant falls on a day somewhere: the evening before west of Greenwich, the morning after east."""
    earlier, later = (instant - FURTHEST_WEST).date(), (instant + FURTHEST_EAST).date()
    return earlier <= day <= later
