"""See on one screen what is next, late or wrong.

And whether the daemon lives.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from math import ceil

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.happenings import catch_up_json
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen, city, clock_time, from_now, span
from scheduler.cli.console.shapes import instant_json, post_json
from scheduler.cli.console.standstill import approval_problems, pause_problems
from scheduler.errors import Problem, Severity
from scheduler.model import PartState, Post
from scheduler.queue.downtime import summary, told
from scheduler.queue.lock import daemon_pid

OVERDUE_AFTER = timedelta(minutes=2)
LATELY = timedelta(hours=24)
SILENT_AFTER = timedelta(seconds=60)
"""A daemon that holds its lock and gave no sign of life for so long stands still; it gives one every two seconds."""
TROUBLE = 6
WAITING = frozenset({PartState.SCHEDULED, PartState.AWAITING})


@a_command()
@click.pass_context
def command(context: click.Context) -> Answer:
    """One screen: what comes next, what is late, what went wrong, whether the daemon lives.

    Exit code 6 where a post failed, is unknown or overdue, or expired in the last 24 hours, and where a receiver
    refused everything, so that its channel is paused.
    """
    desk = open_desk(context)
    with desk.queue(create=False) as store:
        posts = store.posts() if store else []
        paused = store.paused_channels() if store else {}
        everything = store.paused_all() if store else None
        beat = store.daemon() if store else None
        caught_up = told(store) if store else None
        late = store.lateness(desk.now - LATELY) if store else []
    pid = daemon_pid(desk.workspace.root / ".tminus" / "daemon.lock")
    silent = beat.at if beat and beat.pid == pid and datetime.now(UTC) - beat.at > SILENT_AFTER else None
    alive = pid is not None and silent is None
    groups = grouped(posts, desk.now)
    waiting = [post for post in posts if post.state is PartState.SCHEDULED and post.due_at > desk.now and not post.held]
    upcoming = min(waiting, key=lambda post: post.due_at, default=None)
    counts = {state.value: sum(post.state is state for post in posts) for state in PartState}
    data = {
        "daemon": {"alive": alive, "pid": pid},
        "counts": counts,
        "next": post_json(upcoming) if upcoming else None,
        **{name: [post_json(post) for post in members] for name, members in groups.items()},
        "paused": {"user": everything.user, "since": instant_json(everything.at)} if everything else None,
        "paused_channels": paused,
        "lateness": lateness_json(late),
        "catch_up": catch_up_json(caught_up) if caught_up else None,
    }

    def show(screen: Screen) -> None:
        if everything:
            since = f"by {everything.user} since {clock_time(everything.at, desk.workspace.zone)}"
            screen.line(("✗ EVERYTHING IS PAUSED", "bold red"), f" {since}")
        _draw(screen, desk, alive=_alive(desk, pid, silent), upcoming=upcoming, groups=groups)
        if late:
            screen.line("lateness ", _lateness(late))
        if caught_up and caught_up.until > desk.now - LATELY:
            since = clock_time(caught_up.until, desk.workspace.zone)
            screen.line("stopped  ", f"until {since}: {summary(caught_up)}")
        for name, reason in paused.items():
            screen.line("paused   ", f"{name}  ", (reason or "by hand", "dim"))

    lately = recently_expired(groups["expired"], desk.now)
    refused = any(paused.values())
    trouble = bool(groups["overdue"] or groups["failed"] or groups["unknown"] or lately or refused)
    problems = pause_problems(everything, desk.workspace.zone) + approval_problems(posts)
    problems += paused_problems(paused, [post for post in posts if post.state in WAITING]) + _way_out(groups)
    return Answer(name="status", data=data, show=show, problems=problems, exit_code=TROUBLE if trouble else 0)


def grouped(posts: list[Post], now: datetime) -> dict[str, list[Post]]:
    """Return the posts that somebody has to look at, by what is the matter with them."""
    return {
        "overdue": [post for post in posts if _overdue(post, now)],
        "failed": [post for post in posts if post.state is PartState.FAILED],
        "unknown": [post for post in posts if post.state is PartState.UNKNOWN],
        "expired": [post for post in posts if post.state is PartState.EXPIRED],
    }


def paused_problems(paused: Mapping[str, str | None], posts: Iterable[Post]) -> tuple[Problem, ...]:
    """Return one warning a paused channel: why it is, how many of these posts wait for it, and the way back."""
    waiting = Counter(post.channel for post in posts)
    return tuple(
        Problem(
            code="channel-paused",
            severity=Severity.WARNING,
            message=f"The channel {name} is paused ({reason or 'by hand'}); {waiting[name]} of its posts wait",
            hint=f"{'put that right, then  ' if reason else ''}tminus queue resume channel:{name}",
        )
        for name, reason in paused.items()
    )


def _way_out(groups: Mapping[str, list[Post]]) -> tuple[Problem, ...]:
    """Return what a person can do about posts that nothing else will move."""
    ways = {
        "unknown": "look at the receiver, then  tminus queue resolve {key} sent  or  not-sent",
        "failed": "put right what its reason says, then  tminus queue retry {key}",
    }
    return tuple(
        Problem(
            code=f"post-{name}",
            severity=Severity.WARNING,
            message=f"{len(groups[name])} {'post is' if len(groups[name]) == 1 else 'posts are'} {name}",
            hint=hint.format(key=groups[name][0].key),
        )
        for name, hint in ways.items()
        if groups[name]
    )


def recently_expired(posts: list[Post], now: datetime) -> bool:
    """Whether one of the expired posts was still to be sent a day ago."""
    return any(now - post.not_after < LATELY for post in posts)


def lateness_json(late: Sequence[float]) -> dict[str, float] | None:
    """Return how late the deliveries of the last 24 hours began: half of them at most so much, and 99 of 100."""
    if not late:
        return None
    return {
        "deliveries": len(late),
        "p50_ms": round(_share(late, 0.5) * 1000),
        "p99_ms": round(_share(late, 0.99) * 1000),
    }


def _share(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values does not pass."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def _lateness(late: Sequence[float]) -> str:
    middle, most = (_spoken(_share(late, share)) for share in (0.5, 0.99))
    return f"{middle} in the middle, {most} at most for 99 of 100, over {len(late):,} in 24 h"


def _spoken(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else span(seconds)


def _overdue(post: Post, now: datetime) -> bool:
    return post.state is PartState.SCHEDULED and not post.held and now - post.due_at > OVERDUE_AFTER


def _alive(desk: Desk, pid: int | None, silent: datetime | None) -> tuple[str, str]:
    """Return the words for the daemon: alive, standing still with the lock in its hand, or gone."""
    if pid is None:
        return "✗ not running: nobody sends.  Start it:  tminus run", "red"
    if silent:
        since = clock_time(silent, desk.workspace.zone, seconds=True)
        return f"✗ process {pid} has not answered since {since}: nobody sends.  End it, then:  tminus run", "red"
    return "✓ alive", "green"


def _draw(
    screen: Screen, desk: Desk, *, alive: tuple[str, str], upcoming: Post | None, groups: dict[str, list[Post]]
) -> None:
    zone = desk.workspace.zone
    screen.line((desk.workspace.name, "bold"), f" · zone {zone}")
    screen.line("daemon   ", alive)
    if upcoming:
        when = f"{clock_time(upcoming.due_at, zone)} {city(zone)}, {from_now(upcoming.due_at, desk.now)}"
        screen.line("next     ", f"{upcoming.key}  {when}")
    else:
        screen.line("next     ", "nothing waits")
    for name, members in groups.items():
        for post in members:
            reason = next((part.reason for part in post.parts if part.reason), None) or ""
            screen.line(
                f"{name:<9}", f"{post.key}  {clock_time(post.due_at, zone)} {city(zone)}", (f"  {reason}", "dim")
            )
