"""Which format an article is in: by how it begins, or else by the end of its name."""

import re
from enum import StrEnum
from pathlib import PurePath
from typing import Final
from urllib.parse import urlsplit

from scheduler.errors import Place, UsageError

OPENING_BYTES: Final = 2048


class Format(StrEnum):
    """The formats there is a reader for."""

    PLAIN = "plain text"
    WEB_PAGE = "a web page"
    MARKDOWN = "Markdown"
    FEED = "a feed"


FORMAT_OF_SUFFIX: Final = {
    ".htm": Format.WEB_PAGE,
    ".html": Format.WEB_PAGE,
    ".xhtml": Format.WEB_PAGE,
    ".md": Format.MARKDOWN,
    ".mdx": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".atom": Format.FEED,
    ".rss": Format.FEED,
    ".xml": Format.FEED,
}
SUFFIX_OF_FORMAT: Final = {
    Format.PLAIN: ".txt",
    Format.WEB_PAGE: ".html",
    Format.MARKDOWN: ".md",
    Format.FEED: ".xml",
}
FORMAT_OF_MEDIA_TYPE: Final = {
    "text/html": Format.WEB_PAGE,
    "application/xhtml+xml": Format.WEB_PAGE,
    "text/markdown": Format.MARKDOWN,
    "text/x-markdown": Format.MARKDOWN,
    "text/xml": Format.FEED,
    "application/xml": Format.FEED,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/rdf+xml": Format.FEED,
}
REFUSED_SUFFIXES: Final = {
    ".json": "JSON",
    ".docx": "a Word document",
    ".doc": "a Word document",
    ".odt": "an OpenDocument text",
    ".pdf": "a PDF",
    ".rtf": "a rich text file",
    ".gz": "a compressed file",
    ".zip": "a compressed file",
    ".mht": "a web archive",
    ".mhtml": "a web archive",
    ".webarchive": "a web archive",
    ".epub": "a book",
}
REFUSED_OPENINGS: Final = {
    b"%pdf-": "a PDF",
    b"{\\rtf": "a rich text file",
    b"\x1f\x8b": "a compressed file",
    b"pk\x03\x04": "a compressed file or an office document",
    b"bzh": "a compressed file",
    b"\xfd7zxz\x00": "a compressed file",
    b"\x28\xb5\x2f\xfd": "a compressed file",
    b"from: <saved by": "a web archive",
}
BYTE_ORDER_MARKS: Final = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}

_FEED: Final = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_WEB_PAGE: Final = re.compile(
    r"\s*(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<main[\s>])", re.IGNORECASE
)
_XML: Final = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>)?\s*(?:<!--.{0,1000}?-->\s*)*", re.DOTALL)
_MARKDOWN: Final = re.compile(
    r"(?:---|\+\+\+)[ \t]*\r?\n[^\n]*[:=]|#{1,6} \S|.*^#{1,6} \S.*|.*\]\(https?://", re.DOTALL | re.MULTILINE
)


def format_of(content: bytes, shown: str, *, named: bool, media_type: str | None = None) -> Format:
    """Return the format of an article's bytes; `named` says that `shown` is the name of a file.

    `media_type` is what a server's header says ("" where it says nothing), and `shown` its address then; None for a
    file. Raises UsageError: article-format, for what there is no reader for.
    """
    opening = content[:OPENING_BYTES]
    path = shown if media_type is None else urlsplit(shown).path
    suffix = PurePath(path).suffix.lower() if named else ""
    refused = next((name for start, name in REFUSED_OPENINGS.items() if opening.lower().startswith(start)), None)
    refused = refused or (REFUSED_SUFFIXES.get(suffix) if media_type is None else None)
    if refused:
        hint = "copy the article's words into a .txt file and extract from that"
        message = f"{shown} looks like {refused}; text, Markdown, HTML and feeds are read"
        raise UsageError.of("article-format", message, hint, Place(file=shown))
    stated = FORMAT_OF_MEDIA_TYPE.get(media_type or "") or FORMAT_OF_SUFFIX.get(suffix)
    return _by_opening(_letters(opening)) or stated or _unnamed(opening, named=named)


def _letters(opening: bytes) -> str:
    """Return an opening as ASCII: enough to tell markup by."""
    for mark, codec in BYTE_ORDER_MARKS.items():
        if opening.startswith(mark):
            return opening.removeprefix(mark).decode(codec, "ignore")
    return opening.decode("ascii", "ignore")


def _by_opening(opening: str) -> Format | None:
    start = _XML.match(opening)
    rest = opening[start.end() :] if start else opening
    if _WEB_PAGE.match(rest):
        return Format.WEB_PAGE
    if rest.startswith("<") and _FEED.search(rest):
        return Format.FEED
    return None


def _unnamed(opening: bytes, *, named: bool) -> Format:
    """Return the format of what has no telling name: a file is plain text, standard input may be Markdown."""
    return Format.MARKDOWN if not named and _MARKDOWN.match(_letters(opening)) else Format.PLAIN
