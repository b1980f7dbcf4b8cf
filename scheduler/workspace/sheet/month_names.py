"""Names of months and days of the week, in full and short, in the languages that spreadsheets come in."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl")


def plain(word: str) -> str:
    """Return a word without case, accents and full stops."""
    folded = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in folded if letter.isalpha())


@cache
def months() -> Mapping[str, frozenset[int]]:
    """Return the months that each name stands for (1 is January): more than one where languages disagree."""
    return _names("get_month_names", first=1)


@cache
def weekdays() -> Mapping[str, frozenset[int]]:
    """Return the days of the week that each name stands for, 0 is Monday."""
    return _names("get_day_names", first=0)


def _names(function: str, *, first: int) -> Mapping[str, frozenset[int]]:
    from babel import dates  # noqa: PLC0415 - only a date with a word in it needs names

    found: dict[str, set[int]] = defaultdict(set)
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = getattr(dates, function)(width, context, language)
                for number, name in names.items():
                    found[plain(name)].add(number)
    if first:
        found["sept"].add(9)
    return {name: frozenset(numbers) for name, numbers in found.items()}
