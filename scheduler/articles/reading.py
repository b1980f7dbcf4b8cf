"""From a path to an article: what may be read, how it is decoded, which reader takes it.

A reader is imported when an article needs it: plain text starts without the libraries for pages and feeds.
"""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from scheduler.articles.contents import STANDARD_INPUT, Contents, read_contents
from scheduler.articles.decoding import decode_markup, decode_text
from scheduler.articles.formats import Format, format_of
from scheduler.errors import Place, UsageError
from scheduler.model import Article

LARGEST_CHARACTERS: Final = 1_000_000  # two novels

_ADDRESS: Final = re.compile(r"https?:/{1,2}", re.IGNORECASE)  # a path type may have taken one of the slashes


def read(path: str | Path) -> Article:
    """Read the article in a file (`-`: standard input; `FEED#2`: the second entry of a feed).

    The `text` of a plain text is the file as it is (a byte order mark left out, CRLF kept); of the other formats it is
    the article's words, one block under another. Raises UsageError: article-online, article-missing,
    article-unreadable, article-too-large, article-format, article-binary, article-encoding, article-empty,
    article-no-text, article-no-entry or article-entities.
    """
    named = str(path)
    if _ADDRESS.match(named):
        address = _ADDRESS.sub(lambda found: found[0].rstrip("/") + "//", named)
        hint = "open it in a browser, save the page as HTML, and name that file"
        message = "addresses are not read yet: tminus does not go to the network for an article"
        raise UsageError.of("article-online", message, hint, Place(file=address))
    contents = read_contents(named)
    chosen = format_of(contents.content, contents.shown, named=named != STANDARD_INPUT)
    if chosen is not Format.FEED and contents.entry is not None:
        hint = f"name it without #{contents.entry}: only a feed has entries"
        raise UsageError.of("article-no-entry", f"{contents.shown} is no feed", hint, Place(file=contents.shown))
    sha256 = hashlib.sha256(contents.content).hexdigest()
    return replace(_parse(contents, chosen, sha256), file=named)


def _parse(contents: Contents, chosen: Format, sha256: str) -> Article:
    shown = contents.shown
    notes: tuple[str, ...] = ()
    if chosen in {Format.PLAIN, Format.MARKDOWN}:
        text = decode_text(contents.content, shown)
    else:
        text, notes = decode_markup(contents.content, shown)
    if not text.strip():
        raise UsageError.of("article-empty", f"{shown} holds no text", "paste the article into it", Place(file=shown))
    if chosen is Format.PLAIN:
        _refuse_a_library(text, shown)
    article = _by_format(text, chosen, contents, sha256)
    _refuse_a_library(article.text, shown)
    return replace(article, notes=(*notes, *article.notes))


def _refuse_a_library(text: str, shown: str) -> None:
    if len(text) > LARGEST_CHARACTERS:
        hint = "an article is a few pages: is this the right file?"
        message = f"{shown} holds more than {LARGEST_CHARACTERS:,} characters"
        raise UsageError.of("article-too-large", message, hint, Place(file=shown))


def _by_format(text: str, chosen: Format, contents: Contents, sha256: str) -> Article:
    match chosen:
        case Format.PLAIN:
            from scheduler.articles import plain  # noqa: PLC0415 - see the module's docstring

            return plain.parse(text, file=contents.shown, sha256=sha256)
        case Format.MARKDOWN:
            from scheduler.articles import markdown  # noqa: PLC0415 - the same

            return markdown.parse(text.replace("\r\n", "\n"), file=contents.shown, sha256=sha256)
        case Format.WEB_PAGE:
            from scheduler.articles import webpage  # noqa: PLC0415 - the same

            return webpage.parse(text, file=contents.shown, sha256=sha256)
        case Format.FEED:
            from scheduler.articles import feed  # noqa: PLC0415 - the same

            return feed.parse(text, number=contents.entry, file=contents.shown, sha256=sha256)
