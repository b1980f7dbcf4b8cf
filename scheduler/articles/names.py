"""Headlines without the site's name, authors without their jobs: what a page says, cleaned of how it says it."""

import html
import re
from collections.abc import Iterable
from typing import Final

from scheduler.articles.canvas import fold

LONGEST_HEADLINE_CHARACTERS: Final = 400
LONGEST_STATED_CHARACTERS: Final = 2000
LONGEST_AUTHORS_CHARACTERS: Final = 500
MOST_AUTHORS: Final = 10
LONGEST_NAME_WORDS: Final = 5
FEWEST_NAME_WORDS: Final = 2
CUT_FROM_CHARACTERS: Final = 100  # some sites cut what they state for machines at 110 characters

_SEPARATOR: Final = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|»]\s*|\s+::\s+")
_LEAD_IN: Final = re.compile(
    r"^\W*(?:(?:written|words|story|posted|reported|reporting|text|analysis|review|article|reviewed)\s+by\b"
    r"|by\b|authors?\s*:)[\s:]*",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s*(?:[,;|/•·\n\t]|\s[-–—]\s|\s(?:and|with|&)\s)\s*", re.IGNORECASE)
_JOB: Final = re.compile(
    r"\b(?:(?:writer|editor|reporter|correspondent|critic|columnist|contributor|producer|journalist|intern|bureau|desk"
    r"|newsroom|specialist|manager|director|analyst|host|anchor|blogger)s?|staff|contributing|freelance|chief|guest|senior"
    r"|special|department|updated|published|posted|min read|minutes? ago|hours? ago)\b",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(
    r"""(?:full\ bio|bio|follow|email|e-mail|contact|read\ more|view|more\ (?:by|from)|see\ (?:all|full)|about|profile
    |admin|administrator|authors?|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$|unknown|anonymous|none|null|undefined|share|comments?|photos?|images?|getty|twitter|facebook
    |instagram|posts?|articles?|subscribe|loading|january|february|march$|april$|may$|june$|july|august$|september|october
    |november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|am$|pm$)\b""",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|@\w+|\([^)]*\)|\[[^\]]*\]|[<>{}]")
_TIME_WORDS: Final = re.compile(
    r"\s+(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:on|at|updated|published|posted)\b"
    r"|see (?:full )?bio|view (?:full )?(?:bio|profile)|follow\b|read more|full bio"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d).*",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[a-z/][^>]{0,200}>", re.IGNORECASE)


def words_of(value: str) -> str:
    """Return a stated value as words: entities resolved, tags out, white space single."""
    value = value[:LONGEST_STATED_CHARACTERS]
    if "&" in value:
        value = html.unescape(html.unescape(value))
    return " ".join((_TAG.sub("", value) if "<" in value else value).split())


def clean_headline(value: str, *, sites: Iterable[str], headings: Iterable[str]) -> str:
    """Return a headline without what the site hangs on it.

    Cut off is what is one of the names in `sites`, or whatever hangs on the words of one of the page's `headings`.
    """
    headline = words_of(value)[:LONGEST_HEADLINE_CHARACTERS]
    known = {fold(site) for site in sites if site} - {""}
    shown = {fold(heading) for heading in headings} - {""}
    for _ in range(3):
        cuts = list(_SEPARATOR.finditer(headline))
        if not cuts or fold(headline) in shown:
            return headline
        for cut in reversed(cuts):
            before, behind = headline[: cut.start()].strip(), headline[cut.end() :].strip()
            if before and (fold(behind) in known or fold(before) in shown):
                headline = before
                break
            if behind and fold(before) in known:
                headline = behind
                break
        else:
            return headline
    return headline


def completed(headline: str, headings: Iterable[str]) -> str:
    """Return the heading of the page that a cut headline (`…`, or 110 characters long) is the beginning of."""
    stem = fold(headline.removesuffix("...").removesuffix("…"))
    if headline.endswith(("...", "…")) or len(headline) >= CUT_FROM_CHARACTERS:
        for heading in headings:
            if stem and fold(heading).startswith(stem):
                return heading
    return headline


def clean_authors(values: Iterable[str], *, publisher: str | None = None) -> tuple[str, ...]:
    """Return the names of people in the order given, once each; jobs, links and the like are left out."""
    names: dict[str, str] = {}
    for value in values:
        for part in _BETWEEN.split(_LEAD_IN.sub("", _NOISE.sub(" ", words_of(value)[:LONGEST_AUTHORS_CHARACTERS]))):
            name = _name(part)
            if name and fold(name) != fold(publisher or ""):
                names.setdefault(fold(name), name)
    return _people_first(list(names.values()))[:MOST_AUTHORS]


def _people_first(names: list[str]) -> tuple[str, ...]:
    """Return names without the outlet that hangs on a person's (`Ann Lee, CNN`)."""
    first = names[0] if names else ""
    if len(first.split()) < FEWEST_NAME_WORDS:
        return tuple(names)
    shouted = first.isupper()
    people = (each for each in names[1:] if len(each.split()) >= FEWEST_NAME_WORDS and (shouted or not each.isupper()))
    return (first, *people)


def _name(part: str) -> str | None:
    if _NO_NAME.match(part.strip()):
        return None
    name = _TIME_WORDS.sub("", _LEAD_IN.sub("", part)).strip(" \t.,:;-–—*\"'")
    words = name.split()
    if not 1 <= len(words) <= LONGEST_NAME_WORDS or _JOB.search(name):
        return None
    if any(letter.isdigit() for letter in name) or not name[0].isalpha() or name[0].islower():
        return None
    return name
