"""The terminal: calm, aligned, two clocks, few colours, and never colour alone.

Results go to stdout, talk and problems to stderr. Colour follows the terminal, NO_COLOR, FORCE_COLOR, TERM=dumb and
`--no-color`; where the locale is not UTF-8, or with `--plain`, boxes and meters are drawn in ASCII.
"""

import os
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from scheduler.cli.console.options import Options
from scheduler.cli.console.streams import speaks_unicode
from scheduler.errors import Place, Problem, Severity, TminusError
from scheduler.model import PartState
from scheduler.workspace.find import find

WIDTH = 80
SIGNS = {
    PartState.AWAITING: ("?", "yellow"),
    PartState.SCHEDULED: ("·", "cyan"),
    PartState.SENDING: ("→", "cyan"),
    PartState.DELIVERED: ("✓", "green"),
    PartState.FAILED: ("✗", "red"),
    PartState.UNKNOWN: ("?", "red"),
    PartState.EXPIRED: ("⌛", "yellow"),
    PartState.CANCELLED: ("-", "dim"),
}
"""How a state looks: a sign and a colour beside its word."""

ASCII_SIGNS = str.maketrans(
    {"·": ".", "→": ">", "✓": "+", "✗": "x", "⌛": "~", "⚠": "!", "│": "|", "█": "#", "░": ".", "─": "-", "…": "..."},
)


INERT = {
    **{code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"},
    127: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}
"""Characters that would move the cursor, paint the screen or turn a line around: shown as signs, whoever wrote them."""


class Screen:
    """Where a command draws. Problems name their files relative to the workspace."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.unicode = not options.plain and speaks_unicode(sys.stdout)
        self._out = _console(options, stderr=False)
        self._err = _console(options, stderr=True)

    @property
    def width(self) -> int:
        """How many cells a line has: 80, or fewer on a narrow terminal."""
        return min(WIDTH, self._out.width) if self._out.is_terminal else WIDTH

    def line(self, *pieces: str | tuple[str, str]) -> None:
        """Print one line of the result; a piece is text, or text and its style."""
        self._out.print(self._text(pieces), soft_wrap=True)

    def talk(self, *pieces: str | tuple[str, str]) -> None:
        """Print one line of talk, which is not part of the result."""
        if not self.options.quiet:
            self._err.print(self._text(pieces), soft_wrap=True)

    def _text(self, pieces: Iterable[str | tuple[str, str]]) -> Text:
        text = Text()
        for piece in pieces:
            words, style = (piece, "") if isinstance(piece, str) else piece
            words = words.translate(INERT)
            text.append(words if self.unicode else words.translate(ASCII_SIGNS), style)
        return text

    def state(self, state: PartState) -> tuple[str, str]:
        """Return a state's sign and word, with its style."""
        sign, style = SIGNS[state]
        return f"{sign} {state.value}", style

    def meter(self, part: int, whole: int, cells: int = 24) -> str:
        """Return a bar of `cells` cells that shows how much of the whole is used."""
        filled = min(cells, round(cells * part / whole)) if whole else 0
        return ("█" if self.unicode else "#") * filled + ("░" if self.unicode else ".") * (cells - filled)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Print each problem: what happened, where, the line with a caret, and what to do."""
        said = list(problems)
        for problem in said:
            if problem.severity is Severity.ERROR or not self.options.quiet:
                self._problem(problem)
        if len(said) > 1 and not self.options.quiet:
            errors = sum(problem.severity is Severity.ERROR for problem in said)
            self.talk(_counted(errors, "error"), ", ", _counted(len(said) - errors, "warning"))

    def _problem(self, problem: Problem) -> None:
        style = "bold red" if problem.severity is Severity.ERROR else "bold yellow"
        self._err.print(
            self._text([(f"{problem.severity.value}[{problem.code}]", style), ": ", (problem.message, "bold")]),
            soft_wrap=True,
        )
        shown = problem.place and self._excerpt(problem.place, problem.end_column, problem.hint)
        if not shown and problem.hint:
            self._err.print(self._text(["  hint: ", problem.hint]), soft_wrap=True)
        self._err.print()

    def _excerpt(self, place: Place, end_column: int | None, hint: str | None) -> bool:
        """Print where it is; with a line to show, print it with a caret and the hint, and return True."""
        self._err.print(self._text(["  ", ("-->", "cyan"), f" {place}"]), soft_wrap=True)
        source = self._source_line(place)
        if source is None:
            return False
        margin = " " * len(str(place.line))
        self._err.print(self._text([f" {margin} ", ("|", "cyan")]))
        self._err.print(self._text([f" {place.line} ", ("|", "cyan"), f" {source}"]), soft_wrap=True)
        start = (place.column or len(source) - len(source.lstrip()) + 1) - 1
        end = end_column - 1 if end_column else len(source.rstrip())
        caret = " " * cell_len(source[:start]) + "^" * max(1, cell_len(source[start:end]))
        self._err.print(
            self._text([f" {margin} ", ("|", "cyan"), f" {caret}", (f" {hint}" if hint else "", "")]),
            soft_wrap=True,
        )
        return True

    def _source_line(self, place: Place) -> str | None:
        if place.line is None:
            return None
        try:
            lines = (_root(self.options) / place.file).read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            return None
        return lines[place.line - 1].replace("\t", " ") if place.line <= len(lines) else None


def _root(options: Options) -> Path:
    start = options.workspace or Path.cwd()
    try:
        return find(start)
    except TminusError:
        return start


class _Terminal(Console):
    """A console that leaves a reader who left to the boundary, as every other error."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def _console(options: Options, *, stderr: bool) -> Console:
    plain = options.no_color or options.plain or os.environ.get("TERM") == "dumb"
    return _Terminal(
        stderr=stderr,
        no_color=True if plain or os.environ.get("NO_COLOR") else None,
        color_system=None if plain else "auto",
        highlight=False,
        markup=False,
        emoji=False,
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def clock_time(instant: datetime, zone: str, *, seconds: bool = False) -> str:
    """Return `Thu 19 Nov 2026 09:00` as the clocks of a zone show the instant."""
    return instant.astimezone(ZoneInfo(zone)).strftime("%a %d %b %Y %H:%M:%S" if seconds else "%a %d %b %Y %H:%M")


def city(zone: str) -> str:
    """Return what people call a zone: `New York` for America/New_York."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def two_clocks(instant: datetime, audience_zone: str, own_zone: str) -> str:
    """Return the instant on the audience's clock and on the marketer's; one clock where they are the same."""
    audience = f"{clock_time(instant, audience_zone)} {city(audience_zone)}"
    if audience_zone == own_zone:
        return audience
    theirs, ours = (instant.astimezone(ZoneInfo(zone)) for zone in (audience_zone, own_zone))
    own = ours.strftime("%H:%M" if ours.date() == theirs.date() else "%a %d %b %H:%M")
    return f"{audience} = {own} {city(own_zone)}"


def span(seconds: float) -> str:
    """Return a length of time in its two largest units: `6 d 23 h`, `4 min`, `12 s`."""
    units = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
    left = round(abs(seconds))
    words: list[str] = []
    for name, size in units:
        if left >= size and len(words) < 2:  # noqa: PLR2004 - two units say enough
            words.append(f"{left // size} {name}")
            left %= size
    return " ".join(words) or "0 s"


def from_now(instant: datetime, now: datetime) -> str:
    """Return `in 6 d 23 h` or `4 min ago`."""
    seconds = (instant - now).total_seconds()
    return f"in {span(seconds)}" if seconds >= 0 else f"{span(seconds)} ago"
