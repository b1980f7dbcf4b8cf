"""Times as people read them: two clocks side by side, and lengths of time in two units."""

from datetime import datetime
from zoneinfo import ZoneInfo


def clock_time(instant: datetime, zone: str, *, seconds: bool = False) -> str:
    """Return `Thu 19 Nov 2026 09:00` as the clocks of a zone show the instant."""
    return instant.astimezone(ZoneInfo(zone)).strftime("%a %d %b %Y %H:%M:%S" if seconds else "%a %d %b %Y %H:%M")


def city(zone: str) -> str:
    """Return what people call a zone: `New York` for America/New_York."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def two_clocks(instant: datetime, audience_zone: str, own_zone: str, *, year: bool = True) -> str:
    """Return the instant on the audience's clock and on the marketer's; one clock where they are the same."""
    theirs, ours = (instant.astimezone(ZoneInfo(zone)) for zone in (audience_zone, own_zone))
    audience = f"{theirs:{'%a %d %b %Y %H:%M' if year else '%a %d %b %H:%M'}} {city(audience_zone)}"
    if audience_zone == own_zone:
        return audience
    own = ours.strftime("%H:%M" if ours.date() == theirs.date() else "%a %d %b %H:%M")
    return f"{audience} = {own} {city(own_zone)}"


def span(seconds: float) -> str:
    """Return a length of time in its two largest units: `6 d 23 h`, `4 min`, `12 s`."""
    units = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
    left = round(abs(seconds))
    words: list[str] = []
    for name, size in units:
        if left >= size and len(words) < 2:  # noqa: PLR2004 - two units say enough
            words.append(f"{left // size} {name}")
            left %= size
    return " ".join(words) or "0 s"


def from_now(instant: datetime, now: datetime) -> str:
    """Return `in 6 d 23 h` or `4 min ago`."""
    seconds = (instant - now).total_seconds()
    return f"in {span(seconds)}" if seconds >= 0 else f"{span(seconds)} ago"
