"""The terminal: calm, aligned, two clocks, few colours, and never colour alone.

Results go to stdout, talk and problems to stderr. Colour follows the terminal, NO_COLOR, FORCE_COLOR, TERM=dumb and
`--no-color`; where the locale is not UTF-8, or with `--plain`, boxes and meters are drawn in ASCII.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from scheduler.cli.console.lay_out import Piece, laid_out
from scheduler.cli.console.options import Options
from scheduler.cli.console.problem_lines import problem_lines
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


SECRETS_FILE = ".env"
"""Its lines are named by their number, never shown."""


UNEXPLAINED = frozenset({"usage", "interrupted", "internal", "system"})
"""Problems whose own words say all there is to say."""


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
        _print(self._out, self._text(pieces))

    def entry(self, lead: str, *pieces: str | Piece) -> None:
        """Print a line that begins with a fixed word; where it is too long it goes on below, set in as far."""
        indent = cell_len(lead)
        plain: list[Piece] = [(piece, "") if isinstance(piece, str) else piece for piece in pieces]
        if indent + sum(cell_len(text) for text, _ in plain) <= self.width:
            self.line(lead, *plain)
            return
        for number, line in enumerate(laid_out(plain, self.width - indent)):
            self.line(" " * indent if number else lead, *line)

    def talk(self, *pieces: str | tuple[str, str]) -> None:
        """Print one line of talk, which is not part of the result."""
        if not self.options.quiet:
            _print(self._err, self._text(pieces))

    def clear(self) -> None:
        """Begin anew: an empty screen on a terminal that can, a line of dashes elsewhere."""
        if self._out.is_terminal and not self._out.is_dumb_terminal:
            self._out.clear()
        else:
            self.line("-" * self.width)

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
        given = list(problems)
        said = [problem for problem in given if not problem.allowed]
        for problem in said:
            if problem.severity is Severity.ERROR or not self.options.quiet:
                self._problem(problem)
        if not self.options.quiet:
            self._sum_up(said, [problem for problem in given if problem.allowed])

    def count(self, warnings: Iterable[Problem]) -> None:
        """Print how many warnings there are that `plan` tells whole."""
        if many := sum(not each.allowed for each in warnings):
            self.talk(f"{_counted(many, 'warning')}; see {'it' if many == 1 else 'them'} with  tminus plan")

    def _sum_up(self, said: list[Problem], allowed: list[Problem]) -> None:
        """Print how many problems there are, how many are allowed (`-v`: and why), and where one is explained."""
        if self.options.verbose:
            for problem in allowed:
                self.talk(f"allowed[{problem.code}]: {problem.message}: {problem.allowed}")
        errors = sum(problem.severity is Severity.ERROR for problem in said)
        counts = [_counted(errors, "error"), _counted(len(said) - errors, "warning")] if len(said) > 1 else []
        counts += [f"{len(allowed)} allowed"] if allowed else []
        explained = next((problem.code for problem in said if problem.code not in UNEXPLAINED), None)
        lines = [", ".join(counts)] if counts else []
        lines += [f"Explain {'one' if len(said) > 1 else 'it'}: tminus explain {explained}"] if explained else []
        if lines:
            self.talk("   ".join(lines))

    def _problem(self, problem: Problem) -> None:
        source = self._source_line(problem.place) if problem.place else None
        for line in problem_lines(problem, source, self.width):
            _print(self._err, self._text(line))

    def _source_line(self, place: Place) -> str | None:
        if place.line is None or place.file == SECRETS_FILE:
            return None
        try:
            lines = (_root(self.options) / place.file).read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return lines[place.line - 1].replace("\t", " ") if place.line <= len(lines) else None


def _root(options: Options) -> Path:
    start = options.workspace or Path.cwd()
    try:
        return find(start)
    except TminusError:
        return start


def _print(console: Console, text: Text) -> None:
    """Print a line; without colours rich has nothing to add, and takes ten times as long."""
    if console.color_system is None and "\t" not in text.plain:
        console.file.write(f"{text.plain}\n")
        console.file.flush()
    else:
        console.print(text, soft_wrap=True)


class _Terminal(Console):
    """A console that leaves a reader who left to the boundary, as every other error."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def _console(options: Options, *, stderr: bool) -> Console:
    plain = options.no_color or options.plain or os.environ.get("TERM") == "dumb" or bool(os.environ.get("NO_COLOR"))
    return _Terminal(
        stderr=stderr,
        no_color=True if plain else None,
        color_system=None if plain else "auto",  # None: not even bold
        highlight=False,
        markup=False,
        emoji=False,
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
