"""Why a post changed, in the words of the person who changed it: the release moved, a step's time did, its text did.

The queue keeps of each post the rule it came from and the wall time that rule gave. Where the same rule counts from T
and gives another time now, T itself moved, and by undoing the rule on both sides the two days are known.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from scheduler.model import Post

_DAYS: Final = re.compile(r"T([+-]\d+)(?: (\d\d:\d\d))?")
_ELAPSED: Final = re.compile(r"T([+-]\d+)([hm])")
_UNITS: Final = {"h": timedelta(hours=1), "m": timedelta(minutes=1)}
WALL: Final = "%Y-%m-%d %H:%M"

MOVED: Final = "moved from"
"""How a reason begins that only says what both times say already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """An event that moved, on its own clock; a date where its time of day is not known or the same."""

    old: datetime
    new: datetime

    @property
    def days(self) -> tuple[date, date]:
        """The two days."""
        return self.old.date(), self.new.date()

    def __str__(self) -> str:
        """Return `release moved from 12 July to 14 July`."""
        year = self.old.year != self.new.year
        if self.old.date() == self.new.date():
            return f"release moved from {self.old:%H:%M} to {self.new:%H:%M} on {spoken(self.old)}"
        return f"release moved from {spoken(self.old, year=year)} to {spoken(self.new, year=year)}"


def spoken(day: date, *, year: bool = False) -> str:
    """Return a day as people say it: `12 July`."""
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%B}"


def shift(before: Post, post: Post) -> Shift | None:
    """Return by what the event of a post moved, None where its time has another reason, or none is known."""
    if before.when != post.when or not before.wall or not post.wall or before.wall == post.wall:
        return None
    old, new = _event(before), _event(post)
    return Shift(old=old, new=new) if old and new and old != new else None


def _event(post: Post) -> datetime | None:
    """Return the wall time of the event that a post's rule counts from; None where the rule was bent or counts not."""
    try:
        wall = datetime.strptime(post.wall, WALL)  # noqa: DTZ007 - a wall time, on purpose
    except ValueError:
        return None
    if found := _DAYS.fullmatch(post.when):
        if found[2] and f"{wall:%H:%M}" != found[2]:
            return None  # quiet hours or a gap in the clocks moved it
        event = wall - timedelta(days=int(found[1]))
        return event.replace(hour=0, minute=0) if found[2] else event
    if found := _ELAPSED.fullmatch(post.when):
        return wall - int(found[1]) * _UNITS[found[2]]
    return None


def moved(before: Post, post: Post) -> str:
    """Return why a post has another time, and whether its text is another too."""
    text = "; text changed" if before.content_hash != post.content_hash or before.platform != post.platform else ""
    if found := shift(before, post):
        return f"{found}{text}"
    return f"{_rule(before, post)}{text}"


def _rule(before: Post, post: Post) -> str:
    if before.when and post.when and before.when != post.when and before.when.startswith("T"):
        return f"its step says {post.when} now, not {before.when}"
    if before.zone == post.zone:
        return f"{MOVED} {_wall(before)} to {_wall(post)} {_city(post.zone)}"
    return f"{MOVED} {_wall(before)} {_city(before.zone)} to {_wall(post)} {_city(post.zone)}"


def _wall(post: Post) -> str:
    return f"{post.due_at.astimezone(ZoneInfo(post.zone)):%a %d %b %H:%M}"


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
