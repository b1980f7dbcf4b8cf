"""Run the daemon, which sends what is due.

It says what became of each attempt.
"""

import asyncio
import json
import logging
import os
import secrets
import socket
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import click

from scheduler.cli.console import happenings
from scheduler.cli.console.desk import Desk, open_desk, refuse_errors
from scheduler.cli.console.happenings import Happening
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.rehearsal import RECEIVER, SECRET_NAME, endpoints_at
from scheduler.cli.console.screen import Screen, city, clock_time, from_now
from scheduler.clock import Clock, RealClock, SteppingClock
from scheduler.daemon import CLOCK, Daemon
from scheduler.delivery import Delivery, Sent, lease_of
from scheduler.destinations import Endpoint
from scheduler.errors import WorkspaceError
from scheduler.model import PartState, Post, Secret
from scheduler.queue import Committer, Reconciled, Store
from scheduler.queue.lock import sole_daemon
from scheduler.workspace import endpoint, secret_problems

SENDING_FILES = frozenset({"config/workspace.yaml", "config/channels.yaml", ".env"})
"""The files the daemon needs; what is wrong in others is the planner's business and stops no delivery."""

SHOWN_LATE = 5

log = logging.getLogger(__name__)


@a_command()
@click.option("--rehearsal", hidden=True, type=click.Path(path_type=Path), help="Play this copy of a queue.")
@click.pass_context
def command(context: click.Context, rehearsal: Path | None) -> int:
    """Run the daemon: it sends what is due, and says what became of it.

    It goes on until it is stopped (Ctrl-C, or SIGTERM): then it begins nothing more and ends what is on its way. A
    second daemon for the same workspace ends with code 7.
    """
    desk = open_desk(context)
    refuse_errors(
        tuple(p for p in desk.workspace.problems if p.place and p.place.file in SENDING_FILES),
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s", stream=sys.stderr)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    home = desk.workspace.root / ".tminus"
    lock = rehearsal.with_suffix(".lock") if rehearsal else home / "daemon.lock"
    with sole_daemon(lock):
        url = f"sqlite:///{rehearsal}" if rehearsal else desk.workspace.database_url
        with Store.open(url, workspace_id=desk.workspace.id) as store:
            return asyncio.run(_run(desk, store, rehearsing=rehearsal is not None))


async def _run(desk: Desk, store: Store, *, rehearsing: bool) -> int:
    endpoints = _rehearsed(desk, store) if rehearsing else _real(desk)
    clock: Clock = RealClock()
    if rehearsing:
        clock = SteppingClock(datetime.fromisoformat(store.meta(CLOCK) or desk.now.isoformat()))
    _greet(desk, store, endpoints, clock)
    teller = Teller(desk, clock)
    owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    async with Committer(store, owner=owner, clock=clock, lease=lease_of(endpoints.values())) as committer:
        delivery = Delivery(committer, endpoints, clock, owner, teller.attempt)
        daemon = Daemon(
            committer=committer,
            delivery=delivery,
            clock=clock,
            policies={name: each.on_unknown for name, each in endpoints.items()},
            owner=owner,
            report=teller.reconciled,
        )
        if rehearsing:
            teller.unheard = daemon.stop
        exit_code = await daemon.run()
    if not desk.options.json:
        waiting = [post for post in store.posts() if post.state is PartState.SCHEDULED]
        left = "nothing is on its way" if exit_code == 0 else "what was on its way is unknown"
        Screen(desk.options).talk(f"Stopped: {left}, {_counted(len(waiting))}")
    return exit_code


class Teller:
    """Tells what the daemon does: one JSON object a line, or a line for people.

    Where nobody listens any more (a closed pipe), the daemon goes on, for posts are worth more than their report; what
    else is to happen then, `unheard` does.
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.unheard: Callable[[], None] = lambda: None
        self._zone = desk.workspace.zone
        self._clock = clock
        self._quiet = desk.options.quiet
        self._screen = None if desk.options.json else Screen(desk.options)

    def attempt(self, sent: Sent) -> None:
        """Tell of an attempt that ended, and of the channel it closed."""
        self._tell(happenings.of_attempt(sent))
        if sent.paused:
            self._tell(happenings.of_paused(sent))

    def reconciled(self, changed: Reconciled) -> None:
        """Tell of parts that time or a dead daemon changed."""
        for happening in happenings.of_reconciled(changed, self._clock.now()):
            self._tell(happening)

    def _tell(self, happening: Happening) -> None:
        try:
            if self._screen is None:
                click.echo(json.dumps(happening, ensure_ascii=False))
                sys.stdout.flush()
            elif not self._quiet:
                happenings.draw(self._screen, happening, self._zone)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            log.warning("nobody reads any more what the daemon prints; it goes on without a word")
            self.unheard()


def _real(desk: Desk) -> dict[str, Endpoint]:
    """Return every channel with its secrets; raises WorkspaceError with all that are not set."""
    refuse_errors(secret_problems(desk.workspace))
    return {name: endpoint(desk.workspace, name) for name in desk.workspace.channels}


def _rehearsed(desk: Desk, store: Store) -> dict[str, Endpoint]:
    receiver, secret = store.meta(RECEIVER), os.environ.get(SECRET_NAME)
    if receiver is None or secret is None:
        raise WorkspaceError.of("rehearsal-unknown", "This is no queue of a rehearsal", "use  tminus rehearse")
    return endpoints_at(receiver, Secret(secret), desk.workspace.channels)


def _greet(desk: Desk, store: Store, endpoints: Mapping[str, Endpoint], clock: Clock) -> None:
    posts = [post for post in store.posts() if post.state is PartState.SCHEDULED]
    lost = {post.channel for post in posts} - endpoints.keys()
    if lost:
        names = ", ".join(sorted(lost))
        message = f"Posts wait for {names}, which config/channels.yaml does not have"
        raise WorkspaceError.of("channel-gone", message, "bring the channel back, or remove its posts and apply")
    if desk.options.json:
        return
    screen = Screen(desk.options)
    zone = desk.workspace.zone
    screen.talk(f"tminus · {desk.workspace.name} · zone {zone} · stop with Ctrl-C")
    screen.talk(_waiting(posts, clock.now(), zone))
    for name, reason in store.paused_channels().items():
        why = reason or "by hand"
        screen.talk(("✗ ", "red"), f"paused: {name}, {why}. Resume it:  tminus queue resume channel:{name}")
    late = [post for post in posts if post.due_at < clock.now()]
    for post in late[:SHOWN_LATE]:
        screen.talk(("⚠ ", "yellow"), f"came due while stopped: {post.key}, {from_now(post.due_at, clock.now())}")
    if late[SHOWN_LATE:]:
        screen.talk(("⚠ ", "yellow"), f"and {len(late) - SHOWN_LATE} more")


def _counted(posts: int) -> str:
    return f"{posts} {'post waits' if posts == 1 else 'posts wait'} in the queue"


def _waiting(posts: list[Post], now: datetime, zone: str) -> str:
    ahead = [post for post in posts if post.due_at >= now]
    if not ahead:
        return _counted(len(posts))
    first = min(ahead, key=lambda post: post.due_at)
    return (
        f"{_counted(len(posts))}; next is {first.key}, "
        f"{clock_time(first.due_at, zone)} {city(zone)}, {from_now(first.due_at, now)}"
    )
