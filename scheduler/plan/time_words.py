"""Words of time that a person may type into a text, in the languages that templates speak.

English ones are looked for in every text, for articles are read in English. A word that also means something harmless
("mañana" in "por la mañana", "Morgen" in "guten Morgen") counts only where it means a time.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

_ENGLISH: Final = (
    r"\b(?:today|tonight|tomorrow|now|in (?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a few)"
    r" (?:minutes?|hours?|days?|weeks?))\b(?!-)"
)
_OTHERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "de": r"\b(?:heute|jetzt|in \d{1,4} (?:Minuten?|Stunden?|Tag(?:en)?|Wochen?))\b"
        r"|(?<!\bam )(?<!\bden )(?<!jeden )(?<!guten )(?<!eines )(?<!diesem )\bmorgen\b",
        "fr": r"\b(?:aujourd['’]hui|demain|maintenant|ce soir|dans \d{1,4} (?:minutes?|heures?|jours?|semaines?))\b",
        "es": r"(?<!\bla )(?<!esta )\bmañana\b"
        r"|\b(?:hoy|ahora|esta noche|(?:dentro de|en) \d{1,4} (?:minutos?|horas?|días?|semanas?))\b",
        "it": r"\b(?:oggi|domani|adesso|stasera|(?:tra|fra) \d{1,4} (?:minut[oi]|or[ae]|giorn[oi]|settiman[ae]))\b",
        "pt": r"\b(?:hoje|amanhã|agora|(?:dentro de|em) \d{1,4} (?:minutos?|horas?|dias?|semanas?))\b",
        "nl": r"\b(?:vandaag|morgen|vanavond|nu|over \d{1,4} (?:minu(?:ut|ten)|uur|dag(?:en)?|we(?:ek|ken)))\b",
        "pl": r"\b(?:dziś|dzisiaj|jutro|teraz|za \d{1,4} (?:minut\w*|godzin\w*|dni|dzień|tydzień|tygodni\w*))\b",
        "ja": r"今日|本日|今夜|今すぐ|明日|\d{1,4}\s?(?:分|時間|日|週間)後",
        "ar": r"\bاليوم\b|\bالليلة\b|\bغد[اً]{1,2}\b|\bالآن\b|خلال \d{1,4} (?:دقيقة|ساعة|ساعات|يوم|أيام)",
    }
)


def knows(language: str) -> bool:
    """Whether words of time of that language (`de`, `pt-BR`) are found."""
    base = _base(language)
    return base == "en" or base in _OTHERS


@cache
def of_time(language: str) -> re.Pattern[str]:
    """Return the pattern of words of time in English and in a language."""
    own = _OTHERS.get(_base(language))
    return re.compile(f"{_ENGLISH}|{own}" if own else _ENGLISH, re.IGNORECASE | re.MULTILINE)


def _base(language: str) -> str:
    return re.split(r"[-_]", language)[0].lower()
