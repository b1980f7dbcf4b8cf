"""The canonical text of an article that had markup: pieces are laid under one another, and each knows its offsets."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from scheduler.model import Block

BETWEEN: Final = "\n\n"
NO_CONTROLS: Final = {code: " " if code in {9, 10, 13, 133} else None for code in (*range(32), *range(127, 160))}
CLOSE: Final = frozenset({"list_item", "table_row"})  # of one kind they stand line under line


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of an article before it has a place: words without markup, white space already put right."""

    kind: str
    text: str
    level: int | None = None
    url: str | None = None


def lay_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Return the canonical text and its blocks: `text[block.start:block.end] == block.text` for each one."""
    parts: list[str] = []
    blocks: list[Block] = []
    at, last = 0, ""
    for piece in pieces:
        words = harmless(piece.text)
        if not words:
            continue
        between = "" if not parts else "\n" if piece.kind == last and last in CLOSE else BETWEEN
        start = at + len(between)
        at = start + len(words)
        parts += (between, words)
        blocks.append(
            Block(kind=piece.kind, text=words, start=start, end=at, level=piece.level, url=piece.url),
        )
        last = piece.kind
    return "".join(parts) + "\n", tuple(blocks)


def harmless(words: str) -> str:
    """Return words without the control characters that markup can name (`&#27;`), which no text has a use for."""
    return words.translate(NO_CONTROLS).strip()


def with_headline(pieces: list[Piece], headline: str | None) -> list[Piece]:
    """Return the pieces with the headline as their first heading, added on top where the body does not hold it."""
    if not headline:
        return pieces
    folded = fold(headline)
    for at, piece in enumerate(pieces[:4]):
        if piece.kind in {"heading", "paragraph"} and fold(piece.text) == folded:
            return [*pieces[:at], Piece(kind="heading", text=piece.text, level=1), *pieces[at + 1 :]]
    return [Piece(kind="heading", text=headline, level=1), *pieces]


def fold(words: str) -> str:
    """Return letters and digits only, in lower case: what two spellings of the same words have in common."""
    return "".join(filter(str.isalnum, words)).lower()
