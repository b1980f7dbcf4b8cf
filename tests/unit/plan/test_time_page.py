"""The page on time: each row of its tables is what tminus makes of it."""

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.plan.calendar import Resolved, resolve, when_due
from scheduler.plan.phrases import parse_when

PAGE = (Path(__file__).parents[3] / "docs" / "concepts" / "time.md").read_text("utf-8")
ROWS = [
    [cell.strip(" `") for cell in line[1:-1].split("|")] for line in PAGE.splitlines() if re.match(r"\| .*Z \|", line)
]
CHANGES = [row for row in ROWS if row[1] == "Europe/Berlin"]
PHRASES = [row for row in ROWS if row not in CHANGES]


def shown(found: Resolved) -> list[str]:
    """Return an instant as the page writes it: on the zone's clock, and in UTC."""
    local, utc = found.instant.astimezone(ZoneInfo(found.zone)), found.instant.astimezone(UTC)
    return [f"{local:%Y-%m-%d %H:%M}", f"{utc:%Y-%m-%dT%H:%MZ}"]


@pytest.mark.parametrize(("when", "event", "zone", "local", "utc"), PHRASES, ids=[row[0] for row in PHRASES])
def test_a_phrase_goes_out_when_the_page_says(when: str, event: str, zone: str, local: str, utc: str) -> None:
    """Days by the calendar of the event, hours by the hour."""
    at = resolve(datetime.fromisoformat(event), zone) if event else None
    assert shown(when_due(parse_when(when), event=at, zone=zone)) == [local, utc]


@pytest.mark.parametrize(("wall", "zone", "local", "utc", "oddity"), CHANGES, ids=[row[0] for row in CHANGES])
def test_a_change_of_the_clocks_does_what_the_page_says(
    wall: str, zone: str, local: str, utc: str, oddity: str
) -> None:
    """A gap ends, the first of two is taken, and which it was is known."""
    found = resolve(datetime.fromisoformat(wall), zone)
    assert (*shown(found), found.oddity or "") == (local, utc, oddity)


def test_the_page_has_rows() -> None:
    """So that none of the above is true of nothing."""
    assert (len(PHRASES), len(CHANGES)) == (7, 3)
