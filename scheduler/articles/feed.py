"""The reader of RSS and Atom: one entry of a feed is the article, the newest unless another one is asked for.

feedparser is given bytes in memory and nothing else, so that it neither opens files nor the network. Dates are read
from the raw words: feedparser moves `Thu, 06 Jul 2023 02:00:00 +0530` to the day before.
"""

import html
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from scheduler.articles.blocks import find_blocks
from scheduler.articles.bold import with_bold_headings
from scheduler.articles.bylines import marked
from scheduler.articles.canvas import Piece, lay_out, with_headline
from scheduler.articles.elements import see
from scheduler.articles.language import language_code, settled_language
from scheduler.articles.names import clean_authors, words_of
from scheduler.articles.published import Rank, dated, settle
from scheduler.articles.stamps import parse_stamp
from scheduler.articles.webpage import MOST_ELEMENTS, shortness, tree_of
from scheduler.errors import Place, UsageError
from scheduler.model import Article

Entry = Mapping[str, Any]

_ENTITY: Final = re.compile(r"<!ENTITY", re.IGNORECASE)
_DOCTYPE: Final = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_TAG: Final = re.compile(r"<[a-zA-Z!/]")
_CUT: Final = re.compile(r"(?:\[?(?:…|\.\.\.|&#8230;)\]?|(?:read|continue) (?:more|reading).{0,80})\s*$", re.IGNORECASE)


def parse(xml: str, *, number: int | None, file: str, sha256: str) -> Article:
    """Return the article of one entry: the one with this `number` (from 1, as the feed has them), else the newest.

    Raises UsageError: article-entities, article-too-large, article-no-entry, article-no-text.
    """
    if _defines_entities(xml):
        hint = "save the feed without its <!DOCTYPE>; feeds of articles need none"
        message = f"{file} defines entities of its own, which can hide anything"
        raise UsageError.of("article-entities", message, hint, Place(file=file))
    if xml.count("<") > MOST_ELEMENTS * 2:
        hint = "save one entry of it as a feed of its own"
        raise UsageError.of("article-too-large", f"{file} is too large a feed", hint, Place(file=file))
    channel, entries, is_feed = _load(xml)
    if not is_feed and not entries:
        hint = "text, Markdown, HTML, RSS and Atom are read; copy the article's words into a .txt file"
        raise UsageError.of("article-format", f"{file} is XML, and no feed", hint, Place(file=file))
    at, notes = _choose(entries, number, file)
    entry = entries[at]
    pieces, cut = _pieces(entry)
    headline = words_of(str(entry.get("title") or "")) or None
    if not pieces:
        hint = "open the entry's page in a browser, save it as HTML and extract from that"
        raise UsageError.of("article-no-text", f"entry {at + 1} of {file} holds no text", hint, Place(file=file))
    published, open_questions = _published(entry)
    publisher = words_of(str((entry.get("source") or {}).get("title") or channel.get("title") or "")) or None
    laid = with_headline(pieces, headline)
    text, blocks = lay_out(laid)
    prose = " ".join(piece.text for piece in pieces)
    if cut:
        notes = (*notes, "The feed holds only the beginning of the article: extract from its page for the rest.")
    return Article(
        text=text,
        blocks=blocks,
        file=file,
        sha256=sha256,
        headline=headline,
        url=_address(entry.get("link")),
        author=_authors(entry, channel, publisher),
        publisher=publisher,
        date_published=published,
        date_modified=_modified(entry),
        image=_image(entry),
        language=settled_language(language_code(str(channel.get("language") or "")), prose),
        notes=(*notes, *open_questions, *(() if cut else shortness(prose))),
    )


def _defines_entities(xml: str) -> bool:
    """Say whether a feed has entities of its own, or a <!DOCTYPE> with a part of its own, where they would stand."""
    found = _DOCTYPE.search(xml)
    return bool(_ENTITY.search(xml)) or (found is not None and "[" in xml[found.end() :].partition(">")[0])


def _load(xml: str) -> tuple[Entry, list[Entry], bool]:
    """Return what a feed says of itself, its entries, and whether it is one; mappings give no key for another."""
    import feedparser  # noqa: PLC0415 - only feeds need it

    content = io.BytesIO(_DECLARATION.sub("", xml).encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8"}
    loaded = feedparser.parse(content, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    return dict(loaded.feed), [dict(entry) for entry in loaded.entries], bool(loaded.version)


def _choose(entries: Sequence[Entry], number: int | None, file: str) -> tuple[int, tuple[str, ...]]:
    """Return which entry is meant, and what a person should know about the choice."""
    if not entries or (number is not None and not 1 <= number <= len(entries)):
        have = f"has {len(entries)} entries, so none is number {number}" if entries else "is a feed without entries"
        hint = "choose an entry of the feed, as in feed.xml#2" if entries else "save a feed that has an article in it"
        raise UsageError.of("article-no-entry", f"{file} {have}", hint, Place(file=file))
    if number is not None:
        return number - 1, ()
    at = max(range(len(entries)), key=lambda each: (_when(entries[each]), -each))
    if len(entries) == 1:
        return at, ()
    title = words_of(str(entries[at].get("title") or "without a title"))
    note = f"The feed has {len(entries)} entries; the newest was read, “{title}”. Name another one as in {file}#2."
    return at, (note,)


def _when(entry: Entry) -> float:
    """Return a number that is larger for a newer entry; entries without a date come last."""
    stamp = parse_stamp(_raw_date(entry) or "")
    if stamp is None:
        return 0.0
    return (stamp.instant or datetime.fromisoformat(f"{stamp.day.isoformat()}T12:00:00+00:00")).timestamp()


def _raw_date(entry: Entry) -> str | None:
    stated = (entry.get(key) for key in ("published", "created", "updated"))
    return next((str(each) for each in stated if each), None)


def _published(entry: Entry) -> tuple[str | None, tuple[str, ...]]:
    return settle(dated(Rank.META, _raw_date(entry)))


def _modified(entry: Entry) -> str | None:
    stamp = parse_stamp(str(entry.get("updated") or "")) if entry.get("published") else None
    return stamp.day.isoformat() if stamp else None


def _pieces(entry: Entry) -> tuple[list[Piece], bool]:
    """Return the words of an entry, from its full text or else its summary, and whether they break off."""
    contents = [str(each.get("value") or "") for each in entry.get("content") or ()]
    words = max((*contents, str(entry.get("summary") or "")), key=len)
    if not _TAG.search(words):
        blocks = find_blocks(html.unescape(words), 0)
        pieces = [Piece(kind=block.kind, text=block.text, level=block.level) for block in blocks]
    else:
        tree = tree_of(f"<div>{words}</div>")
        seen = with_bold_headings(see(tree)) if tree is not None else []
        pieces = [each.piece for each in seen]
    last = pieces[-1].text if pieces else ""
    return marked(pieces), bool(_CUT.search(last[-120:]))


def _authors(entry: Entry, channel: Entry, publisher: str | None) -> tuple[str, ...]:
    stated = [str(each.get("name") or "") for each in entry.get("authors") or ()]
    return clean_authors([*stated, *([] if any(stated) else [str(channel.get("author") or "")])], publisher=publisher)


def _image(entry: Entry) -> str | None:
    media = [*(entry.get("media_content") or ()), *(entry.get("media_thumbnail") or ())]
    media += [each for each in entry.get("enclosures") or () if str(each.get("type") or "").startswith("image")]
    addresses = (_address(each.get("url") or each.get("href")) for each in media if _is_picture(each))
    return next((each for each in addresses if each), None)


def _is_picture(media: Entry) -> bool:
    kind = str(media.get("type") or media.get("medium") or "image")
    return kind.startswith("image")


def _address(value: object) -> str | None:
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None
