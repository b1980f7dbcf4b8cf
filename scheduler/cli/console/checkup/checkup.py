"""What a check-up finds: one finding a line, with a cure where something is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.screen import Screen


class Verdict(StrEnum):
    """How well something is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


SIGNS = {Verdict.OK: ("✓", "green"), Verdict.WARN: ("⚠", "yellow"), Verdict.FAIL: ("✗", "red")}

MACHINE, WORKSPACE, DELIVERY, DAEMON = 1, 3, 6, 7
"""The exit codes of DESIGN section 10: what is wrong with the machine, the files, the deliveries, the daemon."""

GRAVEST: Sequence[int] = (WORKSPACE, MACHINE, DELIVERY, DAEMON)
"""Which of several exit codes counts: what has to be put right first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of a check-up. `exit_code` is what a failure ends the command with."""

    name: str
    said: str
    verdict: Verdict = Verdict.OK
    cure: str | None = None
    exit_code: int = 0

    def to_json(self) -> dict[str, str | None]:
        """Return the finding as data."""
        return {"name": self.name, "verdict": self.verdict.value, "message": self.said, "hint": self.cure}


def warned(name: str, said: str, cure: str) -> Finding:
    """Return a finding that may become a trouble."""
    return Finding(name=name, said=said, verdict=Verdict.WARN, cure=cure)


def failed(name: str, said: str, cure: str, exit_code: int) -> Finding:
    """Return a finding that keeps posts from going out."""
    return Finding(name=name, said=said, verdict=Verdict.FAIL, cure=cure, exit_code=exit_code)


def exit_code_of(findings: Sequence[Finding], *, strict: bool) -> int:
    """Return the code of the gravest failure; where warnings count, too, they are the workspace's."""
    codes = {each.exit_code for each in findings if each.verdict is Verdict.FAIL}
    if strict and any(each.verdict is Verdict.WARN for each in findings):
        codes.add(WORKSPACE)
    return next((code for code in GRAVEST if code in codes), 0)


def draw(screen: Screen, findings: Sequence[Finding]) -> None:
    """Draw every finding, its cure below it, and how many there are of each kind."""
    wide = max(len(each.name) for each in findings)
    for each in findings:
        sign, style = SIGNS[each.verdict]
        name = (f"{sign} {each.verdict.value:<4}  ", style), f"{each.name:<{wide}}  "
        for number, line in enumerate(lines_of(each.said, screen.width - wide - 10)):
            screen.line(*((" " * (wide + 10),) if number else name), line)
        cure = each.cure if each.cure and each.verdict is not Verdict.OK else ""
        for number, line in enumerate(lines_of(cure, screen.width - wide - 12) if cure else ()):
            screen.line(" " * (wide + 10), ("  " if number else "→ ", "dim"), line)
    counts = [sum(each.verdict is verdict for each in findings) for verdict in Verdict]
    screen.line(f"{len(findings)} checks: {counts[0]} ok, {counts[1]} to look at, {counts[2]} to put right")
