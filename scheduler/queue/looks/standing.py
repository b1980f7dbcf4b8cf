"""How the posts stand, for `status`: how many in each state, the next, and those that somebody has to look at.

Only the posts that are shown are read, for there may be a hundred thousand.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, distinct, exists, func, not_, select

from scheduler.model import STATE_OF_POST, PartState, Post
from scheduler.queue.conditions import WAITING
from scheduler.queue.database.tables import parts, posts
from scheduler.queue.looks.outlook import LONGEST_RETRY
from scheduler.queue.looks.reading import counts, read

OVERDUE_AFTER: Final = timedelta(minutes=2)
"""A post that was due longer ago and waits is overdue."""

LATELY: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Posts that have something in common: how many there are, and some of them, the latest first."""

    many: int
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the posts stand at a moment.

    `expired_lately` are parts whose window closed within a day; `held_up` is how many posts wait for each channel that
    was asked about.
    """

    counts: Mapping[PartState, int]
    next: Post | None
    overdue: Group
    failed: Group
    unknown: Group
    expired: Group
    awaiting: Group
    expired_lately: int
    held_up: Mapping[str, int]


_NONE: Final = Group(many=0, posts=())
EMPTY: Final = Standing(
    counts={},
    next=None,
    overdue=_NONE,
    failed=_NONE,
    unknown=_NONE,
    expired=_NONE,
    awaiting=_NONE,
    expired_lately=0,
    held_up={},
)
"""How no posts stand."""


def standing(connection: Connection, now: datetime, *, channels: Collection[str], few: int) -> Standing:
    """Return how the posts stand at `now`, with at most `few` of each kind."""

    def in_state(state: PartState, few: int = few) -> Group:
        return _group(connection, _is(state), few)

    lately = and_(parts.c.state == PartState.EXPIRED, parts.c.not_after > now - LATELY)
    return Standing(
        counts=counts(connection),
        next=_next(connection, now),
        overdue=_group(connection, and_(_is(PartState.SCHEDULED), _late(now - OVERDUE_AFTER)), few),
        failed=in_state(PartState.FAILED),
        unknown=in_state(PartState.UNKNOWN),
        expired=in_state(PartState.EXPIRED),
        awaiting=in_state(PartState.AWAITING, 1),
        expired_lately=connection.scalar(select(func.count()).select_from(parts).where(lately)) or 0,
        held_up={name: _held_up(connection, name) for name in channels},
    )


def _is(state: PartState) -> ColumnElement[bool]:
    """Select the parts in a state whose post is in it: none of its other parts is in one that says more."""
    others = parts.alias()
    before = STATE_OF_POST[: STATE_OF_POST.index(state)]
    more = exists().where(others.c.post_id == parts.c.post_id, others.c.state.in_(before))
    return and_(parts.c.state == state, not_(more)) if before else parts.c.state == state


def _late(before: datetime) -> ColumnElement[bool]:
    return and_(parts.c.ready_at <= before + LONGEST_RETRY, posts.c.due_at < before, not_(posts.c.held))


def _group(connection: Connection, condition: ColumnElement[bool], few: int) -> Group:
    """Return the posts that have a part of which the condition is true."""
    joined = parts.join(posts)
    many = connection.scalar(select(func.count(distinct(parts.c.post_id))).select_from(joined).where(condition)) or 0
    if not many:
        return _NONE
    latest = select(posts.c.id).select_from(joined).where(condition).group_by(posts.c.id, posts.c.due_at, posts.c.key)
    ids = connection.scalars(latest.order_by(posts.c.due_at.desc(), posts.c.key.desc()).limit(few)).all()
    found = [post for _, post in read(connection, posts.c.id.in_(ids))]
    return Group(many=many, posts=tuple(reversed(found)))


def _next(connection: Connection, now: datetime) -> Post | None:
    """Return the first post that waits for its time and is not held."""
    waits = and_(parts.c.state == PartState.SCHEDULED, parts.c.ready_at > now, posts.c.due_at > now)
    query = select(posts.c.id).select_from(parts.join(posts)).where(waits, not_(posts.c.held))
    first = connection.scalar(query.order_by(parts.c.ready_at, parts.c.id).limit(1))
    return None if first is None else next(post for _, post in read(connection, posts.c.id == first))


def _held_up(connection: Connection, channel: str) -> int:
    waiting = and_(posts.c.channel == channel, parts.c.state.in_(WAITING))
    query = select(func.count(distinct(parts.c.post_id))).select_from(parts.join(posts)).where(waiting)
    return connection.scalar(query) or 0
