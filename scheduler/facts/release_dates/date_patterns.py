"""The forms a date takes in English, as data: one pattern a form, and all of them joined into one.

Every pattern is linear: no repetition stands inside a repetition, and every run has a bound.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

MONTHS: Final = 12
MONTH_KEYS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
_SMALL = "january|february|april|june|july|august|september|october|november|december"  # "may", "march": verbs too
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?:{_LONG}|{_LONG.upper()}|{_SMALL}|{_SHORT})(?![A-Za-z])"
_WEEKDAY_LONG = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WEEKDAY = rf"(?:{_WEEKDAY_LONG}|{_WEEKDAY_LONG.upper()}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.:]\d|,\d{3}\b)"
_UNITS = (
    "million|billion|percent|per cent|people|miles|km|minutes|hours|days|weeks|months|years|times|episodes|films|copies"
)
_NOT_COUNTED = rf"(?!\s(?:{_UNITS}|a\.m|p\.m|am|pm)\b)"
_YEAR = r"(?:1[5-9]|20|21)\d\d(?![\w%]|[.,]\d)"
_THAT_YEAR = r"(?:of\s)?(?P<ry>this|next|last)\syear\b"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|and|through|&)\s)"
_APPROX = (
    r"(?P<approx>[Ee]arly(?:\sin)?|[Mm]id|[Ll]ate(?:r\sin|\sin)?|(?:the\s)?[Ee]nd\sof|(?:the\s)?[Bb]eginning\sof"
    r"|(?:[Ff]irst|[Ss]econd)\shalf\sof)"
    r"(?:-|\s)"
)

HOLIDAYS: Final = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "halloween": (10, 31),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "independence day": (7, 4),
    "fourth of july": (7, 4),
    "thanksgiving": (11, None),
    "memorial day": (5, None),
    "labor day": (9, None),
}
"""The month and the day of holidays; None where the day moves."""
_HOLIDAY = (
    "Christmas (?:Day|Eve)|Boxing Day|Halloween|New Year['’]s (?:Day|Eve)|Valentine['’]s Day|Independence Day"
    "|Fourth of July|Thanksgiving|Memorial Day|Labor Day"
)
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|a|an)"
_WORDS = (
    r"(?i:today|tonight|tomorrow|yesterday|this\s(?:morning|afternoon|evening)"
    r"|(?:(?:early|later|late)[ -])?(?:this|next|last)\s(?:week(?:end)?|month|year)"
    rf"|in\s{_COUNT}\s(?:day|week)s?(?:['’]\stime)?)"
)

_FORMS: Final = {
    "iso": (
        r"(?<![-/])(?P<iso>\d{4}-\d{2}-\d{2}|\d{4}/\d{2}/\d{2})(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z"
        r"|[+-]\d\d:?\d\d)?)?(?![\d/-])"
    ),
    "numeric": r"(?<![-/.])(?P<n>\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.\d{1,2}\.\d{4})(?![\d/])",
    "dmy": (
        rf"(?:(?P<w>{_WEEKDAY}),?\s(?:the\s)?)?(?P<d>{_DAY})(?:{_TO}(?:{_WEEKDAY}\s)?(?P<d2>{_DAY}))?\s(?:of\s)?(?P<m>{_MONTH})"
        rf"(?:,?\s(?:(?P<y>{_YEAR})|{_THAT_YEAR})|(?!\s\d{{1,2}}(?:st|nd|rd|th)?\b))(?:\s\((?P<w2>{_WEEKDAY})\))?"
    ),
    "mdy": (
        rf"(?:(?P<w>{_WEEKDAY}),?\s)?(?P<m>{_MONTH})\s(?:the\s)?(?P<d>{_DAY}){_NOT_COUNTED}"
        rf"(?:{_TO}(?P<d2>{_DAY}){_NOT_COUNTED}(?!\s{_MONTH})|\s?[-–—]\s?(?P<m2>{_MONTH})\s(?P<d3>{_DAY}))?"
        rf"(?:,?\s?(?<=[\s,])(?:(?P<y>{_YEAR})|{_THAT_YEAR}))?(?:\s\((?P<w2>{_WEEKDAY})\))?"
    ),
    "monthyear": rf"(?:{_APPROX})?(?P<m>{_MONTH})(?:,|\sof)?\s(?:(?P<y>{_YEAR})|{_THAT_YEAR})",
    "month": (
        rf"(?:{_APPROX}|(?:[Ii]n|(?P<rel>[Tt]his|[Nn]ext|[Ll]ast)|[Bb]y|[Dd]uring|[Uu]ntil|[Ss]ince"
        rf"|[Tt]hroughout|[Ff]rom|[Ff]or)\s)"
        rf"(?P<m>{_MONTH})(?!\.?\s\d)(?:,?\s{_THAT_YEAR})?"
    ),
    "season": (
        rf"(?:{_APPROX}|(?:(?P<a>[Ii]n\sthe)|[Ii]n|[Bb]y|[Ff]or|(?P<rel>[Tt]his|[Nn]ext|[Ll]ast)"
        r"|(?P<one>an?)(?=\s[A-Za-z]{4,6}\s(?:release|launch|premiere|debut|rollout|opening)\b))(?:\scoming)?\s)?"
        rf"(?P<s>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:(?:\sof)?\s(?P<y>{_YEAR}))?(?!\w)"
    ),
    "quarter": (
        r"(?:Q(?P<q>[1-4])|(?P<qw>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)\squarter)"
        rf"(?:\sof)?(?:\s(?P<y>{_YEAR}))?(?!\w)"
    ),
    "holiday": rf"(?P<h>{_HOLIDAY})(?:,?\s(?P<y>{_YEAR}))?",
    "word": rf"(?P<word>{_WORDS})(?!\w)",
    "weekday": (
        r"(?:(?:(?P<every>[Ee]very|[Ee]ach|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Mm]ost|[Ss]ome|[Aa]ll)|(?P<rel>[Tt]his(?:\scoming)?|[Nn]ext|[Ll]ast|[Oo]n|[Cc]oming))\s)?"
        rf"(?P<w>{_WEEKDAY_LONG})(?!\w)"
        rf"(?!,?\s(?:the\s)?(?:{_MONTH}\s\d|{_DAY}\s(?:of\s)?{_MONTH}|\d{{4}}-))"
    ),
    "year": (
        r"(?:(?P<approx>[Ee]arly|[Mm]id|[Ll]ate|[Hh]olidays?(?:\sseason)?(?:\sof)?|[Ff]iscal|FY"
        r"|(?:[Ff]irst|[Ss]econd|[Ll]atter|[Ee]arly|[Ll]ater?)\s(?:half|part)\sof)[-\s](?:in\s)?"
        r"|(?:[Ii]n|[Bb]y|[Dd]uring|[Tt]hroughout|[Uu]ntil|[Ss]ince|[Ff]or|[Tt]o|[Ff]rom)\s)"
        rf"(?P<y>{_YEAR})"
    ),
}


def _across_lines(form: str) -> str:
    """Let every blank be a line break of two characters or a doubled space."""
    return re.sub(r"(?<!-)\\s(?![?\]])", r"\\s{1,2}", form)


_TOKEN: Final = re.compile(r"[A-Za-z]+")
_YEAR_TOKEN: Final = re.compile(r"[12](?:(?<=1)[5-9]|(?<=2)[01])\d\d(?<!\d\d{4})(?!\d{3})")
"""A year; its first digit stands in front so that a text is searched at the speed of its digits."""
REMEMBERED: Final = 1024  # sentences; the names and the dates of each are asked for
_CUES: Final = frozenset(
    str.split("""
    today Today tonight Tonight tomorrow Tomorrow yesterday Yesterday TODAY TONIGHT TOMORROW spring summer autumn fall
    winter Spring Summer Autumn Fall Winter quarter Q Christmas Boxing Halloween Eve Valentine
    Thanksgiving Memorial Labor Independence Fourth
    January February March
    April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
    january february april june july august september october november december Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday
    """)
) | frozenset(
    name.upper()
    for name in (*_LONG.split("|"), *["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
)
_SPANS: Final = frozenset(
    str.split("morning afternoon evening day days week weeks weekend month year Year Month Week Weekend DAY")
)
_POINTERS: Final = frozenset(str.split("this This next Next last Last in In THIS NEXT New"))


@lru_cache(maxsize=REMEMBERED)
def may_hold_date(text: str) -> bool:
    """Say whether a text has a word that every date has: cheap, and never wrong where it says no."""
    if _YEAR_TOKEN.search(text):
        return True
    tokens = _TOKEN.findall(text)
    if not _CUES.isdisjoint(tokens):
        return True
    return not _SPANS.isdisjoint(tokens) and not _POINTERS.isdisjoint(tokens)


@cache
def branch(name: str) -> re.Pattern[str]:
    """Return the pattern of one form, its parts named; compiled when first asked for, as most texts need none."""
    return re.compile(_across_lines(_FORMS[name]))


_BEGINNINGS: Final = str.split(r"""
    mon\b mond tue wed thu fri sat sun jan feb mar\b march apr may\b jun jul aug sep oct nov dec\b dece earl mid late
    the\s{1,2}[eb] end\s beg
    in\s{1,2}(?:the\s{1,2}[sfaw]|t(?!he\b)|[jfmasonde\d]) this\s next\s last\s a\s{1,2}(?:spr|sum|fal|win) an\s{1,2}aut
    (?:by|during|until|since|throughout|from|for)\s{1,2}[jfmasondw\d] latt
    spr sum aut fal win q fir sec fou thi chr box hal new\s val tod ton tom yes every each on\s{1,2}(?:[mwfs]|t[uh][ue])
    com two\s three\s five\s six\s sev eig mos som all\s tha mem lab ind hol fis fy to\s{1,2}\d
""")
"""What a date begins with where it begins with no digit; no form is tried anywhere else."""


def _one_by_one(beginnings: Iterable[str]) -> Iterator[str]:
    """Yield the beginnings, those of a bracket each with what follows it."""
    for each in beginnings:
        words, _, rest = each.removeprefix("(?:").partition(")") if each.startswith("(") else (each, "", "")
        yield from (f"{word}{rest}" for word in words.split("|")) if rest else (each,)


def _beginnings() -> str:
    rests: dict[str, list[str]] = {}
    for each in _one_by_one(_BEGINNINGS):
        rests.setdefault(each[0], []).append(each[1:])
    return "|".join(f"[{first.upper()}{first}](?i:{'|'.join(rest)})" for first, rest in rests.items())


@cache
def any_form() -> re.Pattern[str]:
    """Return all forms joined; the group that matched is named after the form."""
    forms = (f"(?P<{name}>{re.sub(r'[?]P<[a-z0-9]+>', '?:', _across_lines(form))})" for name, form in _FORMS.items())
    return re.compile(rf"\b(?=\w)(?=\d|{_beginnings()})(?:{'|'.join(forms)})")
