"""One row of somebody's spreadsheet as one of ours: each cell understood, or what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from typing import Final

from scheduler.errors import Place, Problem, Severity
from scheduler.model import Channel, When
from scheduler.plan.phrases import parse_duration
from scheduler.plan.spelling import spell_when
from scheduler.workspace.allowing import read_allowed
from scheduler.workspace.fields import read_address
from scheduler.workspace.reads import told
from scheduler.workspace.sheet.across import is_no_text, posts_in
from scheduler.workspace.sheet.channels import named_channels
from scheduler.workspace.sheet.columns import Columns
from scheduler.workspace.sheet.dates import Order, read_foreign_time
from scheduler.workspace.sheet.formulas import unguarded
from scheduler.workspace.sheet.keys import for_channel
from scheduler.workspace.sheet.rows import Cells, spell_duration

BETWEEN_PICTURES: Final = (",", "\n", ";", "|", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a person says that a sheet is to be read.

    `dates` settles what can be read two ways, `at` is the time of rows with a day alone, `channel` that of rows without
    one, `columns` maps ours to the headers named for them, `encoding` is what the file is in.
    """

    dates: Order | None = None
    at: time | None = None
    channel: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that was understood: its line, our cells (`key` as typed), and what else keys are made of."""

    line: int
    cells: Cells
    title: str = ""

    def with_key(self, key: str) -> "Row":
        """Return the row under a key."""
        return replace(self, cells={**self.cells, "key": key})


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Reads the rows of one sheet; `problems` gathers what is wrong with them, or doubtful."""

    file: str
    columns: Columns
    channels: Mapping[str, Channel]
    reading: Reading
    problems: list[Problem] = field(default_factory=list)
    blank: int = 0
    """Rows without a text in any column of a platform."""

    _line: int = 0
    _cells: list[str] = field(default_factory=list)
    _words: str = ""
    _here: Columns = field(init=False)

    def __post_init__(self) -> None:
        """Begin with what the sheet's columns mean in every row."""
        self._here = self.columns

    def read(self, line: int, cells: list[str]) -> list[Row]:
        """Return what a row comes to: one of ours, or one for each channel with a text; none where it is wrong."""
        posts = posts_in(self.columns, cells)
        self.blank += not posts
        return [row for here, words in posts if (row := self._read(line, cells, here, words))]

    def _read(self, line: int, cells: list[str], here: Columns, words: str) -> Row | None:
        self._line, self._cells, self._here, self._words = line, cells, here, words
        before = self._errors()
        if any(cell.strip() for cell in cells[len(self.columns.headers) :]):
            hint = "a text with a comma or a semicolon in it stands in quotes"
            self._say(None, "csv-cells", "This row has more cells than there are columns", hint)
        text, alone = self._text(), bool(here.across) and not here.are_marks
        if alone and is_no_text(text):
            self._say("text", "value-missing", f'"{text}" is no text of a post', "leave the cell blank for no post")
        if not text:
            self._say("text", "value-missing", "There is no text here", "write one, or take the row out")
        when = self._when()
        image = self._picture()
        channels = self._channels(timeless=when is None and before == self._errors())
        row = {
            "key": for_channel(self.cell("key"), words) if alone else self.cell("key"),
            "when": spell_when(when) if when else "",
            "channel": channels,
            "text": text,
            "expires": self._parsed("expires", lambda cell: spell_duration(parse_duration(cell)), "duration-invalid"),
            "link": self._parsed("link", read_address, "address-invalid"),
            "image": image,
            "alt": self.cell("alt") if image else "",
            "allow": self._parsed("allow", _allowed, "allow-unknown"),
        }
        title = f"{self.cell('title')} {words}" if alone and self.cell("title") else self.cell("title")
        return Row(line=line, cells=row, title=title) if self._errors() == before else None

    def cell(self, meaning: str) -> str:
        """Return a cell by what it means, without what an export put before it; "" where the sheet has none."""
        at = self._here.at.get(meaning)
        return unguarded(self._cells[at]).strip() if at is not None and at < len(self._cells) else ""

    def _text(self) -> str:
        return self.cell("text").replace("\r\n", "\n").replace("\r", "\n")

    def _when(self) -> When | None:
        of = "when" if self.cell("when") else "date"
        day, clock = self.cell(of), self.cell("time")
        try:
            return read_foreign_time(day, clock, self.reading.dates, self.reading.at)
        except ValueError as error:
            code, message, hint = told(error, "when-invalid")
            lacks_time = code == "time-missing" and "time" in self._here.at
            self._say("time" if lacks_time or (clock and self._is_day(day)) else of, code, message, hint)
            return None

    def _is_day(self, day: str) -> bool:
        """Whether nothing is wrong with the cell of the day, so that what is wrong is the time of day beside it."""
        try:
            read_foreign_time(day, "", self.reading.dates, time())
        except ValueError:
            return False
        return True

    def _channels(self, *, timeless: bool) -> str:
        named = named_channels(self._words or self.cell("channel") or self.reading.channel, self.channels)
        for word, hint in named.unknown:
            self._say("channel", "channel-unknown", f'There is no channel "{word}"', hint)
        if not named.channels and not named.unknown:
            hint = "write one into the row, or pass --channel NAME for all rows without one"
            self._say("channel", "value-missing", "There is no channel here", hint)
        if slotless := [each for each in named.channels if timeless and not self.channels[each].slots]:
            message = f"This row has no time, and {' and '.join(slotless)} no free slot to take"
            hint = "give it a time, or the channel  slots: [Mon-Fri 09:00]  in config/channels.yaml"
            self._say("when", "when-missing", message, hint, Severity.WARNING)
        return ";".join(named.channels)

    def _picture(self) -> str:
        cell = self.cell("image")
        between = next((each for each in BETWEEN_PICTURES if f"{each}http" in cell.replace(", ", ",")), None)
        if between is None:
            return self._parsed("image", read_address, "address-invalid")
        hint = "a post carries one picture; the others are left out"
        self._say("image", "picture-many", "There is more than one picture here", hint, Severity.WARNING)
        return self._checked("image", cell.split(between)[0].strip(), read_address, "address-invalid")

    def _parsed(self, meaning: str, parse: Callable[[str], str], code: str) -> str:
        return self._checked(meaning, self.cell(meaning), parse, code)

    def _checked(self, meaning: str, cell: str, parse: Callable[[str], str], code: str) -> str:
        try:
            return parse(cell) if cell else ""
        except ValueError as error:
            self._say(meaning, *told(error, code))
            return ""

    def _errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    def _say(
        self, meaning: str | None, code: str, message: str, hint: str | None, severity: Severity = Severity.ERROR
    ) -> None:
        said = f'{message} (column "{self._here.name(meaning)}")' if meaning else message
        place = Place(file=self.file, line=self._line)
        self.problems.append(Problem(code=code, message=said, hint=hint, severity=severity, place=place))


def _allowed(cell: str) -> str:
    """Return the cell as the workspace spells it."""
    return "; ".join(f"{code}: {reason}" for code, reason in read_allowed(cell).items())
