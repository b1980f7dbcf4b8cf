"""The reader of web pages: trafilatura chooses the body, the page's own markup gives kinds, and nothing is fetched."""

import re
from typing import Final

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from scheduler.articles.blocks import find_blocks
from scheduler.articles.bold import with_bold_headings
from scheduler.articles.bylines import marked
from scheduler.articles.canvas import Piece, lay_out, with_headline
from scheduler.articles.elements import Seen, see
from scheduler.articles.language import settled_language, word_count
from scheduler.articles.metadata import Metadata, read_metadata
from scheduler.articles.selection import select
from scheduler.errors import Place, UsageError
from scheduler.model import Article

MOST_ELEMENTS: Final = 60_000  # a long page of news has some 3,000
MOST_CHARACTERS: Final = 1_000_000
FEWEST_WORDS: Final = 12
FEW_WORDS: Final = 40
WORDS_OF_A_WALL: Final = 150
LINKED_SHARE: Final = 0.6
FEW_PIECES: Final = 6
OPENING_CHARACTERS: Final = 4000
MOST_ATTRIBUTES: Final = 10_000

_NO_CHARACTERS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_SAVED: Final = re.compile(r"<!-- saved from url=\(\d{4}\)(?P<address>https?://[^\s<>\"]{1,2000}) -->")
_TAG: Final = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_WALL: Final = re.compile(
    r"enable javascript|verify(?:ing)? (?:that )?you are (?:a )?human|not a robot|access denied|page has been denied"
    r"|checking your browser|captcha|log ?in to (?:continue|read|view)|sign in to (?:continue|read|view)|page not found"
    r"|404 not found|please (?:log|sign) ?in|create an account to",
    re.IGNORECASE,
)


def parse(html: str, *, file: str, sha256: str, address: str | None = None) -> Article:
    """Return the article a web page holds; `address` is where it was fetched, None for a file.

    A file may say itself where it was saved from, as browsers write it. Raises UsageError: article-no-text (a login
    page, a list of links, a page whose text a script loads) or article-too-large.
    """
    address = address or saved_from(html)
    if html.count("<") > MOST_ELEMENTS * 2 or _has_monster(html):
        raise _too_many(file)
    tree = tree_of(html)
    if tree is None:
        raise _no_text(file, "holds no text")
    seen = see(tree)
    if len(seen) > MOST_ELEMENTS or sum(len(each.piece.text) for each in seen) > MOST_CHARACTERS:
        raise _too_many(file)
    metadata = read_metadata(tree, html, address)
    chosen = select(seen, _body_text(tree)) or _fallback(tree, seen, metadata)
    _refuse_what_is_no_article(tree, seen, chosen, metadata, file)
    pieces = with_headline(marked([each.piece for each in with_bold_headings(chosen)]), metadata.headline)
    text, blocks = lay_out(pieces)
    prose = " ".join(piece.text for piece in pieces if piece.kind != "head")
    return Article(
        text=text,
        blocks=blocks,
        file=file,
        sha256=sha256,
        headline=metadata.headline,
        url=metadata.url,
        author=metadata.author,
        publisher=metadata.publisher,
        date_published=metadata.date_published,
        date_modified=metadata.date_modified,
        image=metadata.image,
        language=settled_language(metadata.language, prose),
        day_is_guessed=metadata.day_is_guessed,
        notes=(*metadata.notes, *shortness(prose)),
    )


def _has_monster(html: str) -> bool:
    """Say whether a tag has so many attributes that parsing it would take for ever: libxml2 compares each with each."""
    for piece in html.split("<"):
        if len(piece) > MOST_ATTRIBUTES * 2 and piece.count("=") + len(piece.split()) > MOST_ATTRIBUTES:
            tag = _TAG.match(piece)
            if tag is None or len(tag[0].split()) > MOST_ATTRIBUTES or tag[0].count("=") > MOST_ATTRIBUTES:
                return True
    return False


def saved_from(html: str) -> str | None:
    """Return the address in the comment that browsers put into a page they save, None where there is none."""
    found = _SAVED.search(html[:OPENING_CHARACTERS])
    return found["address"] if found else None


def marked_as_saved(html: str, address: str) -> str:
    """Return a page with such a comment on top."""
    return f"<!-- saved from url=({len(address):04d}){address} -->\n{html}"


def tree_of(html: str) -> HtmlElement | None:
    """Return a page as a tree, or None where it holds no element."""
    parser = HTMLParser(  # type: ignore[call-arg] # the stubs do not know default_doctype
        encoding="utf-8", collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True
    )
    cleaned = _DECLARATION.sub("", _NO_CHARACTERS.sub("", html))
    try:
        return document_fromstring(cleaned.encode("utf-8"), parser=parser) if cleaned.strip() else None
    except (ParserError, ValueError):
        return None


def _body_text(tree: HtmlElement) -> str:
    """Return what trafilatura takes for the article; the tree is copied by it, and left as it is."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - it is slow to import, and text needs none of it

    try:
        found = bare_extraction(tree, fast=True, include_comments=False, include_tables=True)
    except Exception:  # noqa: BLE001 - a foreign program on a foreign page: the page's own markup stands in
        return ""
    return str(getattr(found, "text", None) or "")


def _fallback(tree: HtmlElement, seen: list[Seen], metadata: Metadata) -> list[Seen]:
    """Return the article where trafilatura found none: JSON-LD's body, else the longest run of the page's prose."""
    shown = sum(len(each.piece.text) for each in seen if each.link_share < LINKED_SHARE)
    if metadata.body and len(metadata.body) > shown / 2:
        blocks = find_blocks(metadata.body, 0)
        return [Seen(piece=Piece(kind=b.kind, text=b.text, level=b.level), element=tree) for b in blocks]
    return [each for each in seen if each.link_share < LINKED_SHARE]


def _refuse_what_is_no_article(
    tree: HtmlElement, seen: list[Seen], chosen: list[Seen], metadata: Metadata, file: str
) -> None:
    words = sum(word_count(each.piece.text) for each in chosen)
    text = " ".join(each.piece.text for each in chosen)
    if words <= WORDS_OF_A_WALL and _WALL.search(text + (metadata.headline or "")):
        raise _no_text(file, "is a notice of the site, not an article")
    if words <= WORDS_OF_A_WALL and tree.xpath("boolean(//input[@type='password'])"):
        raise _no_text(file, "reads like a login page")
    if words < FEWEST_WORDS:
        links = sum(each.linked for each in seen) > LINKED_SHARE * sum(len(each.piece.text) for each in seen)
        raise _no_text(file, "reads like a list of links" if links and len(seen) > FEW_PIECES else "holds no article")
    linked = sum(min(each.linked, len(each.piece.text)) for each in chosen)
    if linked > LINKED_SHARE * len(text):
        raise _no_text(file, "reads like a list of links")


def shortness(prose: str) -> tuple[str, ...]:
    """Return a question where so few words were found that some may be missing."""
    words = word_count(prose)
    return (
        (f"Only {words} words were found on the page: please check that none are missing.",)
        if words < FEW_WORDS
        else ()
    )


def _no_text(file: str, what: str) -> UsageError:
    hint = "open the article in a browser, save the page from there as HTML, or copy its words into a .txt file"
    return UsageError.of("article-no-text", f"{file} {what}", hint, Place(file=file))


def _too_many(file: str) -> UsageError:
    hint = "save the article alone, or copy its words into a .txt file"
    message = f"{file} has more than {MOST_ELEMENTS:,} elements or {MOST_CHARACTERS:,} characters, which no article has"
    return UsageError.of("article-too-large", message, hint, Place(file=file))
