"""The head of a plain text: what its first lines state about it, and where the body begins.

`date: 2023-07-06`, `title The Harbour`, `By Ann Lee`, `url: https://…`, in any order, with or without a colon, each on
a line of its own or glued to the first sentence where its value ends by itself (a date, an address).
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from scheduler.articles.stated import Stated
from scheduler.facts.release_dates.dates import DateMention, Precision, date_opening, find_dates

FIELD_OF_KEY: Final = {
    "date": "date_published",
    "published": "date_published",
    "date published": "date_published",
    "publication date": "date_published",
    "first published": "date_published",
    "published on": "date_published",
    "posted": "date_published",
    "posted on": "date_published",
    "updated": "date_modified",
    "last updated": "date_modified",
    "modified": "date_modified",
    "date modified": "date_modified",
    "title": "headline",
    "headline": "headline",
    "author": "author",
    "authors": "author",
    "by": "author",
    "byline": "author",
    "written by": "author",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "image": "image",
    "picture": "image",
    "photo": "image",
    "publisher": "publisher",
    "site": "publisher",
    "outlet": "publisher",
    "source": "publisher",
    "language": "language",
    "lang": "language",
    "tags": "",
    "keywords": "",
    "category": "",
    "section": "",
    "description": "",
    "slug": "",
}
DATES: Final = frozenset({"date_published", "date_modified"})
ADDRESSES: Final = frozenset({"url", "image"})

_KEYS = "|".join(sorted((key.replace(" ", "[ _]") for key in FIELD_OF_KEY), key=len, reverse=True))
_ENTRY: Final = re.compile(rf"[ \t\ufeff]*(?P<key>{_KEYS})(?P<colon>[ \t]*[:=])?[ \t]+(?=\S)", re.IGNORECASE)
_BLANK: Final = re.compile(r"[ \t]*(?:---+|\+\+\+|[|;·•,–—-]|on\b)?[ \t]*")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]{1,2000}")
_NAME: Final = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|da|del|la|bin|al)){0,4}"
_NAMES: Final = re.compile(rf"{_NAME}(?:(?:, | and | & |, and ){_NAME}){{0,5}}")
_NAMED_LINE: Final = re.compile(rf"[ \t]*(?P<name>{_NAME})[ \t]{{1,3}}(?:[|·•–—-])[ \t]{{1,3}}")
_DATELINE: Final = re.compile(
    r"[A-Z][A-Z .'-]{1,40}(?:, [A-Z][A-Za-z. ]{1,30})?(?: \([A-Za-z /]{2,30}\))?(?:, | [-–—] | )"
)
_TIME: Final = re.compile(
    r"(?:[T,]?[ ]?(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?:Z|[A-Z]{2,4}|[+-]\d\d:?\d\d))?)?(?![\w:])"
)
_QUOTED: Final = re.compile(r"\"([^\"]+)\"|“([^“”]+)”|'([^']+)'|‘([^‘’]+)’")
_JOB: Final = re.compile(r"(?i)\b(?:writer|editor|reporter|correspondent|critic|columnist|staff)$")
_SENTENCE_BREAK: Final = re.compile(r"[a-z]{2}\. [A-Z]")
LONGEST_DATELINE: Final = 120
LONGEST_TITLE_WORDS: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Head(Stated):
    """What the head states; `spans` are its entries in the text, `end` is where the body begins."""

    spans: tuple[tuple[int, int], ...] = field(default=())
    end: int = 0


def read_head(text: str) -> Head:
    """Return the head of a text; an empty one where the text begins with its first sentence."""
    head = Head()
    at = 0
    while at < len(text):
        line_end = _line_end(text, at)
        if not text[at:line_end].strip(" \t\r-+"):
            at = line_end + 1
            continue
        entry = _entry(text, at, line_end, head) or _bare_title(text, at, line_end, head)
        if entry is None:
            break
        head, at = entry
    return replace(head, end=head.spans[-1][1] if head.spans else 0)


def date_of_dateline(text: str) -> str | None:
    """Return the day of an agency's dateline (`LONDON, July 6, 2023 — …`), or None."""
    first = next(iter(find_dates(text[:LONGEST_DATELINE])), None)
    day = _full_date(text, first.start) if first else None
    if day and _DATELINE.fullmatch(text, 0, day.start) and re.match(r"\s?[-–—/(:]", text[day.end : day.end + 3]):
        return _iso(day)
    return None


def _entry(text: str, at: int, line_end: int, head: Head) -> tuple[Head, int] | None:
    """Read one entry; return the head with it and where to go on, or None where the body begins."""
    line = text[at:line_end].rstrip()
    lone = _lone_date(line, at, text)
    if lone and head.date_published is None:
        span = (at + len(line) - len(line.lstrip()), at + len(line))
        return _with(head, "date_published", _iso(lone), span), line_end + 1
    found = _ENTRY.match(text, at, line_end)
    if not found:
        return _name_and_day(text, at, line_end, head)
    name = FIELD_OF_KEY[found["key"].lower().replace("_", " ")]
    value = _value(text, found, line_end, name, known=bool(head.spans))
    if value is None:
        return None
    words, end = value
    return _with(head, name, words, (found.start("key"), end)), _skip(text, end)


def _name_and_day(text: str, at: int, line_end: int, head: Head) -> tuple[Head, int] | None:
    """Read a line that is nothing but an author and a day: "Ann Lee | November 3, 2026"."""
    found = _NAMED_LINE.match(text, at, line_end)
    day = _lone_date(text[found.end() : line_end].rstrip(), found.end(), text) if found else None
    if found is None or day is None or head.date_published or head.author:
        return None
    named = _with(head, "author", (found["name"],), (found.start("name"), found.end("name")))
    return _with(named, "date_published", _iso(day), (day.start, day.end)), line_end + 1


def _bare_title(text: str, at: int, line_end: int, head: Head) -> tuple[Head, int] | None:
    """Read a first line without a key as the title, where a line of the head comes right behind it."""
    line = text[at:line_end].strip()
    following = re.compile(r"\s*").match(text, line_end)
    after = following.end() if following else line_end
    if head.headline or len(line.split()) > LONGEST_TITLE_WORDS or line.endswith(".") or after >= len(text):
        return None
    if _entry(text, after, _line_end(text, after), head) is None:
        return None
    start = text.index(line, at)
    return _with(head, "headline", line, (start, start + len(line))), line_end + 1


def _value(
    text: str, found: re.Match[str], line_end: int, name: str, *, known: bool
) -> tuple[str | tuple[str, ...] | None, int] | None:
    """Return an entry's value and where it ends, or None where the words are no entry at all.

    Without a colon only a value that cannot be mistaken counts: "By the time…" and "Title fight…" open a body.
    """
    start = found.end()
    rest = text[start:line_end].split(" | ", maxsplit=1)[0].rstrip()
    if name in DATES:
        day = _full_date(text, start)
        return (_iso(day), day.end + _clock(text, day.end)) if day else None
    if name in ADDRESSES or (name == "publisher" and _ADDRESS.match(text, start)):
        address = _ADDRESS.match(text, start)
        return (address[0].rstrip(".,;"), start + len(address[0].rstrip(".,;"))) if address else None
    if name == "author":
        return _author(text, start, rest)
    plain = found["colon"] or (
        name in {"headline", "publisher"} and (found["key"].islower() or known) and not rest.endswith(".")
    )
    runs_on = len(rest.split()) > LONGEST_TITLE_WORDS or _SENTENCE_BREAK.search(rest)
    if not plain or (name == "headline" and runs_on):
        return None
    return _unquoted(rest) if name == "headline" else rest, start + len(rest)


def _author(text: str, start: int, rest: str) -> tuple[tuple[str, ...], int] | None:
    names = _NAMES.match(text, start)
    if not names:
        return None
    tail = text[names.end() : start + len(rest)]
    if tail and not re.match(r"\s*(?:[|,;·•(–—-]|on )", tail):
        return None
    parts = (name.strip(" ,") for name in re.split(r", and | and | & |, ", names[0]))
    known = tuple(name for name in parts if not _JOB.search(name))
    day = re.match(r"\s*[|,;·•–—-]?\s*(?:on )?", tail)
    stated = _full_date(text, names.end() + (day.end() if day else 0))
    if tail and not stated and not tail.lstrip().startswith(("|", ",", "(", "·", "•", "-", "–", "—")):
        return None
    return known, names.end() if stated else start + len(rest)


def _with(head: Head, name: str, words: str | tuple[str, ...] | None, span: tuple[int, int]) -> Head:
    head = replace(head, spans=(*head.spans, span))
    if name == "publisher" and isinstance(words, str) and words.startswith("http"):
        name = "url"
    if not name or not words or getattr(head, name):
        return head
    return replace(head, **{name: words})  # type: ignore[arg-type] # the table above says which value goes where


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    at = found.end() if found else at
    return at + 1 if text[at : at + 1] in {"\n", "\r"} else at


def _lone_date(line: str, at: int, text: str) -> DateMention | None:
    start = at + len(line) - len(line.lstrip())
    day = _full_date(text, start)
    return day if day and day.end + _clock(text, day.end) >= at + len(line) else None


def _full_date(text: str, at: int) -> DateMention | None:
    """Return the day with its year that stands exactly here."""
    day = date_opening(text[at : at + 60])
    if day is None or day.precision is not Precision.DAY or day.other:
        return None
    return day._replace(start=at, end=at + day.end) if day.year and day.exists and not day.last else None


def _clock(text: str, at: int) -> int:
    found = _TIME.match(text[at : at + 40])
    return found.end() if found else 0


def _iso(day: DateMention) -> str:
    return date(day.year or 0, day.month or 0, day.day or 0).isoformat()


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _unquoted(headline: str) -> str:
    """Return a headline without marks around the whole; those around a title in it are its own."""
    whole = _QUOTED.fullmatch(headline)
    return next(words for words in whole.groups() if words) if whole else headline
