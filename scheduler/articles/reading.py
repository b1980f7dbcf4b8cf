"""From a path to an article: what may be read, how it is decoded, which reader takes it.

A reader is imported when an article needs it: plain text starts without the libraries for pages and feeds. Nothing here
goes to the network: what is at an address is fetched by the command line, and comes in as bytes.
"""

import codecs
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from scheduler.articles.canvas import harmless
from scheduler.articles.contents import STANDARD_INPUT, Contents, read_contents
from scheduler.articles.decoding import decode_fetched, decode_markup, decode_text
from scheduler.articles.formats import SUFFIX_OF_FORMAT, Format, format_of
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
    if is_address(named):
        hint = "add --online to fetch it, or save the page as HTML and name that file"
        message = "This is an address, and tminus goes to the network for an article only where it is told to"
        raise UsageError.of("article-online", message, hint, Place(file=address_of(named)))
    contents = read_contents(named)
    return replace(_read(contents, named=named != STANDARD_INPUT), file=named)


def is_address(named: str) -> bool:
    """Say whether what was named is an address on the web, and no file."""
    return bool(_ADDRESS.match(named))


def address_of(named: str) -> str:
    """Return an address whole: with both slashes, where a path type took one."""
    return _ADDRESS.sub(lambda found: found[0].rstrip("/").lower() + "//", named.strip(), count=1)


def entry_of(address: str) -> int | None:
    """Return which entry of a feed an address asks for: 2 for `https://example.org/feed.xml#2`."""
    number = address.partition("#")[2]
    return int(number) if number.isdecimal() and len(number) < 6 else None  # noqa: PLR2004 - no feed has more


def read_fetched(
    content: bytes, *, address: str, media_type: str = "", charset: str | None = None, entry: int | None = None
) -> Article:
    """Read the article in what was fetched from an address; its `url` is that address, or its canonical one there.

    Raises UsageError as `read` does.
    """
    contents = Contents(
        content=content, shown=address, entry=entry, address=address, media_type=media_type, charset=charset
    )
    return replace(_read(contents, named=True), file=address)


def as_file(content: bytes, *, address: str, media_type: str = "", charset: str | None = None) -> tuple[bytes, str]:
    """Return what was fetched as a file that reads the same by itself, and the ending for its name.

    It is UTF-8 with a byte order mark, and a page says where it comes from. Raises UsageError as `read` does.
    """
    chosen = format_of(content, address, named=True, media_type=media_type)
    contents = Contents(content=content, shown=address, address=address, media_type=media_type, charset=charset)
    text, _ = _decoded(contents, chosen)
    if chosen is Format.WEB_PAGE:
        from scheduler.articles.webpage import marked_as_saved  # noqa: PLC0415 - see the module's docstring

        text = marked_as_saved(text, address)
    return codecs.BOM_UTF8 + text.encode("utf-8", errors="replace"), SUFFIX_OF_FORMAT[chosen]


def _read(contents: Contents, *, named: bool) -> Article:
    shown, online = contents.shown, contents.address is not None
    chosen = format_of(contents.content, shown, named=named, media_type=contents.media_type)
    if chosen is not Format.FEED and contents.entry is not None and not online:  # of a page it is a place in it
        hint = f"name it without #{contents.entry}: only a feed has entries"
        raise UsageError.of("article-no-entry", f"{shown} is no feed", hint, Place(file=shown))
    sha256 = hashlib.sha256(contents.content).hexdigest()
    return _parse(contents, chosen, sha256)


def _parse(contents: Contents, chosen: Format, sha256: str) -> Article:
    shown = contents.shown
    text, notes = _decoded(contents, chosen)
    if not text.strip():
        raise UsageError.of("article-empty", f"{shown} holds no text", "paste the article into it", Place(file=shown))
    if chosen is Format.PLAIN:
        _refuse_a_library(text, shown)
    article = _by_format(text, chosen, contents, sha256)
    _refuse_a_library(article.text, shown)
    if not any(map(str.isalpha, article.text)):
        hint = "an article is written in words: is this the right file?"
        raise UsageError.of("article-empty", f"{shown} holds no words", hint, Place(file=shown))
    return _harmless(replace(article, notes=(*notes, *article.notes), url=article.url or contents.address))


def _harmless(article: Article) -> Article:
    """Return an article whose metadata and questions hold no control characters; its text has lost them already."""
    return replace(
        article,
        headline=harmless(article.headline or "") or None,
        url=harmless(article.url or "") or None,
        publisher=harmless(article.publisher or "") or None,
        image=harmless(article.image or "") or None,
        author=tuple(map(harmless, article.author)),
        notes=tuple(map(harmless, article.notes)),
    )


def _decoded(contents: Contents, chosen: Format) -> tuple[str, tuple[str, ...]]:
    if chosen in {Format.WEB_PAGE, Format.FEED}:
        return decode_markup(contents.content, contents.shown, charset=contents.charset)
    if contents.address is None:
        return decode_text(contents.content, contents.shown), ()
    return decode_fetched(contents.content, contents.shown, contents.charset)


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

            return webpage.parse(text, file=contents.shown, sha256=sha256, address=contents.address)
        case Format.FEED:
            from scheduler.articles import feed  # noqa: PLC0415 - the same

            return feed.parse(text, number=contents.entry, file=contents.shown, sha256=sha256)
