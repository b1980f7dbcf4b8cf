"""The log as columns that stand still."""

from datetime import UTC, datetime
from typing import Any

import pytest
from rich.cells import cell_len

from scheduler.cli.console.options import Options
from scheduler.cli.console.queue.log import LogTable
from scheduler.cli.console.screen import Screen
from scheduler.model import Phase
from scheduler.queue import AttemptRow

NOON = datetime(2026, 11, 23, 23, 40, 2, tzinfo=UTC)


class Desk:
    """As much of a desk as a table needs."""

    def __init__(self, zone: str, audience_zone: str) -> None:
        self.workspace: Any = type("Workspace", (), {"zone": zone, "audience_zone": audience_zone})


def a_row(key: str = "film/out-now/x#1", at: datetime = NOON, **more: Any) -> AttemptRow:
    given = {"outcome": "delivered", "phase": Phase.ANSWERED, "status": 200, "reason": None} | more
    return AttemptRow(id=1, key=key, attempt=1, started_at=at, ended_at=at, **given)


def drawn(capsys: pytest.CaptureFixture[str], *rows: AttemptRow, audience: str = "America/New_York") -> list[str]:
    desk: Any = Desk("Europe/Berlin", audience)
    table = LogTable(Screen(Options()), desk)
    for row in rows:
        table.draw(row)
    return capsys.readouterr().out.splitlines()


def test_both_clocks_stand_in_columns_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    """The audience's with its day where that is another one; the year stands in the heading alone."""
    head, line, same = drawn(capsys, a_row(), a_row(at=NOON.replace(hour=12)))
    assert head.split() == ["Berlin", "2026", "New", "York", "outcome", "part"]
    assert line.startswith("Tue 24 Nov 00:40:02  Mon 18:40  ✓ delivered  film/out-now/x#1  try 1  200")
    assert same.startswith("Mon 23 Nov 13:40:02  07:40      ✓ delivered  ")


def test_one_clock_is_enough_for_one_zone(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody reads the same time twice."""
    _, line = drawn(capsys, a_row(), audience="Europe/Berlin")
    assert line.startswith("Tue 24 Nov 00:40:02  ✓ delivered  film/out-now/x#1")


def test_another_year_begins_with_a_heading(capsys: pytest.CaptureFixture[str]) -> None:
    """Dates are told apart though their lines have no year."""
    lines = drawn(capsys, a_row(), a_row(at=datetime(2027, 1, 8, 12, tzinfo=UTC)))
    assert [line.split()[1] for line in (lines[0], lines[2])] == ["2026", "2027"]


def test_what_does_not_fit_stands_below(capsys: pytest.CaptureFixture[str]) -> None:
    """No line is longer than the screen, and nothing is cut off."""
    reason = "503: the receiver is not available (it says that it is being repaired until the evening)"
    lines = drawn(capsys, a_row(outcome="retry", status=503, reason=reason))
    assert max(map(cell_len, lines)) <= 80
    assert len({line.index("film") for line in lines if "film" in line}) == 1
    assert " ".join(" ".join(lines[2:]).split()).endswith("until the evening)")
