"""What a daemon and its people ask at a glance, without reading the posts: a million may wait."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import BigInteger, ColumnElement, Connection, and_, func, not_, or_, select, type_coerce

from scheduler.model import PartState, part_key
from scheduler.queue.conditions import WAITING
from scheduler.queue.database.tables import attempts, parts, posts
from scheduler.queue.threads import THREAD_STOPPED

LATEST_ATTEMPTS: Final = 20_000
"""How many attempts at most the lateness of a day is told from."""

LONGEST_RETRY: Final = timedelta(hours=1)
"""A part that is tried again later than this is not looked for among the overdue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """A part as far as a line about it goes; `at` is when it is due."""

    key: str
    at: datetime
    state: PartState
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What waits: how many parts in all, the next, how many are late, and the first of those."""

    scheduled: int
    next: Glimpse | None
    late: int
    first_late: tuple[Glimpse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of the parts that were due in a stretch of time: how many by state and reason, and the first few."""

    counts: dict[tuple[PartState, str | None], int]
    first: tuple[Glimpse, ...]


def outlook(connection: Connection, now: datetime, few: int) -> Outlook:
    """Return what waits at `now`, with the first `few` of what is late."""
    scheduled = parts.c.state == PartState.SCHEDULED
    late = and_(scheduled, parts.c.ready_at <= now)
    soon = _glimpses(connection, and_(scheduled, parts.c.ready_at > now), 1)
    return Outlook(
        scheduled=_count(connection, scheduled),
        next=soon[0] if soon else None,
        late=_count(connection, late),
        first_late=_glimpses(connection, late, few),
    )


def overdue(connection: Connection, before: datetime) -> int:
    """Return how many parts wait that were due before, and are not held."""
    query = (
        select(func.count())
        .select_from(parts.join(posts))
        .where(
            parts.c.state == PartState.SCHEDULED,
            parts.c.ready_at <= before + LONGEST_RETRY,
            parts.c.due_at < before,
            not_(posts.c.held),
        )
    )
    return connection.scalar(query) or 0


def came_due(connection: Connection, since: datetime, until: datetime) -> int:
    """Return how many parts that wait became due in a stretch of time."""
    waits = and_(parts.c.state == PartState.SCHEDULED, parts.c.ready_at <= until)
    return _count(connection, and_(waits, parts.c.due_at >= since, parts.c.due_at < until))


def sending(connection: Connection, ready_by: datetime) -> int:
    """Return how many parts that were ready by then are on their way."""
    return _count(connection, and_(parts.c.state == PartState.SENDING, parts.c.ready_at <= ready_by))


def waiting_channels(connection: Connection) -> set[str]:
    """Return the channels for which parts wait: one look into an index a channel, however many posts there are."""
    found: set[str] = set()
    name: str | None = ""
    while name is not None:
        name = connection.scalar(select(func.min(posts.c.channel)).where(posts.c.channel > name))
        if name is not None and _waits(connection, name):
            found.add(name)
    return found


def became(connection: Connection, since: datetime, until: datetime, few: int) -> Became:
    """Return what became of the parts that were due from `since` on and before `until`.

    What people took out of the plan was not due; what was cancelled because its thread stopped was.
    """
    asked_for = or_(parts.c.state != PartState.CANCELLED, parts.c.reason == THREAD_STOPPED)
    due = and_(parts.c.due_at >= since, parts.c.due_at < until, asked_for)
    rows = connection.execute(
        select(parts.c.state, parts.c.reason, func.count()).where(due).group_by(parts.c.state, parts.c.reason)
    )
    counts: dict[tuple[PartState, str | None], int] = {}
    for state, reason, number in rows:
        group = state, reason if state is PartState.EXPIRED else None
        counts[group] = counts.get(group, 0) + number
    return Became(counts=counts, first=_glimpses(connection, due, few))


def lateness(connection: Connection, since: datetime) -> list[float]:
    """Return by how many seconds what was delivered since then was late, in no order: from when due to when begun."""
    latest = select(attempts).order_by(attempts.c.id.desc()).limit(LATEST_ATTEMPTS).subquery()
    began, due = (type_coerce(column, BigInteger) for column in (latest.c.started_at, parts.c.due_at))
    query = select(began - due).join_from(latest, parts, parts.c.id == latest.c.part_id)
    delivered = query.where(latest.c.outcome == "delivered", latest.c.ended_at >= since)
    return [max(0, microseconds) / 1_000_000 for microseconds in connection.scalars(delivered)]


def _count(connection: Connection, condition: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(parts).where(condition)) or 0


def _waits(connection: Connection, channel: str, states: Collection[PartState] = WAITING) -> bool:
    query = select(parts.c.id).join_from(parts, posts).where(posts.c.channel == channel, parts.c.state.in_(states))
    return connection.scalar(query.limit(1)) is not None


def _glimpses(connection: Connection, condition: ColumnElement[bool], few: int) -> tuple[Glimpse, ...]:
    rows = connection.execute(
        select(posts.c.key, parts.c.number, parts.c.due_at, parts.c.state, parts.c.reason)
        .join_from(parts, posts)
        .where(condition)
        .order_by(parts.c.ready_at, parts.c.id)
        .limit(few)
    )
    return tuple(
        Glimpse(key=part_key(row.key, row.number), at=row.due_at, state=row.state, reason=row.reason) for row in rows
    )
