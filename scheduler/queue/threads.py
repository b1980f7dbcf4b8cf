"""What becomes of the parts behind a part that was delivered, or was not."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select

from scheduler.model import PartState, part_key
from scheduler.queue.conditions import BEHIND_STOPPED, WAITING, chunks
from scheduler.queue.database.columns import Instant
from scheduler.queue.database.tables import parts, posts
from scheduler.queue.transitions import move

THREAD_STOPPED: Final = "thread-stopped"
"""The reason of a part that is not sent because an earlier one of its thread failed or expired."""

_STOP: Final = (
    move(PartState.CANCELLED, *WAITING)
    .where(parts.c.post_id.in_(bindparam("ids", expanding=True)), BEHIND_STOPPED)
    .values(reason=THREAD_STOPPED)
)

_later = parts.alias("later")
_previous = parts.alias("previous")

_NEXT: Final = (
    move(PartState.SCHEDULED, PartState.SCHEDULED)
    .where(
        parts.c.ready_at < bindparam("now", type_=Instant),
        parts.c.id.in_(
            select(_later.c.id)
            .join(_previous, _previous.c.post_id == _later.c.post_id)
            .where(_later.c.number == _previous.c.number + 1, _previous.c.id.in_(bindparam("ids", expanding=True))),
        ),
    )
    .values(ready_at=bindparam("now", type_=Instant))
)


def stop(connection: Connection, post_ids: Iterable[int]) -> None:
    """Cancel, in these posts, the waiting parts behind one that failed or expired. Behind `unknown` they wait."""
    for ids in chunks(post_ids):
        connection.execute(_STOP, {"ids": ids})


def advance(connection: Connection, delivered: Iterable[int], now: datetime) -> None:
    """Make the parts behind these delivered parts ready."""
    for ids in chunks(delivered):
        connection.execute(_NEXT, {"ids": ids, "now": now})


def keys_of(connection: Connection, part_ids: Iterable[int]) -> list[str]:
    """Return the keys of parts, sorted by post and number."""
    found: list[tuple[str, int]] = []
    for ids in chunks(part_ids):
        rows = connection.execute(
            select(posts.c.key, parts.c.number).join_from(parts, posts).where(parts.c.id.in_(ids))
        )
        found += [(row.key, row.number) for row in rows]
    return [part_key(key, number) for key, number in sorted(found)]
