"""The one switch for everything: while it is off nothing is begun, through every restart of the daemon.

What is switched off, the whole queue or a channel, is switched on again by name and not by `undo`, which takes back
what was done to posts.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, select

from scheduler.errors import TminusError
from scheduler.queue.conditions import PAUSED
from scheduler.queue.database import meta
from scheduler.queue.database.tables import channels
from scheduler.queue.database.tables import meta as meta_table
from scheduler.queue.hands import deeds

QUEUE: Final = "queue"
"""The subject of what is done to the whole queue, in the events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """Since when everything is paused, and by whom."""

    user: str
    at: datetime


def pause(connection: Connection, *, now: datetime, user: str) -> Paused:
    """Switch everything off; who finds it off already is told since when."""
    if there := paused(connection):
        return there
    meta.put(connection, PAUSED, json.dumps({"user": user, "at": now.isoformat()}))
    deeds.note(connection, {"at": now, "user": user}, {QUEUE: ("queue-paused", {})})
    return Paused(user=user, at=now)


def resume(connection: Connection, *, now: datetime, user: str) -> Paused | None:
    """Switch everything on, and return since when it was off; None where it was on."""
    there = paused(connection)
    if there:
        connection.execute(delete(meta_table).where(meta_table.c.name == PAUSED))
        deeds.note(connection, {"at": now, "user": user}, {QUEUE: ("queue-resumed", {})})
    return there


def paused(connection: Connection) -> Paused | None:
    """Return since when everything is off, None where it is on."""
    text = meta.get(connection, PAUSED)
    if text is None:
        return None
    document = json.loads(text)
    return Paused(user=document["user"], at=datetime.fromisoformat(document["at"]))


def refuse_if_last(connection: Connection, after: datetime | None) -> None:
    """Raise TminusError `undo-paused` where a person paused everything or a channel after the last deed (None: none).

    To take the deed before it back is not what `undo` was asked for.
    """
    newest, name, how = after, "", ""
    if (there := paused(connection)) and (newest is None or there.at >= newest):
        newest, name, how = there.at, "everything", "--all"
    query = select(channels.c.name, channels.c.since).where(~channels.c.open, channels.c.reason.is_(None))
    for row in connection.execute(query):
        if newest is None or row.since >= newest:
            newest, name, how = row.since, f"the channel {row.name}", f"channel:{row.name}"
    if name:
        message = f"The last thing that was done was to pause {name}"
        hint = f"take that back with  tminus queue resume {how}; after that, undo takes back what was before it"
        raise TminusError.of("undo-paused", message, hint)
