"""What a check-up looks at in the queue: whether it can be used, whether anybody sends, what went wrong lately."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from scheduler.cli.console.checkup.checkup import DAEMON, DELIVERY, MACHINE, WORKSPACE, Finding, failed, warned
from scheduler.cli.console.desk import Desk
from scheduler.errors import TminusError, WorkspaceError
from scheduler.model import PartState
from scheduler.queue import Store
from scheduler.queue.lock import daemon_pid

SILENT_AFTER = timedelta(seconds=60)
OVERDUE_AFTER = timedelta(minutes=2)
WRITTEN = "doctor"
"""The name under which the queue keeps the time of the last check-up: that it could be written is the proof."""


def queue(desk: Desk) -> Iterator[Finding]:
    """Look at the queue and at who empties it."""
    if not desk.workspace.has_settings:
        yield warned("database", "not looked at while config/workspace.yaml is wrong", "tminus validate")
        return
    try:
        with desk.queue(create=False) as store:
            if store is None:
                yield Finding(name="database", said="there is none yet; the first  tminus apply  makes it")
                return
            yield _database(desk, store)
            yield _daemon(desk, store)
            yield from _deliveries(desk, store)
    except TminusError as error:
        problem = error.problems[0]
        code = WORKSPACE if isinstance(error, WorkspaceError) else MACHINE
        yield failed("database", problem.message, problem.hint or "see  docs/guide/databases.md", code)


def _database(desk: Desk, store: Store) -> Finding:
    store.set_meta(WRITTEN, desk.now.isoformat())
    kind = "SQLite" if store.engine.dialect.name == "sqlite" else "PostgreSQL"
    return Finding(name="database", said=f"{kind}, can be read and written, revision {store.revision()}")


def _daemon(desk: Desk, store: Store) -> Finding:
    beat, now = store.daemon(), datetime.now(UTC)
    pid = daemon_pid(desk.workspace.root / ".tminus" / "daemon.lock")
    lately = beat is not None and now - beat.at <= SILENT_AFTER
    if pid is not None and beat is not None and not lately:
        said = f"process {pid} has not answered since {beat.at:%d %b %H:%M:%S} UTC"
        return failed("daemon", said, "end it, then  tminus run", DAEMON)
    if pid is not None or (lately and store.engine.dialect.name != "sqlite"):
        return Finding(name="daemon", said=f"alive, process {pid or (beat.pid if beat else '?')}")
    waiting = store.counts()[PartState.SCHEDULED]
    if waiting:
        return failed("daemon", f"it is not running, and {waiting} posts wait", "tminus run", DAEMON)
    return Finding(name="daemon", said="it is not running, and no post waits")


def _deliveries(desk: Desk, store: Store) -> Iterator[Finding]:
    counts = store.counts()
    overdue = store.overdue(desk.now - OVERDUE_AFTER)
    trouble = {"failed": counts[PartState.FAILED], "unknown": counts[PartState.UNKNOWN], "overdue": overdue}
    if any(trouble.values()):
        said = ", ".join(f"{count} {name}" for name, count in trouble.items() if count)
        yield failed("posts", said, "tminus status  names them, and what to do", DELIVERY)
    else:
        yield Finding(name="posts", said=f"none failed; {counts[PartState.DELIVERED]} delivered")
    if paused := store.paused_all():
        yield warned("posts", f"everything is paused, by {paused.user}", "tminus queue resume --all")
    for name, reason in store.paused_channels().items():
        cure = f"{'put that right, then  ' if reason else ''}tminus queue resume channel:{name}"
        said = f"{name} is paused ({reason or 'by hand'})"
        yield failed("posts", said, cure, DELIVERY) if reason else warned("posts", said, cure)
