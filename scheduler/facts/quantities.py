"""Quantities in a text: amounts of money, ordinals with what they order, counts with what they count."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from scheduler.facts.vocabulary import Vocabulary


class Quantity(NamedTuple):
    """A quantity at `[start:end]`: its value in plain digits and its unit."""

    start: int
    end: int
    value: str
    unit: str


ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "fiftieth": 50, "hundredth": 100,
}  # fmt: skip
_TENS: Final = {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "dozen": 12,
}  # fmt: skip
_UNITS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20,
}  # fmt: skip
WORDS: Final = {**_UNITS, **_TENS}
_SCALES: Final = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9, "b": 10**9, "billion": 10**9,
    "trillion": 10**12, "hundred": 100, "crore": 10**7, "lakh": 10**5,
}  # fmt: skip
_CURRENCIES: Final = {
    "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD", "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY",
    "₹": "INR", "Rs": "INR", "₩": "KRW", "CHF": "CHF",
}  # fmt: skip
_WORD_CURRENCIES: Final = {
    "dollars": "USD", "pounds": "GBP", "euros": "EUR", "yen": "JPY", "rupees": "INR", "kronor": "SEK", "kroner": "NOK",
    "won": "KRW", "francs": "CHF",
}  # fmt: skip

_COUNTED: Final = """
installment instalment entry film movie feature season series episode chapter volume book novel issue edition album
single song track tour date show concert gig stop performance screening city country state town venue theater theatre
cinema screen location store shop branch restaurant award nomination Oscar Grammy Emmy BAFTA Tony medal title trophy
championship copy ticket seat sale order pre-order preorder download stream view viewer subscriber follower user
player member fan visitor guest customer backer reader listener attendee employee worker person people crew actor
animal species page photo photograph image painting work recipe map level mission quest character weapon car vehicle
engine horsepower hp mph minute hour year decade mile kilometre kilometer km metre meter foot feet acre ton tonne
kilogram kg litre liter watt kWh GB TB MB megapixel inch pixel vote signature language model colour color file patent
run anniversary birthday story partner company family household student volunteer unit piece room floor
"""
_SPELLINGS: Final = frozenset((*ORDINALS, *WORDS))
_NOUNS: Final = frozenset(_COUNTED.split())
_IRREGULAR: Final = {
    "copies": "copy", "cities": "city", "countries": "country", "series": "series", "people": "people", "feet": "feet",
    "families": "family", "companies": "company", "stories": "story", "galleries": "gallery", "entries": "entry",
    "species": "species", "trophies": "trophy", "anniversaries": "anniversary", "branches": "branch",
    "inches": "inch", "libraries": "library", "deliveries": "delivery",
}  # fmt: skip
ORDERED: Final = frozenset(
    str.split("""
    installment instalment entry film movie feature season series episode chapter volume book novel issue edition
    album single song tour anniversary birthday time title generation book game sequel show Oscar Grammy Emmy
    nomination studio record collection store shop branch country city part year
    """)
)
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE: Final = r"(?:hundred|thousand|million|billion|trillion|crore|lakh)"
_MONEY: Final = re.compile(
    rf"(?P<c>US\$|A\$|C\$|NZ\$|HK\$|[$£€¥₹₩]|Rs\.? ?)\s?(?P<n>{_NUMBER})(?:[ -]?(?P<s>{_SCALE}|[kKmMbB]n?)\b)?(?![\w%])"
)
_DIGITS: Final = re.compile(
    rf"(?P<n>{_NUMBER})(?P<o>st|nd|rd|th)?(?:[ -](?P<s>{_SCALE}))?(?:(?P<p> ?%| per ?cent\b)|(?:["
    rf" -](?P<w1>[A-Za-z][\w’'-]*))(?: (?P<w2>[A-Za-z][\w’'-]*))?(?: (?P<w3>[A-Za-z][\w’'-]*))?)"
)
_SPELLED: Final = re.compile(
    r"(?P<n>[A-Za-z]+)(?:[- ](?P<s>hundred|thousand|million|billion))?[ -](?P<w1>[A-Za-z][\w’'-]*)(?:"
    r" (?P<w2>[A-Za-z][\w’'-]*))?(?: (?P<w3>[A-Za-z][\w’'-]*))?"
)
_CUE: Final = re.compile(
    r"[$£€¥₹₩\dUACNHR](?<![\w.,/:#@$£€¥₹₩-].)(?:(?<=[$£€¥₹₩\d])|(?:(?<=U)S|(?<=[AC])|(?<=N)Z|(?<=H)K)[$£€¥₹₩]"
    r"|(?<=R)s\.? ?(?=\d))"
)
"""What a number in digits begins with; its first sign stands in front so that a text is searched at their speed."""
_TITLE_BEFORE: Final = re.compile(
    r"\b(?:Part|Chapter|Episode|Season|Volume|Vol\.?|No\.?|Number|Apollo|Route|Phase|Act|Windows|iPhone|Galaxy) $"
)
_MONIES: Final = frozenset(_CURRENCIES.values())
_SMALLEST_COUNT: Final = 2
_YEARS: Final = range(1400, 2200)


def quantities_in(prose: str, words: Vocabulary) -> Iterator[Quantity]:
    """Yield the quantities of a text, in order; `words` are its words in lower case."""
    cues = [(found.start(), True) for found in _CUE.finditer(prose)]
    spelled = words.words.intersection(_SPELLINGS).union(
        word for word in words.joined if word.partition("-")[0] in _SPELLINGS
    )
    cues += [(start, False) for start, _, _ in words.places(spelled)]
    at = 0
    for start, in_digits in sorted(cues):
        if start < at:
            continue
        if in_digits:
            found = _digits(prose, start) if prose[start].isdigit() else _money(prose, start)
        else:
            found = _spelled(prose, start)
        if found and not (found.unit not in _MONIES and _TITLE_BEFORE.search(prose, max(0, start - 12), start)):
            at = found.end
            yield found


def _money(prose: str, start: int) -> Quantity | None:
    found = _MONEY.match(prose, start)
    if not found or not _value(found["n"]):
        return None
    value = _value(found["n"]) * _SCALES.get((found["s"] or "").lower(), 1)
    return Quantity(start, found.end(), _shown(value), _CURRENCIES[found["c"].strip().rstrip(".")])


def _digits(prose: str, start: int) -> Quantity | None:
    found = _DIGITS.match(prose, start)
    if not found:
        return None
    value = _value(found["n"]) * _SCALES.get(found["s"] or "", 1)
    if found["p"]:
        return Quantity(start, found.end(), _shown(value), "percent")
    plain = not found["s"] and "," not in found["n"] and "." not in found["n"]
    if plain and not found["o"] and int(value) in _YEARS and prose[found.end("n")] == " ":
        return None
    return _counted(found, value, ordinal=bool(found["o"]))


def _spelled(prose: str, start: int) -> Quantity | None:
    found = _SPELLED.match(prose, start)
    if not found:
        return None
    word = found["n"].lower()
    if word in ORDINALS:
        return _counted(found, Decimal(ORDINALS[word]), ordinal=True) if ORDINALS[word] >= _SMALLEST_COUNT else None
    value = Decimal(WORDS[word]) * _SCALES.get(found["s"] or "", 1)
    return _counted(found, value, ordinal=False) if value >= _SMALLEST_COUNT else None


def _counted(found: re.Match[str], value: Decimal, *, ordinal: bool) -> Quantity | None:
    """Return the quantity with the first word behind it that names what is counted, two words after it at most."""
    for group in ("w1", "w2", "w3"):
        word = found[group]
        if word is None or word.split("-")[0] in _AGES:
            return None
        unit = _ordered(word) if ordinal else _unit(found, group)
        if unit:
            return Quantity(found.start(), found.end(group), _shown(value), unit)
        if word in _BREAKS or word.lower() in WORDS:
            return None
    return None


def _ordered(word: str) -> str | None:
    singular = _singular(word)
    return singular if singular in ORDERED else None


def _unit(found: re.Match[str], group: str) -> str | None:
    """Return what a word says is counted: a currency, a plural, or the first half of "six-episode"."""
    word = found[group]
    if word in _WORD_CURRENCIES:
        return _WORD_CURRENCIES[word]
    singular = _singular(word)
    if singular in _LASTING and not _LASTS.match(found.string, found.end(group)):
        return None
    if singular in _NOUNS:
        return word if _agrees(found, group) else None
    first, hyphen, _ = word.partition("-")
    return first if group == "w1" and hyphen and _singular(first) in _NOUNS else None


def _agrees(found: re.Match[str], group: str) -> bool:
    """Say whether a noun is counted: a plural, or joined by a hyphen as in "six-episode series"."""
    if _SPEED.match(found.string, found.end(group)):
        return False
    word = found[group]
    return found.string[found.start(group) - 1] == "-" or word.endswith("s") or word in _PLURAL_AS_IS


_PLURAL_AS_IS: Final = frozenset({"people", "feet", "hp", "km", "mph", "kg", "GB", "TB", "MB", "kWh", "horsepower"})
_LASTING: Final = frozenset({"minute", "hour"})
_LASTS: Final = re.compile(
    r"(?:-long)? (?:long|of (?:new |original |unseen |free )?(?:gameplay|footage|music|content|video|material"
    r"|film|story)|runtime|film|movie|episode|cut|special)\b"
)
_AGES: Final = frozenset({"year", "month", "week", "day", "time"})
_SPEED: Final = re.compile(r"/|-old| old\b| ago\b")
_BREAKS: Final = frozenset(
    str.split("""
    of in on at to for and or the a an by with from as is are was were has have had who that than per times more am pm
    a.m p.m years old
    """)
)


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _shown(value: Decimal) -> str:
    if value == value.to_integral():
        return str(int(value))
    return f"{value.normalize():f}"
