"""sending -> what became of it, fenced by owner and attempt: an owner that was given up for dead changes nothing."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Boolean, Connection, Update, bindparam, case, exists, func, insert, null, select, update

from scheduler.model import NOTICES, TRANSITIONS, PartState, part_key
from scheduler.queue import threads
from scheduler.queue.conditions import STOPPED, chunks
from scheduler.queue.database.columns import Instant
from scheduler.queue.database.tables import attempts, events, parts, posts
from scheduler.queue.database.tables import channels as channels_table
from scheduler.queue.restraint import channels, troubles
from scheduler.queue.restraint.breaker import Breaker, Sign
from scheduler.queue.restraint.troubles import Trouble, What
from scheduler.queue.settlement import Settlement
from scheduler.queue.transitions import move

TROUBLES: Final = {
    PartState.FAILED: What.FAILED,
    PartState.UNKNOWN: What.UNKNOWN,
    PartState.EXPIRED: What.EXPIRED,
}
"""What somebody is told when a part ends there."""


def _statement(state: PartState) -> Update:
    """Return the fenced UPDATE that leads to a state."""
    at = func.coalesce(bindparam("at", type_=Instant), parts.c.ready_at)
    since = (
        select(attempts.c.started_at)
        .where(attempts.c.part_id == bindparam("part"), attempts.c.attempt == bindparam("nth"))
        .scalar_subquery()
    )
    unsure = func.coalesce(parts.c.unsure_since, case((bindparam("unsure", type_=Boolean), since)))
    return (
        move(state, PartState.SENDING)
        .where(
            parts.c.id == bindparam("part"),
            parts.c.owner == bindparam("by"),
            parts.c.attempt == bindparam("nth"),
        )
        .values(
            reason=parts.c.expiry if state is PartState.EXPIRED else bindparam("why"),
            receipt=func.coalesce(bindparam("id_there"), parts.c.receipt),
            ready_at=case((at < parts.c.not_before, parts.c.not_before), else_=at),
            unsure_since=null() if state is PartState.FAILED else unsure,
        )
    )


SETTLE: Final = {state: _statement(state) for state in TRANSITIONS[PartState.SENDING]}

_behind = parts.alias("behind")

_HELD: Final = (
    select(
        parts.c.id,
        parts.c.post_id,
        parts.c.number,
        posts.c.key,
        posts.c.campaign,
        posts.c.channel,
        parts.c.attempt,
        parts.c.owner,
        channels_table.c.signs,
        channels_table.c.rests,
        exists().where(_behind.c.post_id == parts.c.post_id, _behind.c.number > parts.c.number).label("followed"),
    )
    .select_from(parts.join(posts).outerjoin(channels_table, channels_table.c.name == posts.c.channel))
    .where(parts.c.id.in_(bindparam("ids", expanding=True)), parts.c.state == PartState.SENDING)
    .with_for_update(of=parts)
)

_END: Final = (
    update(attempts)
    .where(attempts.c.part_id == bindparam("part"), attempts.c.attempt == bindparam("nth"))
    .values(
        ended_at=bindparam("now", type_=Instant),
        outcome=bindparam("became"),
        phase=bindparam("got"),
        status=bindparam("code"),
        reason=bindparam("why"),
    )
)

_LATE: Final = (
    update(attempts)
    .where(
        attempts.c.part_id == bindparam("part"),
        attempts.c.attempt == bindparam("nth"),
        attempts.c.owner == bindparam("by"),
    )
    .values(reason=func.coalesce(attempts.c.reason + "; ", "") + bindparam("words"))
    .returning(attempts.c.post_id, attempts.c.number)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The settlements that were still their owner's, and the breakers of the channels that opened or closed by them."""

    kept: list[Settlement]
    turned: Mapping[str, Breaker]


def settle(connection: Connection, settlements: Sequence[Settlement], *, now: datetime) -> Settled:
    """Settle the attempts that are still their owner's, and return those.

    In the same transaction the attempts' rows are closed, a delivered part makes the next one of its thread ready, a
    failed or expired one stops its thread, a channel that refused everything is paused, and what a receiver asked for
    or showed of itself is kept with its channel. An attempt that was taken away meanwhile changes no part: its late
    answer is noted in its row and in the events.
    """
    held = {
        (row.id, row.owner, row.attempt): row
        for ids in chunks(each.part_id for each in settlements)
        for row in connection.execute(_HELD, {"ids": ids})
    }
    ours = {}
    for each in settlements:
        if row := held.pop((each.part_id, each.owner, each.attempt), None):
            ours[each.part_id] = (each, row)
        else:
            _note_late(connection, each, now)
    if not ours:
        return Settled(kept=[], turned={})
    _close(connection, [each for each, _ in ours.values()], now)
    followed = [(each, row) for each, row in ours.values() if row.followed]
    threads.advance(connection, (row.id for each, row in followed if each.state is PartState.DELIVERED), now)
    threads.stop(connection, (row.post_id for each, row in followed if each.state in STOPPED))
    turned = _take_up(connection, list(ours.values()), now)
    return Settled(kept=[each for each, _ in ours.values()], turned=turned)


def _take_up(connection: Connection, ours: Sequence[tuple[Settlement, Any]], now: datetime) -> dict[str, Breaker]:
    """Keep with the channels what attempts showed of their receivers; return the breakers that opened or closed."""
    signs: dict[str, list[tuple[Sign, float]]] = defaultdict(list)
    faults = {row.channel: each.reason for each, row in ours if each.sign is Sign.FAULT}
    for each, row in ours:
        if each.pause_channel and channels.pause(connection, row.channel, each.reason, now, user=each.owner):
            _tell(connection, row, What.PAUSED, each.reason, now)
        if each.alarms and not row.rests:
            _tell(connection, row, What.CERTIFICATE, each.reason, now)
        if what := TROUBLES.get(each.state):
            _tell(connection, row, what, each.reason, now, key=part_key(row.key, row.number))
        if each.quiet_until:
            channels.leave_alone(connection, each.quiet, each.quiet_until, now)
        # A receiver that was always well has nothing on its row, and another good sign changes nothing.
        if each.sign and (each.sign is Sign.FAULT or row.signs or row.rests or row.channel in signs):
            signs[row.channel].append((each.sign, each.chance))
    user = ours[0][0].owner
    found = {name: channels.account(connection, name, said, now, user=user) for name, said in sorted(signs.items())}
    turned = {name: breaker for name, breaker in found.items() if breaker}
    down = [name for name, breaker in turned.items() if breaker.open]
    opened = [Trouble(channel=name, what=What.RESTING, reason=faults.get(name)) for name in down]
    troubles.note(connection, opened, now)
    return turned


def _tell(
    connection: Connection,
    row: Any,  # noqa: ANN401 - a row of the statement above
    what: What,
    reason: str | None,
    now: datetime,
    *,
    key: str | None = None,
) -> None:
    """Have somebody told, unless it befell a notice."""
    if row.campaign != NOTICES:
        troubles.note(connection, [Trouble(channel=row.channel, what=what, key=key, reason=reason)], now)


def _close(connection: Connection, settlements: Iterable[Settlement], now: datetime) -> None:
    """Move the parts, statement by statement of their new state, and close the rows of the attempts."""
    by_state: dict[PartState, list[dict[str, object]]] = defaultdict(list)
    ended: list[dict[str, object]] = []
    for each in settlements:
        attempt = {"part": each.part_id, "nth": each.attempt, "why": each.reason}
        by_state[each.state].append(
            attempt | {"by": each.owner, "id_there": each.receipt, "at": each.ready_at, "unsure": each.unsure},
        )
        ended.append(
            attempt | {"now": now, "became": each.outcome, "got": each.phase, "code": each.status},
        )
    for state, rows in by_state.items():
        connection.execute(SETTLE[state], rows)
    connection.execute(_END, ended)


def _note_late(connection: Connection, each: Settlement, now: datetime) -> None:
    """Keep what an attempt that was given up had to say after all: a person may need it to settle an `unknown`."""
    status = "" if each.status is None else f" ({each.status})"
    late = {"part": each.part_id, "nth": each.attempt, "by": each.owner}
    row = connection.execute(_LATE, late | {"words": f"answered late: {each.outcome}{status}"}).first()
    if row is None:
        return
    key = connection.scalar(select(posts.c.key).where(posts.c.id == row.post_id))
    answer = {"outcome": each.outcome, "status": each.status, "receipt": each.receipt, "attempt": each.attempt}
    connection.execute(
        insert(events),
        {
            "at": now,
            "user": each.owner,
            "action": "late-answer",
            "subject": part_key(str(key), row.number),
            "detail": json.dumps(answer),
        },
    )
