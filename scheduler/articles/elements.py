"""The words of a page in the order they stand: headings, paragraphs, list items, quotes, table rows, captions, posts.

This pass takes everything that readers see except what is plainly no story (scripts, forms, navigation); which of it
is the article is decided in `selection`. It asks no library, so that headings, lists and embedded posts survive.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml.html import HtmlElement

from scheduler.articles.canvas import Piece
from scheduler.articles.embeds import embedded_post, is_embed

DEEPEST: Final = 200  # browsers and libxml2 stop near 256
LONGEST_CELL_CHARACTERS: Final = 400

SKIPPED: Final = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
        "video", "select", "option", "textarea", "button", "input", "nav", "head", "datalist", "dialog", "map", "menu",
        "rp", "rt",
    }
)  # fmt: skip
ITEMS: Final = frozenset({"li", "dd", "dt"})
LISTS: Final = frozenset({"ul", "ol", "dl"})
KINDS: Final = {"blockquote": "quote", "figcaption": "caption", "caption": "caption", "table": "paragraph"}
BOLD: Final = frozenset({"b", "strong"})
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main",
        "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
        "search",
    }
) | frozenset(HEADINGS)  # fmt: skip

_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ENDS_SENTENCE: Final = re.compile(r"[.!?:…][\"'”’)]*$")
_SPACES: Final = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A piece as it stands on the page: in which element, and how much of it is a link."""

    piece: Piece
    element: HtmlElement
    linked: int = 0  # characters inside links
    bold: int = 0  # characters in bold

    @property
    def link_share(self) -> float:
        """How much of the words is a link, from 0 to 1."""
        return min(1.0, self.linked / max(1, len(self.piece.text)))


@dataclass(slots=True)
class _State:
    """Where the walk is: what the words gathered so far will become when their block ends."""

    seen: list[Seen] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    items: set[HtmlElement] = field(default_factory=set)  # list items that have their first words


class _Context(NamedTuple):
    """What the words at a place on the page are."""

    kind: str = "paragraph"
    level: int | None = None
    link: bool = False
    lists: int = 0
    bold: bool = False
    item: HtmlElement | None = None


def see(root: HtmlElement) -> list[Seen]:
    """Return every piece of a page below `root`, in the order of the page."""
    state = _State()
    _walk(root, _Context(), state, 0)
    _end_block(root, _Context(), state)
    return state.seen


def _walk(element: HtmlElement, context: _Context, state: _State, depth: int) -> None:
    if element.text:
        _add(element.text, context, state)
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in SKIPPED or _is_hidden(child):
            pass
        elif tag == "br":
            _line_break(child, element, context, state)
        elif tag in BLOCKS or is_embed(child):
            _end_block(element, context, state)
            _block(child, tag, context, state, depth)
        elif depth < DEEPEST:
            _walk(child, _inline(tag, context), state, depth + 1)
        if child.tail:
            _add(child.tail, context, state)


def _block(element: HtmlElement, tag: str, context: _Context, state: _State, depth: int) -> None:
    inner = _inside(element, tag, context)
    post = embedded_post(element)
    if post:
        state.seen.append(Seen(piece=post, element=element))
    elif tag == "tr" and _is_data(element):
        _row(element, state)
    elif tag == "pre":
        _preformatted(element, inner, state)
    elif depth < DEEPEST:
        _walk(element, inner, state, depth + 1)
        _end_block(element, inner, state)


def _inline(tag: str, context: _Context) -> _Context:
    """Return what the words inside an inline element are."""
    if tag == "a" and not context.link:
        return context._replace(link=True)
    return context._replace(bold=True) if tag in BOLD and not context.bold else context


def _inside(element: HtmlElement, tag: str, context: _Context) -> _Context:
    """Return what the words inside a block are."""
    if tag in HEADINGS:
        return context._replace(kind="heading", level=HEADINGS[tag])
    if tag in ITEMS:
        return context._replace(kind="list_item", level=max(1, context.lists), item=element)
    if tag in LISTS:
        return context._replace(lists=context.lists + 1)
    kind = KINDS.get(tag)
    return context if kind is None else context._replace(kind=kind, level=None)


def _add(words: str, context: _Context, state: _State) -> None:
    state.words.append(words)
    if context.link:
        state.linked += len(words.strip())
    if context.bold:
        state.bold += len(words.strip())


def _end_block(element: HtmlElement, context: _Context, state: _State) -> None:
    """Turn the words gathered since the last block into a piece."""
    if not state.words:
        return
    text = _SPACES.sub(" ", "".join(state.words)).strip()
    if text and any(map(str.isalnum, text)):
        kind, level = context.kind, context.level
        if kind == "list_item" and context.item is not None:  # a second paragraph is no second item
            kind, level = ("paragraph", None) if context.item in state.items else (kind, level)
            state.items.add(context.item)
        piece = Piece(kind=kind, text=text, level=level)
        state.seen.append(Seen(piece=piece, element=element, linked=state.linked, bold=state.bold))
    state.words.clear()
    state.linked = state.bold = 0


def _line_break(line_break: HtmlElement, element: HtmlElement, context: _Context, state: _State) -> None:
    """End the block at a line break, but not inside a heading or in the middle of a sentence."""
    before = state.words[-1].rstrip() if state.words else ""
    mid = before and not _ENDS_SENTENCE.search(before[-4:]) and (line_break.tail or "").lstrip()[:1].islower()
    if mid or context.kind == "heading":
        state.words.append(" ")
    else:
        _end_block(element, context, state)


def _row(element: HtmlElement, state: _State) -> None:
    """Make one piece of a table's row, its cells side by side."""
    cells = [_SPACES.sub(" ", " ".join(_words(cell))).strip() for cell in element if cell.tag in {"td", "th"}]
    text = " | ".join(cell for cell in cells if cell)
    if any(map(str.isalnum, text)):
        linked = sum(len("".join(_words(link)).strip()) for link in element.iter("a"))
        state.seen.append(Seen(piece=Piece(kind="table_row", text=text), element=element, linked=linked))


def _words(element: HtmlElement) -> Iterator[str]:
    """Yield the words of an element and all below it, without scripts and the like."""
    if element.text and isinstance(element.tag, str) and element.tag not in SKIPPED:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SKIPPED:
            yield from _words(child)
        if child.tail:
            yield child.tail


def _is_data(row: HtmlElement) -> bool:
    """Say whether a row holds values, or is there to lay out a page."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    if len(cells) < 2:  # noqa: PLR2004 - one cell is no row of values
        return False
    for cell in cells:
        if sum(1 for _ in cell.iter("p", "div", "h1", "h2", "h3", "h4", "table", "ul")) > 2:  # noqa: PLR2004 - a wrapper or two
            return False
        if len("".join(_words(cell))) > LONGEST_CELL_CHARACTERS:
            return False
    return True


def _preformatted(element: HtmlElement, context: _Context, state: _State) -> None:
    """Make paragraphs of text that is laid out by hand; program code is no prose."""
    if any(True for _ in element.iter("code", "kbd", "samp")):
        return
    for paragraph in re.split(r"\n\s*\n", "".join(_words(element))):
        _add(paragraph, context, state)
        _end_block(element, context, state)


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDDEN_STYLE.search(style))
