"""The daemon's heartbeat, by which other processes see whether one is alive."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from scheduler.queue.database import meta
from scheduler.queue.database.tables import beats

LAST_ALIVE: Final = "last-alive"
"""The name under which the queue keeps the last sign of life of a daemon that ended in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A daemon's last sign of life; `at` is wall time."""

    owner: str
    pid: int
    at: datetime


def beat(connection: Connection, owner: str, pid: int, wall_now: datetime) -> None:
    """Give a sign of life."""
    row = {"pid": pid, "at": wall_now}
    if not connection.execute(update(beats).where(beats.c.owner == owner), row).rowcount:
        connection.execute(insert(beats), row | {"owner": owner})


def last(connection: Connection) -> Beat | None:
    """Return the latest sign of life of any daemon; the reader judges how old is too old."""
    row = connection.execute(select(beats).order_by(beats.c.at.desc()).limit(1)).first()
    return None if row is None else Beat(owner=row.owner, pid=row.pid, at=row.at)


def release(connection: Connection, owner: str) -> None:
    """Say that a daemon ended in order; when it last lived is kept."""
    if (alive := last_alive(connection)) is not None:
        meta.put(connection, LAST_ALIVE, alive.isoformat())
    connection.execute(delete(beats).where(beats.c.owner == owner))


def last_alive(connection: Connection) -> datetime | None:
    """Return the last moment at which a daemon is known to have lived; None if there never was one."""
    beat, kept = last(connection), meta.get(connection, LAST_ALIVE)
    known = [beat.at] if beat else []
    return max([*known, datetime.fromisoformat(kept)] if kept else known, default=None)
