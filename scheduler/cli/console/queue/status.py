"""One screen about a queue: what lives, what comes next, what needs somebody. One line a thing, trouble below."""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.queue.vitals import Vitals, in_words
from scheduler.cli.console.screen import SIGNS, Screen
from scheduler.cli.console.times import clock_time, from_now, span, two_clocks
from scheduler.model import PartState, Post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.queue import Paused, Resting
    from scheduler.queue.looks.downtime import CaughtUp
    from scheduler.queue.looks.standing import Group, Standing

LABEL: Final = 10
SHOWN: Final = 5
LATELY: Final = timedelta(hours=24)
WAYS: Final = {
    "overdue": ("✗", "red"),
    "failed": SIGNS[PartState.FAILED],
    "unknown": SIGNS[PartState.UNKNOWN],
    "expired": SIGNS[PartState.EXPIRED],
}


def draw_status(
    screen: Screen,
    desk: Desk,
    *,
    daemon: Vitals,
    stands: "Standing",
    late: "Sequence[float]",
    caught_up: "CaughtUp | None",
    paused: Mapping[str, str | None],
    resting: "Mapping[str, Resting]",
    everything: "Paused | None",
) -> None:
    """Draw the screen."""
    zone = desk.workspace.zone
    screen.line((desk.workspace.name, "bold"), f" · zone {zone}")
    if everything:
        since = f" by {everything.user} since {clock_time(everything.at, zone)}"
        screen.line(("✗ EVERYTHING IS PAUSED", "bold red"), since)
    words, style = in_words(daemon, zone)
    _row(screen, "daemon", words, style)
    _row(screen, "queue", _counted(stands))
    _draw_next(screen, desk, stands.next)
    if late:
        _row(screen, "lateness", _lateness(late))
    if caught_up and caught_up.until > desk.now - LATELY:
        from scheduler.queue.looks.downtime import summary  # noqa: PLC0415 - whoever draws a status has read the queue

        _row(screen, "stopped", f"until {clock_time(caught_up.until, zone)}: {summary(caught_up)}")
    for name, reason in paused.items():
        _row(screen, "paused", f"{name}  {reason or 'by hand'}")
    for name, each in resting.items():
        why = "its receiver asked for a rest" if each.asked else "its receiver is down; one post at a time tries it"
        _row(screen, "resting", f"{name}  until {clock_time(each.until, zone, seconds=True)}: {why}", "yellow")
    for name, group in groups_of(stands).items():
        if group.many:
            _draw_group(screen, desk, name, group)


def groups_of(stands: "Standing") -> "dict[str, Group]":
    """Return the posts that somebody has to look at, by what is the matter with them."""
    return {
        "overdue": stands.overdue,
        "failed": stands.failed,
        "unknown": stands.unknown,
        "expired": stands.expired,
    }


def lateness_json(late: "Sequence[float]") -> dict[str, float] | None:
    """Return how late the deliveries of the last 24 hours began: half of them at most so much, and 99 of 100."""
    if not late:
        return None
    return {
        "deliveries": len(late),
        "p50_ms": round(_share(late, 0.5) * 1000),
        "p99_ms": round(_share(late, 0.99) * 1000),
    }


def _row(screen: Screen, label: str, words: str, style: str = "") -> None:
    lines = [words] if LABEL + cell_len(words) <= screen.width else lines_of(words, screen.width - LABEL)
    for number, line in enumerate(lines):
        screen.line((f"{'' if number else label:<{LABEL}}", "dim"), (line, style))


def _counted(stands: "Standing") -> str:
    words = [f"{number:,} {state.value}" for state, number in stands.counts.items() if number]
    return ", ".join(words) or "empty; fill it with  tminus apply"


def _draw_next(screen: Screen, desk: Desk, post: Post | None) -> None:
    if post is None:
        _row(screen, "next", "nothing waits")
        return
    when = f"{_clocks(desk, post)}, {from_now(post.due_at, desk.now)}"
    _row(screen, "next", post.key)
    _row(screen, "", when)


def _clocks(desk: Desk, post: Post) -> str:
    return two_clocks(post.due_at, desk.workspace.audience_zone or post.zone, desk.workspace.zone)


def _draw_group(screen: Screen, desk: Desk, name: str, group: "Group") -> None:
    sign, style = WAYS[name]
    screen.line()
    screen.line((f"{sign} {group.many:,} {name}", style))
    for post in group.posts[:SHOWN]:
        reason = next((part.reason for part in post.parts if part.reason), None)
        screen.line(f"  {post.key}")
        screen.line((f"    {_clocks(desk, post)}", "dim"))
        for line in lines_of(reason, screen.width - 4) if reason else ():
            screen.line((f"    {line}", "dim"))
    if group.many > SHOWN:
        screen.line(
            (f"  and {group.many - min(SHOWN, len(group.posts)):,} more; see them all with  tminus queue list", "dim")
        )


def _share(values: "Sequence[float]", share: float) -> float:
    """Return the value that this share of the values does not pass."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def _lateness(late: "Sequence[float]") -> str:
    middle, most = (_spoken(_share(late, share)) for share in (0.5, 0.99))
    return f"{middle} in the middle, {most} at most for 99 of 100, over {len(late):,} in 24 h"


def _spoken(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else span(seconds)
