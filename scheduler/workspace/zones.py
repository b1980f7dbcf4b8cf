"""Time zones by name: which exist, and which one was meant."""

from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from scheduler.errors import did_you_mean

ABBREVIATED: Final = MappingProxyType(
    {
        "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York",
        "CT": "America/Chicago", "CST": "America/Chicago", "CDT": "America/Chicago",
        "MT": "America/Denver", "MST": "America/Denver", "MDT": "America/Denver",
        "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
        "HST": "Pacific/Honolulu", "AKST": "America/Anchorage", "AKDT": "America/Anchorage",
        "BST": "Europe/London", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon",
        "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
        "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki", "MSK": "Europe/Moscow",
        "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "SGT": "Asia/Singapore",
        "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
    }
)  # fmt: skip
"""The place that is meant most often by an abbreviation; several name more than one zone, so none is taken for one."""

SHORT: Final = 4  # letters: "CEST" is as near to "EST" as any two names are

NO_SUMMER: Final = frozenset({"EST", "MST", "HST"})

A_PLACE: Final = "write a place, as Europe/Berlin or America/New_York"


def zone_exists(name: str) -> bool:
    """Return whether a name is an IANA time zone, such as Europe/Berlin.

    EST, MST and HST are such names too, and never have summer time: nobody who writes them means that.
    """
    if name.startswith((".", "/")) or name == "localtime":  # the machine's own files are not the world's names
        return False
    if name in NO_SUMMER:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def zone_hint(name: str) -> str:
    """Return which zone was meant: by its spelling, or by its city (`Berlin`, `new york`).

    Abbreviations and offsets look alike and are hours apart: of those only what is known is said.
    """
    if place := ABBREVIATED.get(name.strip().upper()):
        return f"write the place that is meant, which also knows its summer time: {place}?"
    zones = sorted(zone for zone in available_timezones() if not zone.startswith(("posix/", "right/", "Etc/")))
    city = name.rpartition("/")[2].strip().replace(" ", "_").casefold()
    for zone in zones:
        if "/" in zone and zone.rpartition("/")[2].casefold() == city:
            return f'did you mean "{zone}"?'
    if any(character.isdigit() for character in name) or len(city) <= SHORT:
        return A_PLACE
    return did_you_mean(name.replace(" ", "_"), zones) or A_PLACE
