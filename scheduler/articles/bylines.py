"""Bylines: the line between headline and story that says who wrote it and when."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from scheduler.articles.blocks import ends_like_a_post
from scheduler.articles.canvas import Piece

LONGEST_CHARACTERS: Final = 200
MOST: Final = 12
NEAR_THE_ENDS: Final = 6

_PLACES: Final = XPath(
    "//*[@class[contains(., 'yline') or contains(., 'uthor') or contains(., 'dateline') or contains(., 'timestamp')"
    " or contains(., 'publish') or contains(., 'posted') or contains(., 'entry-date') or contains(., 'post-date')"
    " or contains(., 'article-date')] or @rel='author' or @itemprop='author' or contains(@id, 'yline')]"
)
_OTHERS: Final = re.compile(
    r"comment|related|promo|sidebar|teaser|recirc|trending|popular|recommend|widget|footer|bio\b|avatar|social|share",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    r"(?:\b(?:written |words |story |posted |reviewed |reported )?by:?\s+|^author:?\s+)(.+)", re.IGNORECASE
)
_LATER: Final = re.compile(r"(?i)(?:last )?(?:updated|modified)(?: on| at)?:?.*?(?=published|posted|$)")
_MONTH_DAY: Final = (
    r"(?:[A-Z][a-z]+day,? )?(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}"
    r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})"
)
_HALF_OF_DAY: Final = r"(?:[ap]\.?m\.?[^.!?]{0,20})?"
_LINE: Final = re.compile(
    rf"(?:(?:(?:written|words|story|posted|reported) )?by:? (?=[A-Z])(?:[^.!?]|\b[A-Z]\.){{2,120}}{_HALF_OF_DAY}"
    rf"|(?:(?:first |last )?(?:published|updated|posted|modified)(?: on)?:? )?{_MONTH_DAY}[^.!?]{{0,40}}{_HALF_OF_DAY}"
    rf"|(?:published|updated|posted)\b[^.!?]{{0,60}}\d[^.!?]{{0,40}}{_HALF_OF_DAY}"
    r"|\d{1,2} min(?:ute)?s? read|advertisement|share this(?: article)?|photo(?:graph)?:? [^.]{0,60}"
    r"|image credit:? .{0,60})",
    re.IGNORECASE,
)


def find_bylines(tree: HtmlElement) -> list[str]:
    """Return the texts of what a page marks as byline or date line, in their order; dates of changes are cut out."""
    found: list[str] = []
    for element in cast("list[HtmlElement]", _PLACES(tree))[: MOST * 4]:
        words = " ".join(" ".join(element.itertext()).split())
        if not words or len(words) > LONGEST_CHARACTERS or _is_of_another(element):
            continue
        line = _LATER.sub("", words).strip()
        if _names_author(element) and line and not _BY.search(line) and not any(map(str.isdigit, line)):
            line = f"By {line}"
        if line and line not in found:
            found.append(line)
    return found[:MOST]


def _names_author(element: HtmlElement) -> bool:
    return "author" in (element.get("rel"), element.get("itemprop")) or "author" in (element.get("class") or "")


def authors_in(bylines: Sequence[str]) -> Iterator[str]:
    """Yield what the first byline with a name says behind its “by”."""
    for line in bylines:
        found = _BY.search(line)
        if found:
            yield found[1]
            return


def is_byline(words: str) -> bool:
    """Say whether a short line of the story is none of its prose: who wrote it, when, how long it takes to read."""
    return len(words) <= LONGEST_CHARACTERS and bool(_LINE.fullmatch(words.strip()))


def marked(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with bylines near both ends as lines of the head, and posts given as text as posts."""
    pieces = list(pieces)
    for at, piece in enumerate(pieces):
        near = at < NEAR_THE_ENDS or at >= len(pieces) - 2
        if near and piece.kind in {"paragraph", "list_item"} and is_byline(piece.text):
            pieces[at] = Piece(kind="head", text=piece.text)
        elif piece.kind in {"paragraph", "quote"} and ends_like_a_post(piece.text):
            pieces[at] = Piece(kind="post", text=piece.text)
    return pieces


def _is_of_another(element: HtmlElement) -> bool:
    """Say whether a byline belongs to something else on the page than its story."""
    for each in (element, *element.iterancestors()):
        if each.tag in {"aside", "footer", "nav"} or _OTHERS.search(
            f"{each.get('class') or ''} {each.get('id') or ''}"
        ):
            return each.tag not in {"html", "body", "main", "article"}
    return False
