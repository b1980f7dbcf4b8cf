"""config/posts/*.csv: one-off posts, one row each. Texts are literal, never templates."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from scheduler.errors import Place, Problem, did_you_mean
from scheduler.model import Image, OneOff
from scheduler.plan.phrases import parse_duration
from scheduler.workspace.allowing import read_allowed
from scheduler.workspace.fields import read_address, read_name
from scheduler.workspace.reads import told
from scheduler.workspace.sheet.sheet import Sheet, SheetError, read_sheet
from scheduler.workspace.sheet.times import read_sheet_time

COLUMNS: Final = ("key", "when", "channel", "text", "expires", "link", "image", "alt")
NEEDED: Final = ("key", "when", "channel", "text")
READ: Final = (*COLUMNS, "allow")
"""The columns that are read: `allow` is written only where a row has something in it."""

T = TypeVar("T")


@dataclass(slots=True)
class Posts:
    """What was read so far: the posts, the problems, and where each key was first met (over all files).

    `channels` are the names a row may use; None where channels.yaml could not be read, and then any will do.
    """

    channels: frozenset[str] | None
    one_offs: list[OneOff] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    keys: dict[str, Place] = field(default_factory=dict)

    def add_file(self, path: Path, file: str) -> None:
        """Read one file into the posts; whatever is wrong with a row, the others are read too."""
        try:
            sheet = read_sheet(path, file)
            if found := _column_problems(sheet, file):
                self.problems += found
                return
            for row in sheet.rows:
                place = Place(file=file, line=row.line, column=1)
                if row.overflows:
                    self.problems.append(_overflow(place))
                else:
                    self._add_row(_Row(place, row.cells, row.source))
        except SheetError as error:
            self.problems.append(error.problem)

    def _add_row(self, row: "_Row") -> None:
        key = row.needed("key", read_name, "name-invalid")
        if key is not None:
            self._take_key(row, key)
        channels = [name for name in (row.cell("channel") or "").split(";") if name.strip()]
        chosen = [name.strip() for name in channels]
        if not chosen:
            row.say("channel", "value-missing", "There is no channel here", "write one name, or several as x;bluesky")
        for name in chosen:
            self._check_channel(row, name)
        text = row.needed("text", _with_unix_lines, "value-invalid")
        when = row.read("when", read_sheet_time, "when-invalid")
        expires: timedelta | None = row.read("expires", parse_duration, "duration-invalid")
        link = row.read("link", read_address, "address-invalid")
        image = row.read("image", read_address, "address-invalid")
        allow = row.read("allow", read_allowed, "allow-unknown")
        self.problems += row.problems
        if row.problems or key is None or text is None:
            return
        picture = Image(url=image, alt=row.cell("alt")) if image else None
        self.one_offs += [
            OneOff(
                key=key,
                channel=name,
                text=text,
                when=when,
                expires=expires,
                link=link,
                image=picture,
                allow=allow or MappingProxyType({}),
                place=row.place,
                source=row.source,
            )
            for name in dict.fromkeys(chosen)
        ]

    def _take_key(self, row: "_Row", key: str) -> None:
        first = self.keys.setdefault(key, row.place)
        if first is not row.place:
            where = f"line {first.line}" if first.file == row.place.file else f"{first.file}:{first.line}"
            row.say("key", "key-twice", f'"{key}" is given twice', f"the first one is in {where}; every key is unique")

    def _check_channel(self, row: "_Row", name: str) -> None:
        if self.channels is None or name in self.channels:
            return
        hint = did_you_mean(name, self.channels) or f"there are {', '.join(sorted(self.channels))}"
        row.say("channel", "channel-unknown", f'There is no channel "{name}"', hint)


@dataclass(slots=True)
class _Row:
    """The cells of one row by column, as it stands in the file, and what is wrong with it."""

    place: Place
    cells: Mapping[str, str]
    source: str
    problems: list[Problem] = field(default_factory=list)

    def cell(self, column: str) -> str | None:
        return self.cells.get(column, "").strip() or None

    def say(self, column: str, code: str, message: str, hint: str | None) -> None:
        said = f'{message} (column "{column}")'
        self.problems.append(Problem(code=code, message=said, hint=hint, place=self.place))

    def read(self, column: str, parse: Callable[[str], T], code: str) -> T | None:
        text = self.cell(column)
        if text is None:
            return None
        try:
            return parse(text)
        except ValueError as error:
            self.say(column, *told(error, code))
            return None

    def needed(self, column: str, parse: Callable[[str], T], code: str) -> T | None:
        if self.cell(column) is None:
            self.say(column, "value-missing", f"There is no {column} here", None)
        return self.read(column, parse, code)


def _with_unix_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _overflow(place: Place) -> Problem:
    message = "This row has more cells than there are columns"
    hint = "a text with a comma or a semicolon in it stands in quotes"
    return Problem(code="csv-cells", message=message, hint=hint, place=place)


def _column_problems(sheet: Sheet, file: str) -> list[Problem]:
    place = Place(file=file, line=1, column=1)
    found = []
    for name in sheet.columns:
        if name not in READ and name:
            hint = did_you_mean(name, READ) or f"the columns are {', '.join(COLUMNS)}"
            found.append(Problem(code="column-unknown", message=f'There is no column "{name}"', hint=hint, place=place))
        if sheet.columns.count(name) > 1 and name in READ:
            message, hint = f'The column "{name}" is there twice', "keep one of them"
            found.append(Problem(code="column-twice", message=message, hint=hint, place=place))
    meant = {
        close for name in sheet.columns if name not in READ for close in difflib.get_close_matches(name, COLUMNS, 1)
    }
    for name in NEEDED:
        if name not in sheet.columns and name not in meant:
            hint = f"the first line names the columns: {','.join(COLUMNS)}"
            if name == "key":
                hint = f"add it, each row with a name (posts/NAME names the post); or  tminus import csv {file}  does"
            message = f'The column "{name}" is missing'
            found.append(Problem(code="column-missing", message=message, hint=hint, place=place))
    return list(dict.fromkeys(found))
