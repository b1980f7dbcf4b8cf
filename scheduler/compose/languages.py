"""The audience's language: how it writes days, numbers and the words of time.

Dates and counts come from the Unicode CLDR (Babel), for every locale it knows. It has no words for "out now", no
ordinals and no seasons, so those are here, for the languages of `WORDS`; another language that is asked for one is the
problem `language-unsupported`. Numbers take the digits of the locale: `ar` writes 7, `ar-EG` writes ٧.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta
from babel.numbers import format_decimal

from scheduler.compose.faults import TemplateFaultError

DEFAULT: Final = "en"
DIGITS: Final[Mapping[str, str]] = MappingProxyType(
    {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹", "beng": "০১২৩৪৫৬৭৮৯", "deva": "०१२३४५६७८९", "mymr": "၀၁၂၃၄၅၆၇၈၉"}
)
"""Digits by the CLDR's numbering systems: those that some locale writes by default."""

_INNER: Final = re.compile(r'“([^“”]+)”|„([^„“”]+)[“”]|«\s?([^«»]+?)\s?»|"([^"]+)"')
_UNSPACED: Final = frozenset({"ja", "zh"})
_NEVER_A_LARGER_UNIT: Final = 10**9


def _english(number: int) -> str:
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _french(number: int) -> str:
    return f"{number}{'er' if number == 1 else 'e'}"


def _with_dot(number: int) -> str:
    return f"{number}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What Babel does not say for a language.

    `seasons` are spring, summer, autumn, winter; `quotes` the outer and the inner pair of marks; ordinals masculine.
    """

    today: str
    tomorrow: str
    out_now: str
    seasons: tuple[str, str, str, str]
    quotes: tuple[str, str, str, str] = ("“", "”", "‘", "’")
    season_of_year: str = "{season} {year}"
    ordinal: Callable[[int], str] | None = None


WORDS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "en": Words(
            today="today",
            tomorrow="tomorrow",
            out_now="out now",
            seasons=("spring", "summer", "autumn", "winter"),
            ordinal=_english,
        ),
        "de": Words(
            today="heute",
            tomorrow="morgen",
            out_now="jetzt da",
            quotes=("„", "“", "‚", "‘"),
            seasons=("Frühling", "Sommer", "Herbst", "Winter"),
            ordinal=_with_dot,
        ),
        "fr": Words(
            today="aujourd’hui",
            tomorrow="demain",
            out_now="disponible dès maintenant",
            quotes=("«", "»", "“", "”"),
            seasons=("printemps", "été", "automne", "hiver"),
            ordinal=_french,
        ),
        "es": Words(
            today="hoy",
            tomorrow="mañana",
            out_now="ya disponible",
            quotes=("«", "»", "“", "”"),
            seasons=("primavera", "verano", "otoño", "invierno"),
            season_of_year="{season} de {year}",
            ordinal="{}.º".format,
        ),
        "it": Words(
            today="oggi",
            tomorrow="domani",
            out_now="ora disponibile",
            quotes=("«", "»", "“", "”"),
            seasons=("primavera", "estate", "autunno", "inverno"),
            ordinal="{}º".format,
        ),
        "pt": Words(
            today="hoje",
            tomorrow="amanhã",
            out_now="já disponível",
            seasons=("primavera", "verão", "outono", "inverno"),
            season_of_year="{season} de {year}",
            ordinal="{}º".format,
        ),
        "nl": Words(
            today="vandaag",
            tomorrow="morgen",
            out_now="nu verkrijgbaar",
            seasons=("lente", "zomer", "herfst", "winter"),
            ordinal="{}e".format,
        ),
        "pl": Words(
            today="dzisiaj",
            tomorrow="jutro",
            out_now="już dostępne",
            quotes=("„", "”", "«", "»"),
            seasons=("wiosna", "lato", "jesień", "zima"),
            ordinal=_with_dot,
        ),
        "ja": Words(
            today="今日",
            tomorrow="明日",
            out_now="公開中",
            quotes=("「", "」", "『", "』"),
            seasons=("春", "夏", "秋", "冬"),
            season_of_year="{year}年{season}",
            ordinal="{}番目".format,
        ),
        "ar": Words(
            today="اليوم",
            tomorrow="غدًا",
            out_now="متاح الآن",
            quotes=("«", "»", "“", "”"),
            seasons=("ربيع", "صيف", "خريف", "شتاء"),
        ),
    }
)
"""The languages with words of their own, by their code without a region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language as templates write it; `locale` is Babel's, `words` are None for a language not in `WORDS`."""

    code: str
    locale: Locale
    words: Words | None

    @property
    def label(self) -> str:
        """The language's name in English, for people."""
        return str(self.locale.get_display_name("en"))

    @property
    def is_english(self) -> bool:
        """Whether it is English, of whatever region."""
        return bool(self.locale.language == DEFAULT)

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
        return self.digits(self.spaced(format_decimal(number, locale=self.locale, numbering_system="default")))

    def word(self, name: str) -> str:
        """Return "today", "tomorrow" or "out now"; raises TemplateFaultError where the language has no word here."""
        return str(getattr(self._own(name.replace("_", " "), name), name))

    def quoted(self, text: str) -> str:
        """Return a text in quotation marks, with inner ones of its own; English ones in a language not in `WORDS`."""
        start, end, inner_start, inner_end = (self.words or WORDS[DEFAULT]).quotes
        gap = "\u202f" if self.locale.language == "fr" else ""
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
        own = DIGITS.get(self.locale.default_numbering_system)
        return text.translate(dict(zip(map(ord, "0123456789"), own, strict=True))) if own else text

    def spaced(self, text: str) -> str:
        """Return a text with plain blanks for the CLDR's narrow and hard ones, and none in a script without them."""
        plain = text.replace("\u202f", " ").replace("\xa0", " ")
        return plain.replace(" ", "") if self.locale.language in _UNSPACED else plain

    def _span(self, length: timedelta, unit: str, *, add_direction: bool = False) -> str:
        text = format_timedelta(
            length,
            granularity=unit,  # type: ignore[arg-type]
            threshold=_NEVER_A_LARGER_UNIT,
            add_direction=add_direction,
            locale=self.locale,
        )
        return self.digits(self.spaced(text))

    def _own(self, what: str, word: str) -> Words:
        if self.words is None:
            raise self._unsupported(f'"{what}"' if what == word.replace("_", " ") else what, word, WORDS)
        return self.words

    def _unsupported(self, what: str, word: str, known: Iterable[str]) -> TemplateFaultError:
        names = ", ".join(sorted(language(code).label for code in known))
        message = f"tminus has no {what} in {self.label}"
        hint = f"type the words into the template yourself; there is one in {names}"
        return TemplateFaultError("language-unsupported", message, hint=hint, word=word)


@lru_cache(maxsize=64)
def language(code: str) -> Language:
    """Return a language by its code (`de`, `pt-BR`); raises ValueError for one that nobody knows."""
    try:
        locale = Locale.parse(code.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        raise ValueError(f'"{code}" is not the code of a language: write de, en-GB or pt-BR') from None
    return Language(code=code, locale=locale, words=WORDS.get(locale.language))
