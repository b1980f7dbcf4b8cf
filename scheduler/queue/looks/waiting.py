"""What the queue waits for: the parts that come next, and the next instant at which anything can happen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, or_, select

from scheduler.model import PartState
from scheduler.queue.conditions import FIRST_WAITING, WAITING, may_go
from scheduler.queue.database.columns import Instant
from scheduler.queue.database.tables import channels, parts, posts


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A hint that a part may be begun from `ready_at` on and before `not_after`; only `begin` decides."""

    part_id: int
    ready_at: datetime
    not_after: datetime
    channel: str


UPCOMING: Final = (
    select(parts.c.id, parts.c.ready_at, parts.c.not_after, posts.c.channel)
    .join_from(parts, posts)
    .where(
        parts.c.state == PartState.SCHEDULED,
        parts.c.ready_at <= bindparam("until", type_=Instant),
        parts.c.ready_at > bindparam("after", type_=Instant),
        parts.c.ready_at < parts.c.not_after,
        posts.c.channel.not_in(bindparam("without", expanding=True)),
        may_go("until"),
    )
    .order_by(parts.c.ready_at, parts.c.id)
    .limit(bindparam("limit"))
)

NEXT_START: Final = (
    select(parts.c.ready_at)
    .where(
        parts.c.state == PartState.SCHEDULED,
        parts.c.ready_at < parts.c.not_after,
        may_go("now"),
    )
    .order_by(parts.c.ready_at)
    .limit(1)
)

_NOW: Final = bindparam("now", type_=Instant)
_AT_REST: Final = select(channels.c.name, channels.c.quiet_until, channels.c.rests_until).where(
    channels.c.open, or_(channels.c.quiet_until > _NOW, channels.c.rests_until > _NOW)
)
_FIRST_THERE: Final = (
    select(parts.c.ready_at)
    .join_from(parts, posts)
    .where(parts.c.state == PartState.SCHEDULED, posts.c.channel == bindparam("name"))
    .order_by(parts.c.ready_at)
    .limit(1)
)

NEXT_END: Final = {
    state: select(parts.c.not_after).where(parts.c.state == state, FIRST_WAITING).order_by(parts.c.not_after).limit(1)
    for state in WAITING
}

_ANY: Final = select(parts.c.id).where(parts.c.state == bindparam("state")).order_by(parts.c.ready_at).limit(1)


def upcoming(
    connection: Connection, *, until: datetime, limit: int, after: datetime, without: Collection[str]
) -> list[Due]:
    """Return the first parts that may be begun by `until` and not before `after` passed, in the order of readiness.

    They are scheduled, not held, on an open channel that is not at rest nor one of `without`, and next in their thread.
    """
    names = {
        "until": until,
        "limit": limit,
        "after": after,
        "without": sorted(without) or [""],
    }  # of no name SQL makes a subquery
    rows = connection.execute(UPCOMING, names)
    return [Due(part_id=row.id, ready_at=row.ready_at, not_after=row.not_after, channel=row.channel) for row in rows]


def next_instant(connection: Connection, now: datetime) -> datetime | None:
    """Return the first instant from `now` on at which a part can be begun or a window closes; None: never by itself.

    That is also when a channel's rest is over for which parts wait.

    What is due already, or closed and not yet expired, is due now.
    """
    found = [connection.scalar(NEXT_START, {"now": now}), *_wakings(connection, now)]
    found += [connection.scalar(statement) for statement in NEXT_END.values()]
    instants = [instant for instant in found if instant is not None]
    return max(min(instants), now) if instants else None


def _wakings(connection: Connection, now: datetime) -> list[datetime]:
    """Return when the channels that are at rest go on for which parts wait."""
    found = []
    for row in connection.execute(_AT_REST, {"now": now}).all():
        first = connection.scalar(_FIRST_THERE, {"name": row.name})
        if first is not None:
            found.append(max(each for each in (first, row.quiet_until, row.rests_until) if each))
    return found


def idle(connection: Connection) -> bool:
    """Return whether nothing is under way and nothing waits: what is left is over, or waits for a person."""
    return all(connection.scalar(_ANY, {"state": state}) is None for state in (*WAITING, PartState.SENDING))
