"""The daemon's heartbeat, by which other processes see whether one is alive."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from scheduler.queue.tables import beats


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
    """Say that a daemon ended in order."""
    connection.execute(delete(beats).where(beats.c.owner == owner))
