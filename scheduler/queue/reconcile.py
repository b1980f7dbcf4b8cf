"""What time does to parts: leases that ran out, windows that closed, owners that died."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, exists, func, select, update

from scheduler.model import Expiry, OnLost, OnUnknown, PartState
from scheduler.queue import threads
from scheduler.queue.conditions import FIRST_WAITING, WAITING, chunks
from scheduler.queue.database.columns import Instant
from scheduler.queue.database.tables import attempts, parts, posts
from scheduler.queue.restraint import troubles
from scheduler.queue.restraint.troubles import What
from scheduler.queue.transitions import move

LEASE_EXPIRED: Final = "lease-expired"
OWNER_GONE: Final = "owner-gone"
RESENT: Final = "resent"
ASSUMED_SENT: Final = "assumed-sent"
"""Reasons of parts: its attempt was never settled in time, or by nobody any more; and what the policy made of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The keys of the parts that changed, sorted; `why` says of each of `expired` which bound it met.

    `unknown` are all whose attempt was lost; `resent` and `assumed` what a channel's policy made of unknown ones.
    """

    expired: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    resent: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    why: Mapping[str, Expiry] = field(default_factory=lambda: MappingProxyType({}))


_NOW: Final = bindparam("now", type_=Instant)
_IDS: Final = parts.c.id.in_(bindparam("ids", expanding=True))

EXPIRE: Final = (
    move(PartState.EXPIRED, *WAITING)
    .where(parts.c.not_after <= _NOW, FIRST_WAITING)
    .values(reason=parts.c.expiry)
    .returning(parts.c.id, parts.c.post_id, parts.c.expiry)
)

_this_attempt = attempts.alias("this_attempt")
_UNSURE_SINCE: Final = func.coalesce(
    parts.c.unsure_since,
    select(_this_attempt.c.started_at)
    .where(_this_attempt.c.part_id == parts.c.id, _this_attempt.c.attempt == parts.c.attempt)
    .correlate(parts)
    .scalar_subquery(),
)

RESEND: Final = (
    move(PartState.SCHEDULED, PartState.UNKNOWN)
    .where(_IDS, parts.c.not_after > _NOW)
    .values(
        reason=RESENT,
        ready_at=case((parts.c.not_before > _NOW, parts.c.not_before), else_=_NOW),
        unsure_since=_UNSURE_SINCE,
    )
    .returning(parts.c.id)
)

_ASSUME: Final = move(PartState.DELIVERED, PartState.UNKNOWN).where(_IDS).values(reason=ASSUMED_SENT)

LEASE_OVER: Final = and_(
    parts.c.lease <= bindparam("wall_now", type_=Instant),
    parts.c.id.not_in(bindparam("in_flight", expanding=True)),
)

_CLOSE: Final = (
    update(attempts)
    .where(attempts.c.part_id == bindparam("part"), attempts.c.attempt == bindparam("nth"))
    .values(ended_at=_NOW, outcome="unknown", reason=bindparam("why"))
)


def reconcile(
    connection: Connection,
    *,
    now: datetime,
    wall_now: datetime,
    policies: Mapping[str, OnLost],
    in_flight: Collection[int] = (),
) -> Reconciled:
    """Turn attempts whose lease ran out into `unknown`, apply the channels' policies, and expire closed windows.

    Leases run on wall time, windows on campaign time. A channel without a policy holds; one whose policy is a length of
    time resends for so long after the first attempt that may have arrived. A held part whose window closes expires like
    any other. The attempts on `in_flight` are the caller's own, and known not to be lost.
    """
    over = {"wall_now": wall_now, "in_flight": sorted(in_flight) or [0]}  # of no id SQL makes a subquery
    lost = _lose(connection, LEASE_OVER, over, LEASE_EXPIRED, now)
    return _follow_up(connection, lost, now, policies)


def take_over(connection: Connection, *, owner: str, now: datetime, policies: Mapping[str, OnLost]) -> Reconciled:
    """Do the same at once with every attempt of other owners, whatever its lease: the caller knows they are dead."""
    lost = _lose(connection, parts.c.owner != bindparam("by"), {"by": owner}, OWNER_GONE, now)
    return _follow_up(connection, lost, now, policies)


def _lose(
    connection: Connection, which: ColumnElement[bool], values: Mapping[str, object], reason: str, now: datetime
) -> list[int]:
    """Make attempts unknown, close their rows, and return the ids of their parts."""
    statement = move(PartState.UNKNOWN, PartState.SENDING).where(which).values(reason=reason)
    lost = connection.execute(statement.returning(parts.c.id, parts.c.attempt), dict(values)).all()
    if lost:
        rows = [{"part": row.id, "nth": row.attempt, "now": now, "why": reason} for row in lost]
        connection.execute(_CLOSE, rows)
    return [row.id for row in lost]


def _follow_up(connection: Connection, lost: list[int], now: datetime, policies: Mapping[str, OnLost]) -> Reconciled:
    """Apply the policies to what is unknown, expire what is over, and stop the threads behind."""
    resent: list[int] = []
    again = _unknown_under(connection, policies, OnUnknown.RESEND) + _remembered(connection, policies, now)
    for ids in chunks(again):
        resent += connection.scalars(RESEND, {"ids": ids, "now": now})
    assumed = _unknown_under(connection, policies, OnUnknown.ASSUME_SENT)
    for ids in chunks(assumed):
        connection.execute(_ASSUME, {"ids": ids})
    threads.advance(connection, assumed, now)
    expired = connection.execute(EXPIRE, {"now": now}).all()
    threads.stop(connection, (row.post_id for row in expired))
    settled = {*resent, *assumed}
    troubles.note_parts(connection, What.UNKNOWN, (id_ for id_ in lost if id_ not in settled), now)
    troubles.note_parts(connection, What.EXPIRED, (row.id for row in expired), now)
    found = ((row.id for row in expired), lost, resent, assumed)
    keys = [tuple(threads.keys_of(connection, ids)) for ids in found]
    reasons = {each: [row.id for row in expired if row.expiry is each] for each in Expiry}
    why = {key: each for each, ids in reasons.items() for key in threads.keys_of(connection, ids)}
    return Reconciled(expired=keys[0], unknown=keys[1], resent=keys[2], assumed=keys[3], why=MappingProxyType(why))


def _unknown_under(connection: Connection, policies: Mapping[str, OnLost], policy: OnUnknown) -> list[int]:
    """Return the unknown parts on channels of a policy. One whose window is over stays for a person under `resend`."""
    names = [name for name, each in policies.items() if each is policy]
    if not names:
        return []
    there = exists().where(posts.c.id == parts.c.post_id, posts.c.channel.in_(names)).correlate(parts)
    return list(connection.scalars(select(parts.c.id).where(parts.c.state == PartState.UNKNOWN, there)))


def _remembered(connection: Connection, policies: Mapping[str, OnLost], now: datetime) -> list[int]:
    """Return the unknown parts whose key their receiver still knows, on channels that resend for a time."""
    lasts = {name: each for name, each in policies.items() if isinstance(each, timedelta)}
    if not lasts:
        return []
    query = (
        select(parts.c.id, posts.c.channel, _UNSURE_SINCE.label("since"))
        .join_from(parts, posts)
        .where(parts.c.state == PartState.UNKNOWN, posts.c.channel.in_(lasts))
    )
    return [row.id for row in connection.execute(query) if row.since and now < row.since + lasts[row.channel]]
