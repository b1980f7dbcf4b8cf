"""What only a person can decide about a part: whether it arrived, whether it is tried again."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, case, insert, select

from scheduler.model import PartState, part_key
from scheduler.queue import threads
from scheduler.queue.conditions import STOPPED
from scheduler.queue.database.columns import Instant
from scheduler.queue.database.tables import events, parts, posts
from scheduler.queue.transitions import move

SAID_SENT: Final = "said to be sent"
SAID_NOT_SENT: Final = "said not to be sent"
TRIED_AGAIN: Final = "tried again by hand"

_NOW: Final = bindparam("now", type_=Instant)
_READY: Final = case((parts.c.not_before > _NOW, parts.c.not_before), else_=_NOW)
_THIS: Final = parts.c.id == bindparam("part")

_SENT: Final = (
    move(PartState.DELIVERED, PartState.UNKNOWN)
    .where(_THIS)
    .values(reason=SAID_SENT, receipt=bindparam("id_there"))
    .returning(parts.c.state)
)
_NOT_SENT: Final = (
    move(PartState.SCHEDULED, PartState.UNKNOWN)
    .where(_THIS, parts.c.not_after > _NOW)
    .values(reason=SAID_NOT_SENT, ready_at=_READY, unsure_since=None)
    .returning(parts.c.state)
)
_TOO_LATE: Final = (
    move(PartState.EXPIRED, PartState.UNKNOWN)
    .where(_THIS, parts.c.not_after <= _NOW)
    .values(reason=parts.c.expiry, unsure_since=None)
    .returning(parts.c.state)
)
_AGAIN: Final = (
    move(PartState.SCHEDULED, *STOPPED)
    .where(_THIS, parts.c.not_after > _NOW)
    .values(reason=TRIED_AGAIN, ready_at=_READY)
    .returning(parts.c.state)
)
_BEHIND: Final = (
    move(PartState.SCHEDULED, PartState.CANCELLED)
    .where(
        parts.c.post_id == bindparam("post"),
        parts.c.number > bindparam("nth"),
        parts.c.reason == threads.THREAD_STOPPED,
    )
    .values(reason=None)
)

_FIND: Final = (
    select(parts.c.id, parts.c.post_id, parts.c.number, posts.c.key, parts.c.not_after)
    .join_from(parts, posts)
    .where(posts.c.key == bindparam("key"), parts.c.state.in_(bindparam("among", expanding=True)))
    .order_by(parts.c.number)
    .with_for_update(of=parts)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What became of the part that a person decided about."""

    key: str
    state: PartState
    not_after: datetime


def resolve(
    connection: Connection, key: str, *, sent: bool, receipt: str | None, now: datetime, user: str
) -> Decided | None:
    """Settle the unknown part that a key (a post's or a part's) names; None where it names none.

    A part that was sent is delivered, with the receiver's id for it where there is one. One that was not is scheduled
    again, at once; once its window is over it expires, and its thread stops.
    """
    row = _named(connection, key, PartState.UNKNOWN)
    if row is None:
        return None
    names = {"part": row.id, "now": now}
    if sent:
        state = connection.scalars(_SENT, {"part": row.id, "id_there": receipt}).one()
        threads.advance(connection, [row.id], now)
    else:
        state = connection.scalar(_NOT_SENT, names) or connection.scalar(_TOO_LATE, names)
        threads.stop(connection, [row.post_id])
    return _noted(connection, row, "resolved", state, {"sent": sent, "receipt": receipt}, now=now, user=user)


def retry(connection: Connection, key: str, *, now: datetime, user: str) -> Decided | None:
    """Schedule again the failed or expired part that a key names, with what stopped behind it.

    None where it names none. A part whose window is over stays as it is: what it says may be no longer true.
    """
    row = _named(connection, key, *STOPPED)
    if row is None:
        return None
    state = connection.scalar(_AGAIN, {"part": row.id, "now": now})
    if state is None:
        return Decided(key=part_key(row.key, row.number), state=PartState.EXPIRED, not_after=row.not_after)
    connection.execute(_BEHIND, {"post": row.post_id, "nth": row.number})
    return _noted(connection, row, "retried", state, {}, now=now, user=user)


def _named(connection: Connection, key: str, *among: PartState) -> Row[Any] | None:
    """Return the first part in one of these states that a post's key, or a part's, names."""
    post, _, number = key.strip("/").partition("#")
    rows = connection.execute(_FIND, {"key": post, "among": among})
    return next((row for row in rows if number in {"", str(row.number)}), None)  # type: ignore[return-value] # SQLAlchemy


def _noted(
    connection: Connection, row: Row[Any], action: str, state: PartState, detail: object, *, now: datetime, user: str
) -> Decided:
    """Write down who decided what."""
    key = part_key(row.key, row.number)
    event = {"at": now, "user": user, "action": action, "subject": key, "detail": json.dumps(detail)}
    connection.execute(insert(events), event)
    return Decided(key=key, state=state, not_after=row.not_after)
