"""Whether a daemon lives, as far as that can be seen from here: by its lock, or by its signs of life in the queue."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.shapes import instant_json
from scheduler.cli.console.times import clock_time

if TYPE_CHECKING:
    from scheduler.queue import Beat

SILENT_AFTER: Final = timedelta(seconds=60)
"""A daemon that gave no sign of life for so long stands still; it gives one every two seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What is known of the daemon: its process, its machine where that may be another, and since when it is silent."""

    pid: int | None
    host: str | None
    last_alive: datetime | None
    silent: bool

    @property
    def alive(self) -> bool:
        """Whether it sends what is due."""
        return self.pid is not None and not self.silent


def vitals(desk: Desk, beat: "Beat | None") -> Vitals:
    """Return what is known of the daemon.

    Beside a file of its own it has a lock, which goes with its process. A server's daemon may run on another machine,
    and only its signs of life are seen from everywhere.
    """
    from scheduler.queue.lock import daemon_pid  # noqa: PLC0415 - preview and validate need no queue

    at = beat.at if beat else None
    silent = at is not None and datetime.now(UTC) - at > SILENT_AFTER
    if not desk.workspace.database_url.startswith("sqlite"):
        host = beat.owner.rsplit(":", 2)[0] if beat else None
        return Vitals(pid=beat.pid if beat else None, host=host, last_alive=at, silent=silent)
    pid = daemon_pid(desk.workspace.root / ".tminus" / "daemon.lock")
    its_own = beat is not None and beat.pid == pid
    return Vitals(pid=pid, host=None, last_alive=at, silent=silent and its_own)


def vitals_json(known: Vitals) -> dict[str, object]:
    """Return whether the daemon lives, as JSON has it."""
    return {"alive": known.alive, "pid": known.pid}


def heartbeat_json(known: Vitals) -> dict[str, object]:
    """Return the daemon's last sign of life, and from which machine where that may be another."""
    return {"at": instant_json(known.last_alive), "host": known.host}


def in_words(known: Vitals, zone: str) -> tuple[str, str]:
    """Return the words for the daemon, and their style: alive, standing still, or gone."""
    if known.pid is None:
        return "✗ not running: nobody sends. Start it:  tminus run", "red"
    where = f" on {known.host}" if known.host else ""
    if known.silent and known.last_alive:
        since = clock_time(known.last_alive, zone, seconds=True)
        return f"✗ process {known.pid}{where} is silent since {since}: nobody sends. End it, then:  tminus run", "red"
    return f"✓ alive, process {known.pid}{where}", "green"
