"""A TIME on the command line that may be relative: to what, is known once the post is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from scheduler.errors import Problem, Severity, UsageError
from scheduler.model import Post, QuietHours
from scheduler.plan.calendar import resolve
from scheduler.plan.slots import is_quiet

_RELATIVE: Final = re.compile(r"([+−-])\s*(\d{1,5})\s*(s|m|h|d)")
_UNITS: Final = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """Where a post is to be moved: an instant, or so much time from where it is. `oddity` is that of the wall time."""

    instant: datetime | None = None
    delta: timedelta | None = None
    oddity: str | None = None

    def of(self, post: Post) -> datetime:
        """Return the instant for a post."""
        return self.instant or post.due_at + (self.delta or timedelta())


def aim(text: str, zone: str) -> Aim:
    """Return what a TIME says: as `--at` reads it, in the workspace's zone where it names no offset, or +2h, -30m, +1d.

    Raises UsageError `time-unreadable`. A day is 24 hours here, whatever the clocks do.
    """
    phrase = text.strip()
    if found := _RELATIVE.fullmatch(phrase):
        delta = int(found[2]) * _UNITS[found[3]]
        return Aim(delta=delta if found[1] == "+" else -delta)
    try:
        instant = datetime.fromisoformat(phrase)
    except ValueError:
        hint = "write 2027-01-08T09:00, with an offset such as +01:00 where it is not in your zone, or +2h, -30m, +1d"
        raise UsageError.of("time-unreadable", f'"{text}" is not a time', hint) from None
    if instant.tzinfo:
        return Aim(instant=instant.astimezone(UTC))
    found_there = resolve(instant, zone)
    return Aim(instant=found_there.instant, oddity=found_there.oddity)


def oddities(there: Aim, posts: Iterable[Post], quiet: QuietHours | None) -> tuple[Problem, ...]:
    """Return the warnings for posts that were moved: quiet hours, and wall times that the clocks skip or repeat."""
    return tuple(_oddities(there, posts, quiet))


def _oddities(there: Aim, posts: Iterable[Post], quiet: QuietHours | None) -> Iterator[Problem]:
    words = {
        "dst-gap": "The clocks skip that time: the first instant after the gap was taken",
        "dst-twice": "That time comes twice: the first one was taken",
    }
    if there.oddity:
        hint = "give an offset such as +01:00 to be sure"
        yield Problem(code=there.oddity, message=words[there.oddity], hint=hint, severity=Severity.WARNING)
    hushed = [post.key for post in posts if is_quiet(post.due_at, quiet)]
    if hushed and quiet:
        more = f" and {len(hushed) - 1} more" if len(hushed) > 1 else ""
        hours = f"{quiet.start:%H:%M} to {quiet.end:%H:%M}, {quiet.zone}"
        yield Problem(
            code="time-quiet",
            message=f"{hushed[0]}{more} is due in the quiet hours now ({hours})",
            hint="it goes out then all the same; move it again, or release it",
            severity=Severity.WARNING,
        )
