"""Words in lines of so many cells: wide characters count two, a word longer than a line is broken."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from rich.cells import cell_len

Piece = tuple[str, str]
"""Text and its style."""

_TOKEN: Final = re.compile(r"\s+|\S+")


def lines_of(words: str, cells: int) -> list[str]:
    """Return words in lines of at most so many cells; at least one line."""
    return ["".join(text for text, _ in line) for line in laid_out([(words, "")], cells)] or [""]


def laid_out(pieces: Iterable[Piece], cells: int) -> Iterator[list[Piece]]:
    """Yield styled words in lines of at most so many cells, broken at blanks."""
    cells = max(cells, 2)
    line: list[Piece] = []
    used = 0
    for word in _words(pieces):
        wide = sum(cell_len(text) for text, _ in word)
        blank = word[0][0].isspace()
        if used + wide > cells and line:
            yield _without_last_blank(line)
            line, used = [], 0
        if blank and not line:
            continue
        for text, style in word:
            for part in _broken(text, cells - used, cells):
                if used + cell_len(part) > cells:
                    yield line
                    line, used = [], 0
                line.append((part, style))
                used += cell_len(part)
    if line:
        yield _without_last_blank(line)


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield words and blanks; a word whose style changes inside it stays one."""
    word: list[Piece] = []
    for text, style in pieces:
        for token in _TOKEN.findall(text):
            if not token.isspace():
                word.append((token, style))
                continue
            if word:
                yield word
            word = []
            yield [(token if set(token) == {" "} else " ", style)]
    if word:
        yield word


def _broken(text: str, room: int, cells: int) -> Iterator[str]:
    """Yield a text in parts, the first of at most `room` cells, the others of a line each."""
    part, used = "", 0
    for letter in text:
        wide = cell_len(letter)
        if used + wide > room and part:
            yield part
            part, used, room = "", 0, cells
        part += letter
        used += wide
    if part:
        yield part


def _without_last_blank(line: list[Piece]) -> list[Piece]:
    """Return a line without the blank at its end, its words joined where they have one style."""
    words = line[:-1] if line and line[-1][0].isspace() else line
    by_style = groupby(words, key=lambda piece: piece[1])
    return [("".join(text for text, _ in group), style) for style, group in by_style]
