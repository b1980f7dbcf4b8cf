"""When a daily wall time comes, found by looking at the clocks of every minute: the twin of plan/calendar.

It knows no rule and no arithmetic of time zones: for each UTC minute it asks what the clocks show (`fromutc`), and
reads off the rest. A local day exists if its date is ever shown. Its instant is the first minute that shows the wall
time; if none does, the first minute that shows a later one, on that day or, where the gap reaches midnight, on the
next.

    python tests/scans/local_days.py > tests/cases/plan/local_days.yaml
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

TIMES = (time(1, 30), time(2, 30), time(23, 30))
YEARS = {
    "America/New_York": (2023, 2024),
    "Australia/Lord_Howe": (2023, 2024),  # by half an hour
    "America/Nuuk": (2023, 2024),  # stayed on summer time in 2023; since then it changes an hour before midnight
    "Africa/Casablanca": (2023, 2024),  # back for Ramadan
    "Pacific/Apia": (2011, 2012, 2023, 2024),  # 30 December 2011 did not take place
}
"""Years that are over: no release of the time-zone data changes what their clocks showed."""


def scan(zone: str, year: int) -> dict[time, dict[date, datetime]]:
    """Return the instant of each local day of a year, for each of TIMES."""
    tz = ZoneInfo(zone)
    found: dict[time, dict[date, datetime]] = {at: {} for at in TIMES}
    passed: dict[time, dict[date, datetime]] = {at: {} for at in TIMES}
    begun: dict[date, datetime] = {}
    start = datetime(year, 1, 1, tzinfo=UTC) - 2 * DAY
    for number in range(370 * 24 * 60):
        instant = start + number * MINUTE
        shown = tz.fromutc(instant.replace(tzinfo=tz))
        day, clock = shown.date(), shown.time()
        begun.setdefault(day, instant)
        for at in TIMES:
            if clock == at:
                found[at].setdefault(day, instant)
            elif clock > at:
                passed[at].setdefault(day, instant)
    days = sorted(begun)
    following = {day: begun[after] for day, after in pairwise(days)}
    return {
        at: {day: found[at].get(day) or passed[at].get(day) or following[day] for day in days if day.year == year}
        for at in TIMES
    }


def runs(instants: dict[date, datetime]) -> Iterator[tuple[date, date, datetime]]:
    """Yield the stretches (first day, last day, instant of the first) in which days come every 24 hours."""
    days = sorted(instants)
    first = days[0]
    for before, after in pairwise(days):
        if after - before != DAY or instants[after] - instants[before] != DAY:
            yield first, before, instants[first]
            first = after
    yield first, days[-1], instants[first]


def tzdata_version() -> str:
    """Return the release of the time-zone data that zoneinfo reads here: the system's, else the package's."""
    for folder in TZPATH:
        listing = Path(folder, "tzdata.zi")
        if listing.exists():
            return listing.read_text(encoding="utf-8").partition("\n")[0].split()[-1]
        if Path(folder).is_dir():
            return "unknown"
    import tzdata  # noqa: PLC0415 - only where the system has none

    return str(tzdata.IANA_VERSION)


def golden() -> Iterator[str]:
    """Yield the lines of the golden file."""
    yield "# Each local day's instant, found by a scan over every UTC minute; tests/scans/local_days.py made this."
    yield "# A run is  first day .. last day = instant of the first;  each further day comes 24 hours later."
    yield f"tzdata: {tzdata_version()}"
    yield "runs:"
    for zone, years in YEARS.items():
        for year in years:
            for at, instants in scan(zone, year).items():
                yield f"- {{zone: {zone}, year: {year}, at: '{at:%H:%M}', runs: ["
                yield from (
                    f"    '{first} .. {last} = {instant:%Y-%m-%dT%H:%MZ}'," for first, last, instant in runs(instants)
                )
                yield "  ]}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in golden())
