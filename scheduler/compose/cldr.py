"""A language by the Unicode CLDR: how it writes days, numbers and counts, for every locale that Babel knows.

Numbers take the digits of the locale: `ar` writes 7, `ar-EG` writes ٧. What the CLDR has no words for is in
`wordings`; a language that is asked for one it has not is the problem `language-unsupported`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from enum import Enum, auto
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scheduler.compose.faults import TemplateFaultError
from scheduler.compose.wordings import WORDS, Words

if TYPE_CHECKING:
    from babel import Locale

ENGLISH: Final = "en"
DIGITS: Final[Mapping[str, str]] = MappingProxyType(
    {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹", "beng": "০১২৩৪৫৬৭৮৯", "deva": "०१२३४५६७८९", "mymr": "၀၁၂၃၄၅၆၇၈၉"}
)
"""Digits by the CLDR's numbering systems: those that some locale writes by default."""

_INNER: Final = re.compile(r'“([^“”]+)”|„([^„“”]+)[“”]|«\s?([^«»]+?)\s?»|"([^"]+)"')
_UNSPACED: Final = frozenset({"ja", "zh"})
_NEVER_A_LARGER_UNIT: Final = 10**9


class DateForm(Enum):
    """How much of a day is said, and in which form."""

    DAY = auto()
    WEEKDAY = auto()
    MONTH = auto()
    MONTH_OF_YEAR = auto()
    LONG = auto()
    FULL = auto()


_SKELETONS: Final = MappingProxyType({DateForm.DAY: "MMMMd", DateForm.MONTH_OF_YEAR: "yMMMM"})
_PATTERNS: Final = MappingProxyType({DateForm.WEEKDAY: "EEEE", DateForm.LONG: "long", DateForm.FULL: "full"})
_OWN_MONTHS: Final = frozenset({"cs", "fi", "pl", "ru", "uk"})
"""Languages whose month has another form where it stands without a day."""


class Language:
    """One language as templates write it, by its code; `words` are None for a language not in `WORDS`.

    Raises ValueError where nobody knows the code.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.name = self._locale.language
        self.words = WORDS.get(self.name)

    @cached_property
    def _locale(self) -> "Locale":
        return _locale(self.code)

    @property
    def label(self) -> str:
        """The language's name in English, for people."""
        return _label(self.code)

    def days(self, number: int) -> str:
        """Return "7 days"."""
        return self._span(timedelta(days=number), "day")

    def hours(self, number: int) -> str:
        """Return "7 hours"."""
        return self._span(timedelta(hours=number), "hour")

    def in_days(self, number: int) -> str:
        """Return "in 7 days", "tomorrow" or "today"."""
        if number < 2:  # noqa: PLR2004 - two days away is the first day that is counted
            return self.word("today" if number == 0 else "tomorrow")
        return self._span(timedelta(days=number), "day", add_direction=True)

    def number(self, number: float) -> str:
        """Return "1,234"."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - a table of the CLDR takes long to read

        return self.digits(self.spaced(format_decimal(number, locale=self._locale, numbering_system="default")))

    def is_one(self, number: int) -> bool:
        """Whether a number takes the form of a noun for one."""
        return bool(self._locale.plural_form(number) == "one")

    def date(self, found: date, form: DateForm) -> str:
        """Return a day in one of the forms of dates."""
        from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - the same

        if form is DateForm.MONTH:  # of Babel 2.18 only MMMM is safe: LLLL may be that of a locale read before
            text = format_date(found, "LLLL" if self.name in _OWN_MONTHS else "MMMM", locale=self._locale)
        elif form in _SKELETONS:
            text = format_skeleton(_SKELETONS[form], found, locale=self._locale)
        else:
            text = format_date(found, _PATTERNS[form], locale=self._locale)
        return self.digits(text)

    def time(self, found: time) -> str:
        """Return "9:00 AM"."""
        from babel.dates import format_time  # noqa: PLC0415 - the same

        return self.digits(format_time(found, "short", locale=self._locale).replace("\u202f", " "))

    def word(self, name: str) -> str:
        """Return "today", "tomorrow" or "out now"; raises TemplateFaultError where the language has no word here."""
        return str(getattr(self._own(name.replace("_", " "), name), name))

    def quoted(self, text: str) -> str:
        """Return a text in quotation marks, with inner ones of its own; English ones in a language not in `WORDS`."""
        start, end, inner_start, inner_end = (self.words or WORDS[ENGLISH]).quotes
        gap = "\u202f" if self.name == "fr" else ""
        inside = _INNER.sub(lambda found: f"{inner_start}{found[found.lastindex or 0]}{inner_end}", text)
        return f"{start}{gap}{inside}{gap}{end}"

    def season(self, number: int, year: str) -> str:
        """Return "summer 2023" for the second season; raises TemplateFaultError as `word` does."""
        words = self._own("name of a season", "date")
        return self.digits(words.season_of_year.format(season=words.seasons[number - 1], year=year))

    def ordinal(self, number: int) -> str:
        """Return "7th"; raises TemplateFaultError as `word` does."""
        form = self.words.ordinal if self.words else None
        if form is None:
            raise self._unsupported("ordinal", "ordinal", (code for code, each in WORDS.items() if each.ordinal))
        return self.digits(form(number))

    def digits(self, text: str) -> str:
        """Return a text with the locale's digits."""
        own = DIGITS.get(self._locale.default_numbering_system)
        return text.translate(dict(zip(map(ord, "0123456789"), own, strict=True))) if own else text

    def spaced(self, text: str) -> str:
        """Return a text with plain blanks for the CLDR's narrow and hard ones, and none in a script without them."""
        plain = text.replace("\u202f", " ").replace("\xa0", " ")
        return plain.replace(" ", "") if self.name in _UNSPACED else plain

    def _span(self, length: timedelta, unit: str, *, add_direction: bool = False) -> str:
        from babel.dates import format_timedelta  # noqa: PLC0415 - the same

        text = format_timedelta(
            length,
            granularity=unit,  # type: ignore[arg-type]
            threshold=_NEVER_A_LARGER_UNIT,
            add_direction=add_direction,
            locale=self._locale,
        )
        return self.digits(self.spaced(text))

    def _own(self, what: str, word: str) -> Words:
        if self.words is None:
            raise self._unsupported(f'"{what}"' if what == word.replace("_", " ") else what, word, WORDS)
        return self.words

    def _unsupported(self, what: str, word: str, known: Iterable[str]) -> TemplateFaultError:
        names = ", ".join(sorted(map(_label, known)))
        message = f"tminus has no {what} in {self.label}"
        hint = f"type the words into the template yourself; there is one in {names}"
        return TemplateFaultError("language-unsupported", message, hint=hint, word=word)


@cache
def _locale(code: str) -> "Locale":
    """Return Babel's locale of a code; raises ValueError where it knows none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - the same

    try:
        return Locale.parse(code.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        raise ValueError(f'"{code}" is not the code of a language: write de, en-GB or pt-BR') from None


def _label(code: str) -> str:
    return str(_locale(code).get_display_name(ENGLISH))
