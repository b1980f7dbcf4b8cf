"""Small facts about the queue itself, by name: `workspace`, `revision`, `clock` (where a rehearsal stands)."""

from typing import Final

from sqlalchemy import Connection, insert, select, update

from scheduler.queue.database.tables import meta

REVISION: Final = "revision"


def get(connection: Connection, name: str) -> str | None:
    """Return a value, None where it was never set."""
    return connection.scalar(select(meta.c.value).where(meta.c.name == name))


def put(connection: Connection, name: str, value: str) -> None:
    """Set a value."""
    if not connection.execute(update(meta).where(meta.c.name == name), {"value": value}).rowcount:
        connection.execute(insert(meta), {"name": name, "value": value})


def swap(connection: Connection, name: str, old: str, new: str) -> bool:
    """Set a value if it still is `old`, and return whether it was: of two who swap at once, one wins."""
    statement = update(meta).where(meta.c.name == name, meta.c.value == old)
    return connection.execute(statement, {"value": new}).rowcount == 1
