"""Words that the Unicode CLDR does not have: "out now", ordinals and seasons, in the languages that have them here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


def _english(number: int) -> str:
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _french(number: int) -> str:
    return f"{number}{'er' if number == 1 else 'e'}"


def _with_dot(number: int) -> str:
    return f"{number}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the CLDR does not say for a language.

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
