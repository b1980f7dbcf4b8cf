"""Slots and quiet hours: when a post may go out that names no time of its own, or names one at night."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from scheduler.errors import Problem, Severity
from scheduler.model import Channel, PartState, Post, QuietHours
from scheduler.plan.calendar import Resolved, resolve
from scheduler.plan.phrases import WEEK

DAYS_AHEAD: Final = 370
"""How far a free slot is looked for: a monthly slot comes twelve times in it."""

NEXT_FREE: Final = "next free slot"
"""What stands for the rule of a post whose time its channel gives."""


@dataclass(slots=True, kw_only=True)
class Slots:
    """The slots of all channels, and which post has taken which; slots are in the workspace's zone.

    A post's own slot is free for it, so that planning again changes nothing.
    """

    zone: str
    quiet: QuietHours | None = None
    _taken: dict[tuple[str, datetime], str] = field(default_factory=dict)
    _kept: dict[str, Post] = field(default_factory=dict)

    def remember(self, queued: Iterable[Post]) -> None:
        """Take the times of the posts in the queue; those that were called off leave theirs."""
        for post in queued:
            if post.state is not PartState.CANCELLED:
                self.take(post)
                self._kept[post.key] = post

    def take(self, post: Post) -> None:
        """Take a post's time on its channel."""
        self._taken[post.channel, post.due_at] = post.key

    def kept(self, key: str) -> Resolved | None:
        """Return the time that an earlier plan gave a post; None where it gave none, or it did not go out then."""
        post = self._kept.get(key)
        if post is None or post.state in {PartState.EXPIRED, PartState.FAILED}:
            return None
        wall = post.due_at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        return Resolved(instant=post.due_at, wall=wall, zone=self.zone)

    def next_free(self, channel: Channel, after: datetime, key: str) -> Resolved | None:
        """Return the channel's first slot after an instant that is neither taken nor quiet; None where it has none."""
        for slot in self._of(channel, after):
            owner = self._taken.get((channel.name, slot.instant), key)
            if owner == key and not is_quiet(slot.instant, self.quiet):
                return slot
        return None

    def after_quiet(self, channel: Channel, due: Resolved, key: str) -> Resolved:
        """Return where a post moves that is due in quiet hours: the next free slot, else the end of the quiet hours."""
        return self.next_free(channel, due.instant, key) or _end_of_quiet(due, self.quiet)

    def _of(self, channel: Channel, after: datetime) -> Iterator[Resolved]:
        """Yield the channel's slots after an instant, in order."""
        first = after.astimezone(ZoneInfo(self.zone)).date()
        for number in range(DAYS_AHEAD if channel.slots else 0):
            day = first + timedelta(days=number)
            times = sorted(
                slot.at for slot in channel.slots if WEEK[day.weekday()] in slot.weekdays or slot.month_day == day.day
            )
            for at in times:
                found = resolve(datetime.combine(day, at), self.zone)
                if found.instant > after:
                    yield found


def is_quiet(instant: datetime, quiet: QuietHours | None) -> bool:
    """Whether an instant lies in the quiet hours, [start, end) on their own clock, possibly over midnight."""
    if quiet is None:
        return False
    clock = instant.astimezone(ZoneInfo(quiet.zone)).time().replace(tzinfo=None)
    if quiet.start <= quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end


def out_of_quiet(slots: Slots, channel: Channel, due: Resolved, post: Post) -> tuple[Resolved | None, Problem]:
    """Return where a post moves that is due in quiet hours (None: it may not move), and what is said of it.

    Quiet hours that refuse, or a move past the end of what the post says, are an error.
    """
    hours = f"in the quiet hours ({_shown(slots.quiet)})"
    message = f"{post.step} is due {due.wall:%Y-%m-%d %H:%M}, {hours}"
    if slots.quiet and slots.quiet.refuses:
        hint = "choose another time, or write  if_inside: next-slot"
        return None, Problem(code="time-quiet", message=message, hint=hint)
    moved = slots.after_quiet(channel, due, post.key)
    ends = [end for part in post.parts for end in (part.true_until, post.expires_at) if end]
    if ends and moved.instant >= min(ends):
        message = f"{message}, and would be no longer true at {moved.wall:%Y-%m-%d %H:%M}, when they end"
        return None, Problem(code="time-quiet", message=message, hint="choose another time")
    hint = f"it moves to {moved.wall:%Y-%m-%d %H:%M}, {moved.zone}; choose another time to be sure"
    return moved, Problem(code="time-quiet", message=message, hint=hint, severity=Severity.WARNING)


def _shown(quiet: QuietHours | None) -> str:
    return f"{quiet.start:%H:%M} to {quiet.end:%H:%M}, {quiet.zone}" if quiet else ""


def _end_of_quiet(due: Resolved, quiet: QuietHours | None) -> Resolved:
    """Return the first end of the quiet hours after an instant, on the post's own clock."""
    if quiet is None:
        return due
    tz = ZoneInfo(quiet.zone)
    local = due.instant.astimezone(tz)
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    instant = resolve(datetime.combine(day, quiet.end), quiet.zone).instant
    if instant <= due.instant:  # the clocks went back into the quiet hours: they end a second time
        instant = datetime.combine(day, quiet.end, tzinfo=tz).replace(fold=1).astimezone(UTC)
    wall = instant.astimezone(ZoneInfo(due.zone)).replace(tzinfo=None)
    return Resolved(instant=instant, wall=wall, zone=due.zone)
