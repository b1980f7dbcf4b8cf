"""Run the daemon, which sends what is due.

It says what became of each attempt.
"""

import asyncio
import logging
import os
import secrets
import socket
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import click

from scheduler import workspace as files
from scheduler.cli.console.daemon.greeting import farewell, greet
from scheduler.cli.console.daemon.log_lines import listen
from scheduler.cli.console.daemon.teller import Teller, for_people
from scheduler.cli.console.desk import Desk, open_desk, refuse_errors
from scheduler.cli.console.discretion import DISCRETION
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.rehearsal.rehearsal import RECEIVER, SECRET_NAME, UNTIL, endpoints_at
from scheduler.clock import Clock, RealClock, SteppingClock
from scheduler.daemon import CLOCK, Daemon
from scheduler.delivery import Delivery, Sent, lease_of
from scheduler.destinations import Endpoint
from scheduler.errors import WorkspaceError
from scheduler.model import Secret
from scheduler.queue import Committer, Store
from scheduler.queue.lock import sole_daemon
from scheduler.workspace import Workspace, endpoint, secret_problems

log = logging.getLogger(__name__)

SENDING_FILES = frozenset({"config/workspace.yaml", "config/channels.yaml", ".env"})
"""The files the daemon needs; what is wrong in others is the planner's business and stops no delivery."""


@a_command()
@click.option("--metrics", metavar="ADDRESS", help="Serve /healthz and /metrics, on this machine only: 127.0.0.1:9464.")
@click.option("--rehearsal", hidden=True, type=click.Path(path_type=Path), help="Play this copy of a queue.")
@click.pass_context
def command(context: click.Context, rehearsal: Path | None, metrics: str | None) -> int:
    """Run the daemon: it sends what is due, and says what became of it.

    It goes on until it is stopped (Ctrl-C, or SIGTERM): then it begins nothing more and ends what is on its way. SIGHUP
    has it read config/channels.yaml and .env again. A second daemon for the same workspace ends with code 7.
    """
    desk = open_desk(context)
    _refuse(desk.workspace)
    listen(as_json=not desk.options.json and not for_people(desk, sys.stderr))
    home = desk.workspace.root / ".tminus"
    lock = rehearsal.with_suffix(".lock") if rehearsal else home / "daemon.lock"
    with sole_daemon(lock):
        url = f"sqlite:///{rehearsal}" if rehearsal else desk.workspace.database_url
        with Store.open(url, workspace_id=desk.workspace.id) as store, store.sole_daemon():
            desk.tell_of_upgrade(store)
            return asyncio.run(_run(desk, store, rehearsing=rehearsal is not None, metrics=metrics))


async def _run(desk: Desk, store: Store, *, rehearsing: bool, metrics: str | None) -> int:
    endpoints = _rehearsed(desk, store) if rehearsing else _real(desk.workspace, store)
    clock: Clock = RealClock()
    until = store.meta(UNTIL) if rehearsing else None
    if rehearsing:
        clock = SteppingClock(datetime.fromisoformat(store.meta(CLOCK) or desk.now.isoformat()))
    greet(desk, store, clock.now())
    teller = Teller(desk, clock)
    owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    async with Committer(store, owner=owner, clock=clock, lease=lease_of(endpoints.values())) as committer:
        watchers: list[Callable[[Sent], None]] = [teller.attempt]

        def report(sent: Sent) -> None:
            for watcher in watchers:
                watcher(sent)

        delivery = Delivery(committer, endpoints, clock, owner, report)
        daemon = Daemon(
            committer=committer,
            delivery=delivery,
            clock=clock,
            policies={name: each.on_lost for name, each in endpoints.items()},
            owner=owner,
            report=teller.reconciled,
            tell=teller.news,
            keep=None if rehearsing else desk.workspace.retention,
            reread=None if rehearsing else lambda: _again(desk.workspace, store),
            stop_at=datetime.fromisoformat(until) if until else None,
        )
        if rehearsing:
            teller.unheard = daemon.stop
        stop_serving = await _serve(metrics, store, daemon, watchers) if metrics else lambda: None
        try:
            exit_code = await daemon.run()
        finally:
            stop_serving()
    farewell(desk, store, clock.now(), exit_code)
    return exit_code


async def _serve(
    address: str, store: Store, daemon: Daemon, watchers: list[Callable[[Sent], None]]
) -> Callable[[], None]:
    """Serve the pages for monitors, and return what ends that."""
    from scheduler.daemon.metrics import Metrics  # noqa: PLC0415 - who serves no figures needs no library for them
    from scheduler.daemon.pages import Pages, address_of  # noqa: PLC0415 - the same

    figures = Metrics(store, lambda: daemon.pulse)
    watchers.insert(0, figures.observe)
    pages = Pages(figures, lambda: daemon.pulse)
    await pages.start(*address_of(address))
    return pages.stop


def _refuse(workspace: Workspace) -> None:
    """Refuse a workspace in whose files for sending something is wrong."""
    refuse_errors(tuple(each for each in workspace.problems if each.place and each.place.file in SENDING_FILES))


def _real(workspace: Workspace, store: Store) -> dict[str, Endpoint]:
    """Return every channel with its secrets.

    Raises WorkspaceError with all secrets that are not set, and where posts wait for a channel that is not there.
    """
    refuse_errors(secret_problems(workspace))
    if lost := store.waiting_channels() - workspace.channels.keys():
        message = f"Posts wait for {', '.join(sorted(lost))}, which config/channels.yaml does not have"
        raise WorkspaceError.of("channel-gone", message, "bring the channel back, or remove its posts and apply")
    endpoints = {name: endpoint(workspace, name) for name in workspace.channels}
    for risk in files.care_warnings(workspace.root):
        log.warning("%s; %s", risk.message, risk.hint)
    return endpoints


def _again(before: Workspace, store: Store) -> Mapping[str, Endpoint]:
    """Read the channels again: what stops a start refuses a reload."""
    workspace = files.load(before.root, os.environ)
    DISCRETION.learn(lambda: files.secret_words(workspace))
    _refuse(workspace)
    if (workspace.id, workspace.database_url) != (before.id, before.database_url):
        message = "The workspace's id or database is another now"
        raise WorkspaceError.of("reload-needs-restart", message, "stop the daemon and start it again")
    return _real(workspace, store)


def _rehearsed(desk: Desk, store: Store) -> dict[str, Endpoint]:
    receiver, secret = store.meta(RECEIVER), os.environ.get(SECRET_NAME)
    if receiver is None or secret is None:
        raise WorkspaceError.of("rehearsal-unknown", "This is no queue of a rehearsal", "use  tminus rehearse")
    return endpoints_at(receiver, Secret(secret), desk.workspace.channels)
