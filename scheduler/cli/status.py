"""See on one screen what is next, late or wrong.

And whether the daemon lives.
"""

from datetime import datetime, timedelta

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen, city, clock_time, from_now
from scheduler.cli.console.shapes import post_json
from scheduler.model import PartState, Post
from scheduler.queue.lock import daemon_pid

OVERDUE_AFTER = timedelta(minutes=2)
EXPIRED_LATELY = timedelta(hours=24)
TROUBLE = 6


@a_command()
@click.pass_context
def command(context: click.Context) -> Answer:
    """One screen: what comes next, what is late, what went wrong, whether the daemon lives.

    Exit code 6 where a post failed, is unknown or overdue, or expired in the last 24 hours.
    """
    desk = open_desk(context)
    with desk.queue(create=False) as store:
        posts = store.posts() if store else []
    pid = daemon_pid(desk.workspace.root / ".tminus" / "daemon.lock")
    groups = grouped(posts, desk.now)
    waiting = [post for post in posts if post.state is PartState.SCHEDULED and post.due_at > desk.now and not post.held]
    upcoming = min(waiting, key=lambda post: post.due_at, default=None)
    counts = {state.value: sum(post.state is state for post in posts) for state in PartState}
    data = {
        "daemon": {"alive": pid is not None, "pid": pid},
        "counts": counts,
        "next": post_json(upcoming) if upcoming else None,
        **{name: [post_json(post) for post in members] for name, members in groups.items()},
    }

    def show(screen: Screen) -> None:
        _draw(screen, desk, alive=pid is not None, upcoming=upcoming, groups=groups)

    lately = recently_expired(groups["expired"], desk.now)
    trouble = bool(groups["overdue"] or groups["failed"] or groups["unknown"] or lately)
    return Answer(name="status", data=data, show=show, exit_code=TROUBLE if trouble else 0)


def grouped(posts: list[Post], now: datetime) -> dict[str, list[Post]]:
    """Return the posts that somebody has to look at, by what is the matter with them."""
    return {
        "overdue": [post for post in posts if _overdue(post, now)],
        "failed": [post for post in posts if post.state is PartState.FAILED],
        "unknown": [post for post in posts if post.state is PartState.UNKNOWN],
        "expired": [post for post in posts if post.state is PartState.EXPIRED],
    }


def recently_expired(posts: list[Post], now: datetime) -> bool:
    """Whether one of the expired posts was still to be sent a day ago."""
    return any(now - post.not_after < EXPIRED_LATELY for post in posts)


def _overdue(post: Post, now: datetime) -> bool:
    return post.state is PartState.SCHEDULED and not post.held and now - post.due_at > OVERDUE_AFTER


def _draw(screen: Screen, desk: Desk, *, alive: bool, upcoming: Post | None, groups: dict[str, list[Post]]) -> None:
    zone = desk.workspace.zone
    screen.line((desk.workspace.name, "bold"), f" · zone {zone}")
    screen.line(
        "daemon   ", ("✓ alive", "green") if alive else ("✗ not running: nobody sends.  Start it:  tminus run", "red")
    )
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
