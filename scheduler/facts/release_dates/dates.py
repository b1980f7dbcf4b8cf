"""The date grammar: every date an English text names, with its span and its precision; no year is invented here.

One pattern scans the text once, left to right; each branch of it has its own reader. Grammar after
research/facts.md section 4 (read 2026-11-22): May and March count only with a digit, a preposition or a year, so that
the verb "may" is never a month.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from scheduler.facts.release_dates import date_patterns as forms
from scheduler.facts.release_dates.mention import DateMention, Precision

__all__ = ["DateMention", "Precision", "date_opening", "find_dates", "join_range"]


Reader = Callable[[re.Match[str]], DateMention | None]
_MONTH_OF: Final = {name: number for number, name in enumerate(forms.MONTH_KEYS, start=1)}
_SEASON_OF: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_QUARTER_OF: Final = {"1": 33, "2": 34, "3": 35, "4": 36, "first": 33, "second": 34, "third": 35, "fourth": 36}
_WEEKDAY_OF: Final = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_LEAP_YEAR: Final = 2024  # a day without a year exists if it exists in a leap year


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return the dates in a text, in order, none overlapping; linear in the text's length."""
    if not forms.may_hold_date(text):
        return ()
    return tuple(mention for match in forms.any_form().finditer(text) if (mention := _read(match)))


def date_opening(text: str) -> DateMention | None:
    """Return the date that a text begins with, as `find_dates` would find it."""
    match = forms.any_form().match(text)
    if match is None or not forms.may_hold_date(text):
        return None
    mention = _read(match)
    return mention if mention and not mention.start else None


def _read(match: re.Match[str]) -> DateMention | None:
    """Return the date that one of the forms matched."""
    form = match.lastgroup or ""
    own = forms.branch(form).match(match.string, match.start())
    return _READERS[form](own) if own else None


def join_range(first: DateMention, second: DateMention) -> DateMention:
    """Return the interval from one named day to another ("May 3 to Aug 14, 2024")."""
    year = first.year or second.year
    last = (second.year, second.month or 0, second.day or 0)
    return first._replace(end=second.end, year=year, last=last)


def _iso(match: re.Match[str]) -> DateMention:
    year, month, day = (int(part) for part in match["iso"].replace("/", "-").split("-"))
    return _day(match, year, month, day)


def _named_day(match: re.Match[str]) -> DateMention:
    year = int(match["y"]) if match["y"] else None
    month, day = _month(match["m"]), _number(match["d"])
    word = match["w"] or match["w2"]
    mention = _day(match, year, month, day, weekday=_WEEKDAY_OF[word[:3].lower()] if word else None)
    groups = match.groupdict()
    mention = mention._replace(relative=_year_told(groups)) if groups["ry"] else mention
    last_day = groups["d2"] or groups.get("d3")
    if not last_day:
        return mention
    last = (year, _month(groups["m2"]) if groups.get("m2") else month, _number(last_day))
    pair = bool(re.search(r"and|&", match[0])) and last[2] != day + 1  # "July 12 and 14" is two days, not three
    return mention._replace(last=last, approximate=pair, exists=mention.exists and _exists(*last))


def _numeric(match: re.Match[str]) -> DateMention | None:
    first, second, year = (int(part) for part in re.split(r"[./]", match["n"]))
    if "." in match["n"] or first > forms.MONTHS:
        return _day(match, year, second, first)
    if second > forms.MONTHS:
        return _day(match, year, first, second)
    mention = _day(match, year, second, first)
    return mention if first == second else mention._replace(other=(first, second))


def _month_named(match: re.Match[str]) -> DateMention:
    groups = match.groupdict()
    return DateMention(
        start=match.start("approx" if groups.get("approx") else "m"),
        end=match.end(),
        precision=Precision.MONTH,
        year=int(groups["y"]) if groups.get("y") else None,
        month=_month(match["m"]),
        relative=_relative(groups.get("rel")) or _year_told(groups),
        approximate=bool(groups.get("approx")),
    )


def _season(match: re.Match[str]) -> DateMention | None:
    groups = match.groupdict()
    edge = (groups.get("approx") or "").lower().endswith(" of")  # "the beginning of winter" is no date
    if not (
        groups.get("y")
        or groups.get("rel")
        or groups.get("a")
        or groups.get("one")
        or (groups.get("approx") and not edge)
    ):
        return None
    return DateMention(
        start=match.start(),
        end=match.end(),
        precision=Precision.SEASON,
        year=int(groups["y"]) if groups.get("y") else None,
        month=_SEASON_OF[match["s"].lower()],
        relative=_relative(groups.get("rel")),
        approximate=bool(groups.get("approx") or groups.get("a")),
    )


def _quarter(match: re.Match[str]) -> DateMention:
    year = int(match["y"]) if match["y"] else None
    month = _QUARTER_OF[(match["q"] or match["qw"]).lower()]
    return DateMention(start=match.start(), end=match.end(), precision=Precision.SEASON, year=year, month=month)


def _year(match: re.Match[str]) -> DateMention:
    return DateMention(
        start=match.start("y"),
        end=match.end(),
        precision=Precision.YEAR,
        year=int(match["y"]),
        approximate=bool(match["approx"]),
    )


def _by_word(match: re.Match[str]) -> DateMention:
    """Read what counts from the published day: tomorrow, next week, later this year, in 3 days."""
    word = " ".join(match["word"].lower().replace("-", " ").split())
    precision = Precision.DAY
    if word.endswith("year"):
        precision = Precision.YEAR
    elif word.endswith(("month", "week", "weekend")) and not word.startswith("in "):
        precision = Precision.MONTH
    vague = precision is not Precision.DAY
    return DateMention(start=match.start(), end=match.end(), precision=precision, relative=word, approximate=vague)


def _weekday(match: re.Match[str]) -> DateMention | None:
    if match["every"]:
        return None
    which = (match["rel"] or "on").lower()
    return DateMention(
        start=match.start("rel") if match["rel"] else match.start("w"),
        end=match.end(),
        precision=Precision.DAY,
        weekday=_WEEKDAY_OF[match["w"][:3].lower()],
        relative=f"{which.split()[-1]} weekday",
    )


def _holiday(match: re.Match[str]) -> DateMention:
    month, day = forms.HOLIDAYS[match["h"].replace("’", "'").lower()]
    year = int(match["y"]) if match["y"] else None
    if day is None:
        return DateMention(
            start=match.start(), end=match.end(), precision=Precision.MONTH, year=year, month=month, approximate=True
        )
    return _day(match, year, month, day)._replace(approximate=True)


def _day(match: re.Match[str], year: int | None, month: int, day: int, *, weekday: int | None = None) -> DateMention:
    return DateMention(
        start=match.start(),
        end=match.end(),
        precision=Precision.DAY,
        year=year,
        month=month,
        day=day,
        weekday=weekday,
        exists=_exists(year, month, day),
    )


def _exists(year: int | None, month: int, day: int) -> bool:
    try:
        date(year or _LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def _month(name: str) -> int:
    return _MONTH_OF[name[:3].lower()]


def _number(day: str) -> int:
    return int(day.rstrip("dhnrst"))


def _relative(word: str | None) -> str | None:
    word = (word or "").lower()
    return word if word in {"this", "next", "last"} else None


def _year_told(groups: Mapping[str, str | None]) -> str | None:
    """Return the year that counts from the published one: "June next year"."""
    return f"{groups['ry']} year" if groups.get("ry") else None


_READERS: Final[dict[str, Reader]] = {
    "iso": _iso,
    "numeric": _numeric,
    "dmy": _named_day,
    "mdy": _named_day,
    "monthyear": _month_named,
    "month": _month_named,
    "season": _season,
    "quarter": _quarter,
    "holiday": _holiday,
    "word": _by_word,
    "weekday": _weekday,
    "year": _year,
}
