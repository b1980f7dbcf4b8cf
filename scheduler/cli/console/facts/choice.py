"""Readings of which only one can be right, beside each other: each with its date, what is known of it, its sentence."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from rich.cells import cell_len

from scheduler.cli.console.facts.screen import INDENT, MOST_LINES, passage_pieces
from scheduler.cli.console.facts.words import words_of
from scheduler.cli.console.lay_out import Piece, laid_out
from scheduler.cli.console.screen import Screen
from scheduler.model import Article, Release

BETWEEN: Final = 3
NARROWEST: Final = 28
NUMBER: Final = 3
Lines = list[list[Piece]]


def draw_choice(screen: Screen, rivals: Sequence[Release], article: Article) -> None:
    """Draw the readings in columns where two fit beside each other, else one under another."""
    room = screen.width - INDENT
    wide = (room - BETWEEN) // 2
    if wide < NARROWEST or len(rivals) > 2:  # noqa: PLR2004 - two columns
        for number, each in enumerate(rivals, start=1):
            for line in _reading(screen, number, each, article, room):
                screen.line(" " * INDENT, *line)
            screen.line()
        return
    left, right = (_reading(screen, number, each, article, wide) for number, each in enumerate(rivals, start=1))
    empty: list[Piece] = []
    for one, other in zip_longest(left, right, fillvalue=empty):
        gap = (" " * (wide - sum(cell_len(words) for words, _ in one) + BETWEEN), "")
        screen.line(" " * INDENT, *one, *([gap, *other] if other else []))
    screen.line()


def _reading(screen: Screen, number: int, release: Release, article: Article, cells: int) -> Lines:
    """Return one reading in lines of so many cells."""
    words, small = words_of("releases", release)
    parts: Lines = [[(words, "bold")], [(small, "dim")]]
    if release.source:
        parts.append(list(passage_pieces(screen, article, release.source)))
    lines: Lines = []
    for part in parts:
        lines += list(laid_out(part, cells - NUMBER))[: MOST_LINES + 1]
    return [[(str(number).ljust(NUMBER) if at == 0 else " " * NUMBER, "bold"), *line] for at, line in enumerate(lines)]
