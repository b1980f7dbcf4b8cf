"""Channels that are paused: a receiver that refuses everything is asked nothing more until a person opens it."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from scheduler.queue.tables import channels, events


def pause(connection: Connection, name: str, reason: str | None, now: datetime, *, user: str) -> None:
    """Close a channel; a channel that is closed already keeps the reason it was closed for."""
    row = {"open": False, "reason": reason, "since": now}
    known = connection.scalar(select(channels.c.open).where(channels.c.name == name).with_for_update())
    if known is None:
        connection.execute(insert(channels), row | {"name": name})
    elif known:
        connection.execute(update(channels).where(channels.c.name == name), row)
    if known is not False:
        _note(connection, "channel-paused", name, {"reason": reason}, now, user)


def resume(connection: Connection, names: Iterable[str] | None, now: datetime, *, user: str) -> list[str]:
    """Open the channels of these names (None: all) that are closed, and return them."""
    closed = sorted(paused(connection))
    opened = closed if names is None else [name for name in closed if name in set(names)]
    for name in opened:
        row = {"open": True, "reason": None, "since": now}
        connection.execute(update(channels).where(channels.c.name == name), row)
        _note(connection, "channel-opened", name, {}, now, user)
    return opened


def paused(connection: Connection) -> dict[str, str | None]:
    """Return the closed channels and why each was closed."""
    rows = connection.execute(select(channels.c.name, channels.c.reason).where(~channels.c.open))
    return {row.name: row.reason for row in rows}


def _note(connection: Connection, action: str, name: str, detail: object, now: datetime, user: str) -> None:
    row = {"at": now, "user": user, "action": action, "subject": f"channel:{name}", "detail": json.dumps(detail)}
    connection.execute(insert(events), row)
