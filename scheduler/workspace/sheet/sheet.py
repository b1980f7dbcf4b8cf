"""CSV as spreadsheets write it: byte-order mark, `;`, `,` or tabs, line breaks in cells, rows of any length."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scheduler.errors import Place, Problem
from scheduler.workspace.text_file import read_text

MAX_BYTES: Final = 8 * 1024 * 1024
DELIMITERS: Final = (",", ";", "\t")
"""What spreadsheets put between cells, the likeliest first; the header tells which."""


class SheetError(Exception):
    """The rest of a file cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds something: its first line, its cells by column, and whether cells stand behind the last one.

    `source` is the row as it stands in the file.
    """

    line: int
    cells: Mapping[str, str]
    overflows: bool
    source: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The column names in small letters, and the rows; reading on raises SheetError where one is broken."""

    columns: tuple[str, ...]
    rows: Iterator[SheetRow]


def read_sheet(path: Path, file: str) -> Sheet:
    """Return the sheet of a file; raise SheetError where it is none."""
    text = read_text(path, file, MAX_BYTES)
    if isinstance(text, Problem):
        raise SheetError(text)
    lines = _rows(text, file, delimiter_of(text))
    _, header, _ = next(lines, (1, [], ""))
    if not header:
        raise SheetError(_problem(file, 1, "file-empty", f"{file} is empty", "its first line names the columns"))
    columns = tuple(name.strip().lower() for name in header)
    rows = (
        SheetRow(
            line, dict(zip(columns, cells, strict=False)), any(each.strip() for each in cells[len(columns) :]), source
        )
        for line, cells, source in lines
    )
    return Sheet(columns, rows)


def delimiter_of(text: str) -> str:
    """Return what stands between cells, as the header tells."""
    return max(DELIMITERS, key=text.partition("\n")[0].count)


def lines_of(text: str, file: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every line that holds something, cut into cells, with the number of its first line; raises SheetError."""
    return ((line, cells) for line, cells, _ in _rows(text, file, delimiter))


def _rows(text: str, file: str, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
    """Yield what `lines_of` does, each with the line as it stands in the file."""
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            hint = 'a text with quotes, commas or line breaks stands in quotes, and a quote inside it is written ""'
            message = f"The cells of this row cannot be told apart: {error}"
            raise SheetError(_problem(file, start, "csv-quotes", message, hint)) from None
        if any(cell.strip() for cell in cells):
            yield start, cells, "".join(lines[start - 1 : reader.line_num])
        start = reader.line_num + 1


def _problem(file: str, line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(code=code, message=message, hint=hint, place=Place(file=file, line=line, column=1))
