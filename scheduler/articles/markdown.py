"""The reader of Markdown: front matter, then CommonMark with tables; marks go, words stay.

Program code is no prose and stays out. HTML inside is read as a page's would be, so that embedded posts are found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from scheduler.articles import front_matter
from scheduler.articles.canvas import Piece, lay_out, with_headline
from scheduler.articles.front_matter import FrontMatter, read_front_matter
from scheduler.articles.head import date_of_dateline
from scheduler.articles.language import language_code, settled_language
from scheduler.articles.names import clean_authors
from scheduler.articles.published import Rank, dated, day_in_address, settle
from scheduler.errors import Place, UsageError
from scheduler.model import Article

if TYPE_CHECKING:
    from markdown_it.token import Token

LARGEST_CHARACTERS: Final = 500_000
MOST_COLUMNS: Final = 100
MOST_BRACKETS: Final = 10_000  # each may open a link, and the parser looks for the end of each

_SHORTCODE: Final = re.compile(r"\{\{[<%][^\n]{0,200}?[>%]\}\}|\{%[^\n]{0,200}?%\}")
_SCRIPT_LINE: Final = re.compile(r"^(?:import|export) [^\n]{0,300}$", re.MULTILINE)


def parse(text: str, *, file: str, sha256: str) -> Article:
    """Return the article a Markdown text holds. Raises UsageError: article-too-large, article-no-text."""
    if len(text) > LARGEST_CHARACTERS or text.count("[") > MOST_BRACKETS or _has_wide_table(text):
        hint = "an article is a few pages: is this the right file?"
        raise UsageError.of("article-too-large", f"{file} is too large for a Markdown article", hint, Place(file=file))
    head = read_front_matter(text)
    pieces = _marked(list(pieces_of(text[head.end :])))
    if not pieces:
        hint = "write the article below its front matter"
        raise UsageError.of("article-no-text", f"{file} holds no article", hint, Place(file=file))
    top = next((piece.text for piece in pieces if piece.kind == "heading" and piece.level == 1), None)
    headline = head.text(*front_matter.TITLES) or top
    published, notes = _published(head, pieces, file)
    modified = [each for raw in head.dates(*front_matter.MODIFIED) for each in dated(Rank.FRONT_MATTER, raw)]
    pieces = with_headline(pieces, headline)
    canonical, blocks = lay_out(pieces)
    stated = language_code(head.text(*front_matter.LANGUAGES))
    return Article(
        text=canonical,
        blocks=blocks,
        file=file,
        sha256=sha256,
        headline=headline,
        url=_address(head.texts(*front_matter.ADDRESSES)),
        author=clean_authors(head.texts(*front_matter.AUTHORS) or _byline_authors(pieces)),
        publisher=head.text(*front_matter.PUBLISHERS),
        date_published=published,
        date_modified=modified[0].stamp.day.isoformat() if modified else None,
        image=_address(head.texts(*front_matter.IMAGES)),
        language=settled_language(stated, " ".join(piece.text for piece in pieces)),
        notes=(*head.notes, *notes),
    )


def _has_wide_table(text: str) -> bool:
    """Say whether a table has more columns than people read; short rows below it would be filled up to them."""
    return any(line.count("|") > MOST_COLUMNS and not line.strip("|:- \t") for line in text.splitlines())


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield the pieces of a Markdown text in their order."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - plain text needs none of it

    prose = _SCRIPT_LINE.sub("", _SHORTCODE.sub("", text))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(prose)
    walk = _Walk()
    for token in tokens:
        yield from walk.step(token)


@dataclass(slots=True)
class _Walk:
    """Where a walk over the tokens is: inside how many lists and quotes, in which heading or row."""

    lists: int = 0
    quotes: int = 0
    heading: int | None = None
    fresh: bool = False  # the list item has no words yet
    cells: list[str] | None = None

    def step(self, token: "Token") -> Iterator[Piece]:
        """Take one token, and yield what it completes."""
        match token.type:
            case "inline":
                yield from self._words(token)
            case "html_block":
                yield from _html_pieces(token.content)
            case "tr_close":
                yield Piece(kind="table_row", text=" | ".join(cell for cell in self.cells or () if cell))
                self.cells = None
            case _:
                self._enter(token)

    def _enter(self, token: "Token") -> None:
        """Take a token that opens or closes something."""
        match token.type:
            case "heading_open" | "heading_close":
                self.heading = int(token.tag[1:]) if token.nesting > 0 else None
            case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                self.lists += token.nesting
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting
            case "list_item_open":
                self.fresh = True
            case "tr_open":
                self.cells = []
            case _:
                pass

    def _words(self, token: "Token") -> Iterator[Piece]:
        words = _inline(token.children or ())
        if self.cells is not None:
            self.cells.append(words)
        elif words and any(map(str.isalnum, words)):
            yield self._piece(words)

    def _piece(self, words: str) -> Piece:
        if self.heading is not None:
            return Piece(kind="heading", text=words, level=self.heading)
        if self.lists and self.fresh:
            self.fresh = False
            return Piece(kind="list_item", text=words, level=self.lists)
        return Piece(kind="quote" if self.quotes else "paragraph", text=words)


def _inline(tokens: Sequence["Token"]) -> str:
    """Return the words of a line: marks out, links by their words, pictures left out."""
    words: list[str] = []
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            words.append(token.content)
        elif token.type in {"softbreak", "hardbreak"} or token.content.lower().startswith("<br"):
            words.append(" ")
    return " ".join("".join(words).split())


def _html_pieces(html: str) -> Iterator[Piece]:
    from scheduler.articles.elements import see  # noqa: PLC0415 - few texts hold HTML
    from scheduler.articles.webpage import tree_of  # noqa: PLC0415 - the same

    tree = tree_of(f"<div>{html}</div>")
    yield from (each.piece for each in see(tree)) if tree is not None else ()


def _marked(pieces: list[Piece]) -> list[Piece]:
    from scheduler.articles.bylines import marked  # noqa: PLC0415 - its other half reads pages

    return marked(pieces)


def _byline_authors(pieces: Sequence[Piece]) -> list[str]:
    from scheduler.articles.bylines import authors_in  # noqa: PLC0415 - the same

    return list(authors_in([piece.text for piece in pieces if piece.kind == "head"]))


def _published(head: FrontMatter, pieces: Sequence[Piece], file: str) -> tuple[str | None, tuple[str, ...]]:
    statements = [each for raw in head.dates(*front_matter.PUBLISHED)[:1] for each in dated(Rank.FRONT_MATTER, raw)]
    first = next((piece.text for piece in pieces if piece.kind == "paragraph"), "")
    lines = [piece.text for piece in pieces if piece.kind == "head"]
    statements += [each for line in (*lines, date_of_dateline(first)) for each in dated(Rank.BYLINE, line)][:1]
    paths = [f"/{path}" for path in (*head.dates(*front_matter.PATHS), PurePath(file).name)]
    statements += [each for path in paths for each in dated(Rank.ADDRESS, day_in_address(path))][:1]
    return settle(statements)


def _address(values: Sequence[str]) -> str | None:
    return next((each for each in values if each.startswith(("http://", "https://")) and " " not in each), None)
