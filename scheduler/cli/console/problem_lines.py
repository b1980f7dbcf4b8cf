"""A problem in lines that fit the screen: what happened, where, the line with a caret, what to do."""

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len

from scheduler.cli.console.lay_out import Piece, laid_out
from scheduler.errors import Problem, Severity

BEFORE_CARET: Final = 30
"""Of a source line that is too long, so many cells are shown before what is wrong, where there are any."""

Line = list[Piece]


def problem_lines(problem: Problem, source: str | None, width: int) -> Iterator[Line]:
    """Yield the lines of a problem; `source` is the line of the file it stands in, None where there is none to show.

    None is wider than `width`, but for the place: a path is not broken.
    """
    style = "bold red" if problem.severity is Severity.ERROR else "bold yellow"
    head = [(f"{problem.severity.value}[{problem.code}]", style), (": ", ""), (problem.message, "bold")]
    yield from _hanging(head, width, 2)
    if problem.place:
        yield [("  ", ""), ("-->", "cyan"), (f" {problem.place}", "")]
    if problem.place and source is not None:
        yield from _excerpt(problem, problem.place.line or 1, source, width)
    elif problem.hint:
        yield from _hanging([("  hint: ", ""), (problem.hint, "")], width, 8)
    yield []


def _hanging(pieces: Line, width: int, indent: int) -> Iterator[Line]:
    """Yield pieces in lines, those behind the first set in."""
    if sum(cell_len(text) for text, _ in pieces) <= width:
        yield pieces
        return
    lead = len(pieces[0][0]) - len(pieces[0][0].lstrip())
    for number, line in enumerate(laid_out(pieces, width - indent)):
        yield [(" " * (indent if number else lead), ""), *line]


def _excerpt(problem: Problem, number: int, source: str, width: int) -> Iterator[Line]:
    """Yield the line with a caret below what is wrong, and the hint beside or below it."""
    place = problem.place
    column = place.column if place else None
    start = (column or len(source) - len(source.lstrip()) + 1) - 1
    end = problem.end_column - 1 if problem.end_column else len(source.rstrip())
    margin, room = " " * len(str(number)), width - len(str(number)) - 4
    shown, start, end = _windowed(source, start, max(start + 1, end), room)
    yield [(f" {margin} ", ""), ("|", "cyan")]
    yield [(f" {number} ", ""), ("|", "cyan"), (f" {shown}", "")]
    before = cell_len(shown[:start])
    carets = "^" * max(1, min(cell_len(shown[start:end]), room - before))
    caret = f"{' ' * before}{carets}"
    bar: Line = [(f" {margin} ", ""), ("|", "cyan")]
    hint = problem.hint or ""
    if not hint or cell_len(caret) + 1 + cell_len(hint) <= room:
        yield [*bar, (f" {caret}{f' {hint}' if hint else ''}", "")]
        return
    yield [*bar, (f" {caret}", "")]
    for line in laid_out([(hint, "")], room - 2):
        yield [*bar, ("   ", ""), *line]


def _windowed(source: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """Return what is shown of a line that is too long, and where in it what is wrong begins and ends."""
    source = source.rstrip()
    if cell_len(source) <= room:
        return source, start, end
    first = max(0, start - BEFORE_CARET)
    shown = f"…{source[first:]}" if first else source
    moved = first - 1 if first else 0
    kept = len(shown)
    while cell_len(shown[:kept]) > room - 1:
        kept -= 1
    if kept < len(shown):
        shown = f"{shown[:kept]}…"
    return shown, start - moved, min(end - moved, len(shown))
