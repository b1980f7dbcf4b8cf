"""Somebody's spreadsheet as rows of config/posts: understood whole, or refused with everything that is wrong with it.

Nothing is guessed that could be read two ways, and nothing is left out in silence: what was not taken is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from scheduler.errors import Place, Problem, Severity, WorkspaceError
from scheduler.model import Channel
from scheduler.workspace.posts import READ
from scheduler.workspace.sheet.across import spread
from scheduler.workspace.sheet.columns import OF_EXPORT, ColumnError, Columns, columns_of, order_in
from scheduler.workspace.sheet.dates import Order
from scheduler.workspace.sheet.decoding import Decoded
from scheduler.workspace.sheet.header import Line, Table, read_table
from scheduler.workspace.sheet.keys import Keys, as_key
from scheduler.workspace.sheet.row import Reading, Row, RowReader
from scheduler.workspace.sheet.rows import Cells, updated
from scheduler.workspace.sheet.sheet import SheetError

ONE_OFFS: Final = "posts/"
"""How the keys of one-off posts begin."""

MOST_SAMPLES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a sheet comes into: the channels, the rows its file has, and the rows of the other files by their keys."""

    channels: Mapping[str, Channel]
    before: Sequence[Cells] = ()
    elsewhere: Mapping[str, tuple[Place, Cells]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The rows of a sheet under their keys, and how it was understood.

    `samples` are the first different cells of each column, `renamed` keys as they were typed and as they are; `joined`
    counts the rows that went into another one for their channels, `repeated` those that say no more than another one,
    `elsewhere` those that another file has already, `campaigns` and `cancelled` the rows of an export of ours that are
    posts of campaigns, or were called off, `blank` those without a text in any column of a platform.
    """

    rows: tuple[Cells, ...]
    columns: Columns
    header_line: int | None
    delimiter: str
    encoding: str
    samples: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...] = ()
    renamed: Mapping[str, str]
    made: int = 0
    joined: int = 0
    repeated: int = 0
    elsewhere: int = 0
    campaigns: int = 0
    cancelled: int = 0
    blank: int = 0

    @property
    def is_own_export(self) -> bool:
        """Whether it is a sheet that tminus exported."""
        return set(OF_EXPORT) <= set(self.columns.headers)

    @property
    def given(self) -> frozenset[str]:
        """The columns of ours that the sheet has: what it says of them counts, also where a cell is blank."""
        return _given(self.columns)


def import_sheet(sheet: Decoded, file: str, reading: Reading, around: Around) -> Imported:
    """Return what a sheet says, in our rows.

    Raises WorkspaceError with every problem where anything is wrong.
    """
    try:
        table = read_table(sheet.text, file, around.channels, reading.columns.values())
    except SheetError as error:
        raise WorkspaceError(error.problem) from None
    columns = _columns(table, file, reading, around.channels)
    own, campaigns, cancelled = _of_own_export(table, around)
    if reading.dates is None:
        reading = replace(reading, dates=_order_of_headers(columns))
    reader = RowReader(file=file, columns=columns, channels=around.channels, reading=reading)
    read = [row for line, cells in own for row in reader.read(line, cells)]
    problems = [*sheet.problems, *reader.problems, *([table.problem] if table.problem else [])]
    together, joined, repeated = _joined(read, columns)
    rows = [row for row in together if not _stands_elsewhere(row, columns, around)]
    keyed, renamed, made, found = _keyed(rows, file, columns, around)
    problems += found
    if not own and not campaigns and not cancelled and table.problem is None:
        problems.append(_no_rows(file, table))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise WorkspaceError(*_in_order(problems))
    return Imported(
        rows=tuple(row.cells for row in keyed),
        columns=columns,
        header_line=table.header_line,
        delimiter=table.delimiter,
        encoding=sheet.encoding,
        samples=_samples(own, len(columns.headers)),
        problems=tuple(_in_order(problems)),
        renamed=renamed,
        made=made,
        joined=joined,
        repeated=repeated,
        elsewhere=len(together) - len(rows),
        campaigns=campaigns,
        cancelled=cancelled,
        blank=reader.blank,
    )


def _samples(lines: Sequence[Line], width: int) -> tuple[tuple[str, ...], ...]:
    found: list[dict[str, None]] = [{} for _ in range(width)]
    for _, cells in lines:
        for seen, cell in zip(found, cells, strict=False):
            if len(seen) < MOST_SAMPLES and cell.strip():
                seen.setdefault(" ".join(cell.split()))
    return tuple(tuple(seen) for seen in found)


def _columns(table: Table, file: str, reading: Reading, channels: Mapping[str, Channel]) -> Columns:
    place, rows = Place(file=file, line=table.header_line or table.rows[0][0]), [cells for _, cells in table.rows]
    try:
        columns = columns_of(table.headers, rows, reading.columns)
    except ColumnError as error:
        raise WorkspaceError.of("column-missing", str(error).capitalize(), error.hint, place) from None
    if table.header_line:
        columns = spread(columns, rows, channels, keeps_text="text" in reading.columns or bool(reading.channel))
    if columns.across:
        return columns
    if "text" not in columns.at:
        shown = ", ".join(f'"{header}"' for header in table.headers if header)
        hint = f'there are {shown}; name it with  --column "text=HEADER"' if shown else "give the columns names"
        raise WorkspaceError.of("column-missing", "No column is known to hold the text of the posts", hint, place)
    if "channel" not in columns.at and not reading.channel:
        hint = "pass --channel NAME (several: x;bluesky), or add a column"
        raise WorkspaceError.of("column-missing", "No column says on which channel a post goes out", hint, place)
    return columns


def _order_of_headers(columns: Columns) -> Order | None:
    """Return how dates are to be read where the sheet itself says so."""
    return next((order for each in ("when", "date") if (order := order_in(columns.name(each)))), None)


def _of_own_export(table: Table, around: Around) -> tuple[list[Line], int, int]:
    """Return the rows that are one-off posts, and how many are of campaigns, or called off: of an export of ours."""
    post, state, key = (
        table.headers.index(each) if each in table.headers else None for each in (*OF_EXPORT[:2], "key")
    )
    if post is None or state is None or key is None:
        return list(table.rows), 0, 0
    there = {row["key"] for row in around.before} | set(around.elsewhere)
    kept: list[Line] = []
    campaigns = cancelled = 0
    for line, cells in table.rows:
        full = [*cells, *[""] * (len(table.headers) - len(cells))]
        if full[post] and not full[post].startswith(ONE_OFFS):
            campaigns += 1
        elif full[state] == "cancelled" and full[key] not in there:
            cancelled += 1
        else:
            kept.append((line, cells))
    return kept, campaigns, cancelled


def _joined(rows: Sequence[Row], columns: Columns) -> tuple[list[Row], int, int]:
    """Return rows of which equal ones are one, how many gave another one their channels, and how many had none new."""
    found: dict[tuple[str, ...], Row] = {}
    repeated = 0
    for row in rows:
        same = tuple(row.cells[name] for name in READ if columns.across or name != "channel")
        if first := found.get(same):
            before = first.cells["channel"].split(";")
            channels = dict.fromkeys([*before, *row.cells["channel"].split(";")])
            repeated += len(channels) == len(before)
            row = Row(line=first.line, cells={**first.cells, "channel": ";".join(channels)}, title=first.title)  # noqa: PLW2901 - it stands for both
        found[same] = row
    return list(found.values()), len(rows) - len(found) - repeated, repeated


def _given(columns: Columns) -> frozenset[str]:
    at = set(columns.at) | ({"text"} if columns.across else set())
    return frozenset(at & set(READ)) | {"key", "channel"} | ({"when"} if at & {"date", "time"} else set())


def _stands_elsewhere(row: Row, columns: Columns, around: Around) -> bool:
    """Whether another file has this very row, under the same key."""
    _, there = around.elsewhere.get(row.cells["key"], (None, None))
    return there is not None and updated(there, row.cells, _given(columns)) == there


def _keyed(
    rows: Sequence[Row], file: str, columns: Columns, around: Around
) -> tuple[list[Row], dict[str, str], int, list[Problem]]:
    """Return rows under their keys, which typed keys became others, how many were made, and what is wrong with them."""
    elsewhere = {key: place for key, (place, _) in around.elsewhere.items()}
    keys = Keys(elsewhere, around.before)
    first: dict[str, int] = {}
    renamed: dict[str, str] = {}
    problems: list[Problem] = []
    for row in rows:
        if key := as_key(row.cells["key"]):
            problem = _twice(key, first, elsewhere)
            if problem:
                said, hint = f'{problem[0]} (column "{columns.name("key")}")', problem[1]
                place = Place(file=file, line=row.line)
                problems.append(Problem(code="key-twice", message=said, hint=hint, place=place))
            keys.take(key)
            first.setdefault(key, row.line)
            if key != row.cells["key"]:
                renamed[row.cells["key"]] = key
    done = {number: row.with_key(key) for number, row in enumerate(rows) if (key := as_key(row.cells["key"]))}
    known = keys.known(
        {number: row.cells for number, row in enumerate(rows) if number not in done},
        {number: row.title for number, row in enumerate(rows)},
    )
    done |= {number: rows[number].with_key(key) for number, key in known.items()}
    made = len(rows) - len(done)
    keyed = [
        done[number] if number in done else row.with_key(keys.made(row.cells, row.title))
        for number, row in enumerate(rows)
    ]
    return keyed, renamed, made, problems


def _twice(key: str, first: Mapping[str, int], elsewhere: Mapping[str, Place]) -> tuple[str, str] | None:
    if key in first:
        hint = "one key is one post: give it another, or make them equal but for the channel"
        return f'"{key}" is in line {first[key]} already, and says something else', hint
    if place := elsewhere.get(key):
        return f'"{key}" is in {place.file}:{place.line} already', f"give it another key, or pass -o {place.file}"
    return None


def _no_rows(file: str, table: Table) -> Problem:
    place = Place(file=file, line=table.header_line)
    return Problem(code="file-empty", message=f"{file} has no rows below its header", hint=None, place=place)


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=lambda each: (each.place.line or 0) if each.place else 0)
