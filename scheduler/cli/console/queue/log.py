"""The log as columns: both clocks, what became of the attempt, of which part, at which try; the details where room is.

The columns stand still from the first line to the last, because lines are added while somebody reads.
"""

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.times import city, clock_time

if TYPE_CHECKING:
    from scheduler.queue import AttemptRow

STYLES: Final = {"delivered": "green", "retry": "yellow", "rejected": "red", "unknown": "red"}
SIGNS: Final = {"delivered": "✓", "retry": "→", "rejected": "✗", "unknown": "?"}
OURS: Final = len("Mon 23 Nov 15:40:02") + 2
THEIRS: Final = len("Mon 09:40") + 2
OUTCOME: Final = len("✓ delivered") + 2


class LogTable:
    """Draws attempts one after another, a heading before the first."""

    def __init__(self, screen: Screen, desk: Desk) -> None:
        self._screen = screen
        self._own = desk.workspace.zone
        theirs = desk.workspace.audience_zone
        self._theirs = theirs if theirs != self._own else None
        self._year: str | None = None

    def draw(self, row: "AttemptRow") -> None:
        """Draw one attempt; what does not fit into its line stands below."""
        at = row.ended_at or row.started_at
        ours = clock_time(at, self._own, seconds=True)
        self._head(ours[11:15])
        outcome = row.outcome or "sending"
        line = f"{ours[:10] + ours[15:]:<{OURS}}{self._audience(row):<{self._wide}}"
        what = f"{row.key}  try {row.attempt}"
        details = "  ".join(each for each in (str(row.status or ""), row.reason or "") if each)
        sign = (f"{SIGNS.get(outcome, '·')} {outcome:<{OUTCOME - 2}}", STYLES.get(outcome, "cyan"))
        before = cell_len(line) + OUTCOME
        fits = before + cell_len(what) + 2 + cell_len(details) <= self._screen.width
        self._screen.line((line, "dim"), sign, what, (f"  {details}" if fits and details else "", "dim"))
        for words in () if fits or not details else lines_of(details, self._screen.width - before):
            self._screen.line(" " * before, (words, "dim"))

    def _head(self, year: str) -> None:
        """Draw the heading, and once more where another year begins."""
        if year == self._year:
            return
        self._year = year
        theirs = f"{city(self._theirs):<{self._wide}}" if self._theirs else ""
        self._screen.line((f"{f'{city(self._own)} {year}':<{OURS}}{theirs}{'outcome':<{OUTCOME}}part", "bold"))

    @property
    def _wide(self) -> int:
        return max(THEIRS, len(city(self._theirs)) + 2) if self._theirs else 0

    def _audience(self, row: "AttemptRow") -> str:
        """Return the audience's clock; with its day where that is another one."""
        if not self._theirs:
            return ""
        at = row.ended_at or row.started_at
        here, there = clock_time(at, self._own), clock_time(at, self._theirs)
        return there[-5:] if here[:15] == there[:15] else f"{there[:3]} {there[-5:]}"
