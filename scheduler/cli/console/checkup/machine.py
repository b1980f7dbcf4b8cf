"""What a check-up looks at outside of the workspace: the clock, the rules of the zones, Python, the disk."""

import ctypes
import platform
import shutil
import time
import zoneinfo
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from scheduler import __version__
from scheduler.cli.console.checkup.checkup import MACHINE, Finding, failed, warned
from scheduler.cli.console.times import clock_time

LOOKED_SECONDS = 0.1
STEADY_SECONDS = 0.05
NTP_UNSYNCHRONISED = 5
"""TIME_ERROR of <sys/timex.h>."""

FULL_BYTES, LITTLE_BYTES = 50 * 2**20, 500 * 2**20
OLD_YEARS = 2
"""Rules of zones change several times a year: those of the year before last have missed some."""


def machine(root: Path, zone: str) -> Iterator[Finding]:
    """Look at the machine that a workspace is on."""
    yield _clock(zone)
    yield _zones(datetime.now(UTC).year)
    yield Finding(name="python", said=f"{platform.python_version()}, tminus {__version__}")
    yield _disk(root)


def _clock(zone: str) -> Finding:
    wall, steady = time.time(), time.monotonic()
    time.sleep(LOOKED_SECONDS)
    drift = abs((time.time() - wall) - (time.monotonic() - steady))
    if drift > STEADY_SECONDS:
        said = f"it jumped by {drift * 1000:.0f} ms while it was looked at"
        return warned("clock", said, "is it being set just now? posts go out by this clock")
    said = f"{clock_time(datetime.now(UTC), zone)} in {zone}"
    if _ntp_state() == NTP_UNSYNCHRONISED:
        return warned("clock", f"{said}; it is not kept right over the network", "timedatectl set-ntp true")
    return Finding(name="clock", said=said)


def _ntp_state() -> int | None:
    """Return what the kernel says of its clock, None where it says nothing."""
    with suppress(OSError, AttributeError):
        return int(ctypes.CDLL(None).ntp_gettime(ctypes.create_string_buffer(512)))
    return None


def _zones(this_year: int) -> Finding:
    version, source = _zone_rules()
    said = f"{version}, of {source}"
    if version[:4].isdecimal() and int(version[:4]) <= this_year - OLD_YEARS:
        return warned("zones", f"{said}; zones have changed since", "upgrade the package tzdata of that source")
    return Finding(name="zones", said=said)


def _zone_rules() -> tuple[str, str]:
    """Return the version of the rules in use, and where they come from: the system's first, as zoneinfo does."""
    for folder in map(Path, zoneinfo.TZPATH):
        with suppress(OSError, UnicodeDecodeError):
            first = (folder / "tzdata.zi").read_text("utf-8")[:100].partition("\n")[0]
            return first.rpartition(" ")[2], "the system"
    with suppress(metadata.PackageNotFoundError):
        year, _, number = metadata.version("tzdata").partition(".")
        return f"{year}{chr(ord('a') - 1 + int(number)) if number.isdecimal() else ''}", "the Python package tzdata"
    return "unknown version", "the system"


def _disk(root: Path) -> Finding:
    free = shutil.disk_usage(root).free
    said = f"{free / 2**30:,.1f} GiB free"
    if free < FULL_BYTES:
        return failed("disk", said, "make room: a full disk stops the queue", MACHINE)
    if free < LITTLE_BYTES:
        return warned("disk", said, "make room soon: the queue and its log grow")
    return Finding(name="disk", said=said)
