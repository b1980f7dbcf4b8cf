"""Where a release happens: in cinemas, on a service, on consoles, in a city; as the words of the article."""

import re
from dataclasses import dataclass
from typing import Final

from scheduler.facts.folding import fold
from scheduler.facts.release_dates.dates import DateMention, find_dates
from scheduler.facts.release_dates.release_verbs import PLACES

_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = rf"(?!{_MONTHS}[a-z]{{0,6}}\.?\s\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_CAPITAL = r"(?:(?:i|\d)(?=[A-Z]))?[A-Z][\w'’&+.-]*(?<![.,])"
_NAME = rf"(?:the\s)?{_DATED}{_CAPITAL}(?:\s(?:(?:of|the|and the)\s)?(?:i(?=[A-Z]))?[A-Z0-9][\w'’&+-]*){{0,4}}"
_LIST = rf"{_NAME}(?:(?:,\s|\sand\s|,\sand\s|\s&\s|\sor\s){_NAME}){{0,5}}"
_SYSTEMS = r"(?:PC|PS[45]|PlayStation|Xbox|Nintendo|Switch|Steam|iOS|Android|Windows|Mac|macOS|Linux)"
_OUTLETS = r"(?:stores|shops|cinemas|theaters|theatres|bookshops|bookstores|restaurants|outlets|branches|menus)(?!\w)"
_OTHER = r"digital(?: platforms)?|demand|vinyl|Blu-ray|DVD|CD|VOD|streaming platforms"
_PHRASE: Final = re.compile(
    rf"(?:(?<!\w)(?:exclusively\s)?(?:[Ii]n|[Ii]nto|[Oo]n|[Aa]t|[Tt]o|[Aa]cross"
    rf"|[Ii]nside)\s(?P<place>{PLACES}(?:\s(?:nationwide|worldwide|everywhere|across\s{_CAPITAL}"
    rf"|in\s(?!{_MONTHS})(?:the\s)?{_CAPITAL}(?:\s{_CAPITAL})?))?|{_OTHER}|{_LIST}(?:\s{_OUTLETS})?)"
    rf"|(?<!\w)(?:[Hh]it(?:s|ting)?|[Rr]each(?:es|ing)?)\s(?P<hit>{PLACES}|{_LIST})"
    rf"|(?<!\w)for\s(?:the\s)?(?P<region>U\.?S\.?|U\.?K\.?|Europe|North America|Japan|Australia|Canada|India)(?!\w)"
    rf"|(?<!\w)for\s(?P<system>{_SYSTEMS}[\w ]{{0,12}}?(?:(?:,\s|\sand\s"
    rf"|,\sand\s){_SYSTEMS}(?:\s(?:Series\s)?\w{{1,3}})?){{0,5}})(?![\w]))"
)
_TAIL: Final = re.compile(r"\s?\((?P<region>UK|US|U\.S\.|Europe|North America|Japan|Australia|worldwide)\)")
_LEAD: Final = re.compile(
    r"(?:,?\sat\s(?:\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:/\d{1,2}c)?|noon|midnight)(?:\s(?:local time"
    r"|[A-Z]{2,4}|[A-Z][a-z]+ time))?)?,?\s(?:only\s|exclusively\s)?"
)
_OPENING: Final = re.compile(
    rf"(?:^|[;,]\s(?:(?:and|but|while)\s)?)[Ii]n\s(?P<place>(?:the\s)?{_CAPITAL}(?:\s{_CAPITAL}){{0,2}}"
    rf"(?:\sand\s(?:the\s)?{_CAPITAL})?),?\s(?:it|the|this|they|[A-Z])"
)
_BEFORE_BRACKET: Final = re.compile(
    rf"(?P<place>(?<![\w-])(?:the\s)?{_CAPITAL}(?:\s(?:and\s)?{_CAPITAL}){{0,3}})\s\((?:on\s)?$"
)
LONGEST_PLACE: Final = 60
LONGEST_CLAUSE: Final = 100
_NOT_FIRST: Final = re.compile(
    r"(?:the\s)?(?:Jan|Feb|Mar(?:ch)?\b|Apr|May\b|June?\b|July?\b|Aug|Sept?|Oct|Nov|Dec"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Halloween)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the article's words, at `text[start:end]` with its preposition."""

    words: str
    start: int
    end: int


def location_of(text: str, mention: DateMention, since: int, subject: str | None) -> Location | None:
    """Return the place that belongs to a date: in brackets with it, before it since a place, behind it, at the front.

    In a list of regions each date takes its own: "November 12 in Germany, November 18 in France".
    """
    return (
        _bracketed(text, mention, subject)
        or location_between(text, since, mention.start, subject)
        or location_behind(text, mention.end, subject)
        or _leading(text, since, subject)
    )


def _bracketed(text: str, mention: DateMention, subject: str | None) -> Location | None:
    """Read "France (November 18)"."""
    if text[mention.end : mention.end + 1] != ")":
        return None
    found = _BEFORE_BRACKET.search(text, max(0, mention.start - LONGEST_PLACE), mention.start)
    if not found or (subject and fold(found["place"]) in fold(subject)):
        return None
    return Location(found["place"].removeprefix("the "), found.start("place"), found.end("place"))


def _leading(text: str, end: int, subject: str | None) -> Location | None:
    """Read "In Germany the film starts on November 19": the place opens the clause of the release word."""
    found = None
    for each in _OPENING.finditer(text, max(0, end - LONGEST_CLAUSE), end):
        found = each
    if found is None or (subject and fold(found["place"]) == fold(subject)):
        return None
    return Location(found["place"].removeprefix("the "), found.start("place"), found.end("place"))


def location_between(text: str, start: int, end: int, subject: str | None) -> Location | None:
    """Return the first place named in a stretch of a sentence."""
    for found in _PHRASE.finditer(text, start, end):
        if location := _location(found, subject):
            return location
    return None


def location_behind(text: str, at: int, subject: str | None) -> Location | None:
    """Return the place that stands right behind a date: "July 12 in the UK", "July 12 (US)"."""
    region = _TAIL.match(text, at)
    if region:
        return Location(region["region"], region.start("region"), region.end())
    lead = _LEAD.match(text, at)
    found = _PHRASE.match(text, lead.end()) if lead else None
    return _location(found, subject) if found else None


def _location(found: re.Match[str], subject: str | None) -> Location | None:
    words = (found["place"] or found["hit"] or found["system"] or found["region"]).strip()
    start = found.start()
    if _NOT_FIRST.match(words) or (subject and fold(words) == fold(subject)) or find_dates(words):
        return None
    end = found.start() + found[0].find(words) + len(words)
    return Location(words.removeprefix("the "), start, end)
