"""Recurrences against the golden file that a scan over every UTC minute made, and against any zone there is."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from scans.local_days import golden
from scheduler.model import Every, Recurrence
from scheduler.plan.calendar import MAX_OCCURRENCES, Resolved, occurrences
from scheduler.plan.phrases import WEEK

DAY = timedelta(days=1)
FILE = Path(__file__).parents[2] / "cases" / "plan" / "local_days.yaml"
GOLDEN: Mapping[str, Any] = YAML(typ="safe", pure=True).load(FILE)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})


def daily(at: time, year: int) -> Recurrence:
    """Return a recurrence that comes on each day of a year."""
    every = Every(at=at, weekdays=WEEK)
    return Recurrence(name="notes", every=every, templates=("notes",), first=date(year, 1, 1), until=date(year, 12, 31))


def expanded(runs: list[str]) -> Iterator[tuple[date, datetime]]:
    """Yield each day of the golden runs with its instant."""
    for run in runs:
        days, _, instant = run.partition(" = ")
        first, last = map(date.fromisoformat, days.split(" .. "))
        for number in range((last - first).days + 1):
            yield first + number * DAY, datetime.fromisoformat(instant) + number * DAY


@pytest.mark.parametrize("case", GOLDEN["runs"], ids=lambda case: f"{case['zone']} {case['year']} {case['at']}")
def test_a_daily_recurrence_comes_when_the_clocks_of_every_minute_say(case: Mapping[str, Any]) -> None:
    """Once on each local day that exists; in a gap the first instant after it, in a fold the first of two."""
    found, _ = occurrences(daily(time.fromisoformat(case["at"]), case["year"]), case["zone"])
    assert [(each.wall.date(), each.instant) for each in found] == list(expanded(case["runs"]))


def test_the_golden_file_holds_the_nights_it_was_made_for() -> None:
    """Five zones; gaps of an hour, of half of one, and up to midnight; and a day that did not take place."""
    days = {(case["zone"], case["year"], case["at"]): dict(expanded(case["runs"])) for case in GOLDEN["runs"]}
    assert len({zone for zone, _, _ in days}) == 5
    assert {len(found) for (_, year, _), found in days.items() if year in {2023, 2024}} == {365, 366}
    assert date(2011, 12, 30) not in days["Pacific/Apia", 2011, "02:30"]
    assert f"{days['America/Nuuk', 2024, '23:30'][date(2024, 3, 30)]:%d %H:%M}" == "31 01:00"
    assert f"{days['Australia/Lord_Howe', 2023, '02:30'][date(2023, 10, 1)]:%H:%M}" == "15:30"


@pytest.mark.long
def test_the_golden_file_is_what_a_scan_finds_again() -> None:
    """Made once, never typed: whatever data this machine has, years that are over stay as they were."""
    made, stands = ([line for line in text if not line.startswith("tzdata:")] for text in (golden(), lines()))
    assert made == stands


def lines() -> list[str]:
    return FILE.read_text(encoding="utf-8").splitlines()


def test_a_day_that_did_not_take_place_is_said() -> None:
    """Samoa went from the 29th to the 31st of December 2011: no occurrence, and a word about it."""
    found, skipped = occurrences(daily(time(9), 2011), "Pacific/Apia")
    assert (len(found), skipped) == (364, ("2011-12-30",))


weekdays = st.sets(st.sampled_from(WEEK), min_size=1).map(lambda days: tuple(sorted(days, key=WEEK.index)))
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
rules = st.builds(Every, at=clocks, weekdays=weekdays) | st.builds(Every, at=clocks, month_day=st.integers(1, 31))
recurrences = st.builds(
    Recurrence,
    name=st.just("notes"),
    templates=st.just(("notes",)),
    every=rules,
    first=st.dates(date(1850, 1, 1), date(2100, 1, 1)),
    times=st.integers(1, MAX_OCCURRENCES),
)


@given(recurrences, st.sampled_from(ZONES))
def test_no_recurrence_comes_twice_on_a_local_day_or_goes_back_in_time(rule: Recurrence, zone: str) -> None:
    """Any rule, zone and year: days and instants rise strictly, and each shows its wall time or lies behind a gap."""
    found, _ = occurrences(rule, zone)
    assert len(found) == rule.times
    assert all(before.wall.date() < after.wall.date() for before, after in pairwise(found))
    assert all(before.instant < after.instant for before, after in pairwise(found))
    assert all(_shown(each, zone) == each.wall for each in found if each.oddity != "dst-gap")
    assert all(_shown(each, zone) > each.wall for each in found if each.oddity == "dst-gap")


def _shown(due: Resolved, zone: str) -> datetime:
    """Return what the clocks show at an occurrence."""
    return due.instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
