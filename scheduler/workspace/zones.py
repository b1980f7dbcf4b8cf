"""Time zones by name: which exist, and which one was meant."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from scheduler.errors import did_you_mean


def zone_exists(name: str) -> bool:
    """Return whether a name is an IANA time zone, such as Europe/Berlin."""
    if name.startswith((".", "/")) or name == "localtime":  # the machine's own files are not the world's names
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def zone_hint(name: str) -> str:
    """Return which zone was meant: by its spelling, or by its city (`Berlin`, `new york`)."""
    zones = sorted(zone for zone in available_timezones() if not zone.startswith(("posix/", "right/", "Etc/")))
    city = name.rpartition("/")[2].strip().replace(" ", "_").casefold()
    for zone in zones:
        if "/" in zone and zone.rpartition("/")[2].casefold() == city:
            return f'did you mean "{zone}"?'
    return did_you_mean(name.replace(" ", "_"), zones) or "write a place, as Europe/Berlin or America/New_York"
