"""Where the header of somebody's spreadsheet is, what stands between its cells, and what a sheet without one holds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from scheduler.errors import Place, Problem
from scheduler.model import Channel
from scheduler.workspace.addresses import is_address
from scheduler.workspace.sheet.across import heads_across
from scheduler.workspace.sheet.channels import named_channels
from scheduler.workspace.sheet.columns import folded, known_headers, meaning_of
from scheduler.workspace.sheet.dates import Order, read_foreign_time
from scheduler.workspace.sheet.sheet import DELIMITERS, SheetError, lines_of

Line = tuple[int, list[str]]

LOOKED_THROUGH: Final = 10
"""Above the header many sheets have a title, or a few lines of remarks."""

MOST_GUESSED: Final = 50
_PICTURE: Final = re.compile(r"\.(?:png|jpe?g|gif|webp)(?:\?\S*)?$", re.IGNORECASE)
_DELIMITER_LINE: Final = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet in cells: its headers, and its rows, each with the number of its first line.

    `header_line` is None where the sheet has no header, and `headers` are then ours, guessed from the cells.
    """

    headers: tuple[str, ...]
    rows: tuple[Line, ...]
    header_line: int | None
    delimiter: str
    problem: Problem | None = None  # where the rows end early


def read_table(text: str, file: str, channels: Mapping[str, Channel], said: Iterable[str] = ()) -> Table:
    """Return the table of a text; `said` are headers that a person named. Raises SheetError where there is nothing."""
    wanted = frozenset(map(folded, said))
    shift = 0
    if found := _DELIMITER_LINE.match(text):  # Excel's own: the first line names the delimiter
        text, shift = text[found.end() :], 1
    candidates = [found[1]] if found else DELIMITERS
    tables = [_cut(text, file, each, shift) for each in candidates]
    scores = [_header(lines, wanted, channels) for lines, _ in tables]
    best = max(
        range(len(tables)), key=lambda each: (scores[each][0], len(tables[each][0][0][1]) if tables[each][0] else 0)
    )
    (lines, problem), (score, at) = tables[best], scores[best]
    if not lines:
        raise SheetError(
            problem or Problem(code="file-empty", message=f"{file} is empty", place=Place(file=file, line=1, column=1))
        )
    if score:
        line, cells = lines[at]
        return Table(
            headers=tuple(cell.strip() for cell in cells),
            rows=tuple(lines[at + 1 :]),
            header_line=line,
            delimiter=candidates[best],
            problem=problem,
        )
    headers = _guessed([cells for _, cells in lines], channels)
    return Table(headers=headers, rows=tuple(lines), header_line=None, delimiter=candidates[best], problem=problem)


def _cut(text: str, file: str, delimiter: str, shift: int) -> tuple[list[Line], Problem | None]:
    lines: list[Line] = []
    try:
        lines.extend((line + shift, cells) for line, cells in lines_of(text, file, delimiter))
    except SheetError as error:
        return lines, error.problem
    return lines, None


def _header(lines: Sequence[Line], wanted: frozenset[str], channels: Mapping[str, Channel]) -> tuple[int, int]:
    """Return how many columns the likeliest header names, and which line it is; 0 where none is one."""
    scores = [
        (known_headers(cells) + heads_across(cells, channels) + 2 * len(wanted & set(map(folded, cells))), -at)
        for at, (_, cells) in enumerate(islice(lines, LOOKED_THROUGH))
    ]
    score, at = max(scores, default=(0, 0))
    single = score == 1 and any(meaning_of(cell) == "text" for cell in lines[-at][1])
    return (score, -at) if score > 1 or single else (0, 0)


def _guessed(rows: Sequence[Sequence[str]], channels: Mapping[str, Channel]) -> tuple[str, ...]:
    """Return our names for the columns of a sheet without a header, `` for those nobody knows."""
    width = max(map(len, rows))
    columns = [
        [row[at].strip() for row in rows[:MOST_GUESSED] if at < len(row) and row[at].strip()] for at in range(width)
    ]
    names = [_kind(cells, channels) for cells in columns]
    unknown = [at for at, name in enumerate(names) if not name and columns[at]]
    if unknown:
        names[max(unknown, key=lambda at: sum(map(len, columns[at])))] = "text"
    return tuple("" if name in names[:at] else name for at, name in enumerate(names))


def _kind(cells: list[str], channels: Mapping[str, Channel]) -> str:
    if not cells:
        return ""
    if all(map(_is_time, cells)):
        return "when"
    if all(map(is_address, cells)):
        return "image" if all(map(_PICTURE.search, cells)) else "link"
    return "channel" if all(named_channels(cell, channels).channels for cell in cells) else ""


def _is_time(cell: str) -> bool:
    try:
        return read_foreign_time(cell, "", Order.DAY_FIRST, None) is not None
    except ValueError:
        pass
    try:
        return read_foreign_time(cell, "", Order.MONTH_FIRST, None) is not None
    except ValueError:
        return False
