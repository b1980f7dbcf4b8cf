"""sending -> what became of it, fenced by owner and attempt: an owner that was given up for dead changes nothing."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Update, bindparam, case, func, insert, select, update

from scheduler.model import TRANSITIONS, PartState, Phase, part_key
from scheduler.queue import channels, threads
from scheduler.queue.conditions import STOPPED, chunks
from scheduler.queue.tables import OUTCOMES, Instant, attempts, events, parts, posts
from scheduler.queue.transitions import move


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What became of one attempt, and what its part becomes.

    `ready_at` is when a part that is scheduled again may start (never before its `not_before`; None: as it was). An
    expired part takes its own `expiry` for a reason; `reason` then stands with the attempt only. Raises ValueError for
    a state that no attempt leads to, or an outcome that is none.
    """

    part_id: int
    attempt: int
    owner: str
    state: PartState
    outcome: str
    phase: Phase | None = None
    status: int | None = None
    reason: str | None = None
    receipt: str | None = None
    ready_at: datetime | None = None
    pause_channel: bool = False

    def __post_init__(self) -> None:
        """Refuse what the tables would refuse, before it can spoil a whole transaction."""
        if self.state not in TRANSITIONS[PartState.SENDING]:
            raise ValueError(f"an attempt does not lead to {self.state}")
        if self.outcome not in OUTCOMES:
            raise ValueError(f"{self.outcome!r} is no outcome")


def _statement(state: PartState) -> Update:
    """Return the fenced UPDATE that leads to a state."""
    at = func.coalesce(bindparam("at", type_=Instant), parts.c.ready_at)
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
        )
    )


SETTLE: Final = {state: _statement(state) for state in TRANSITIONS[PartState.SENDING]}

_HELD: Final = (
    select(parts.c.id, parts.c.post_id, parts.c.number, posts.c.key, posts.c.channel, parts.c.attempt, parts.c.owner)
    .join_from(parts, posts)
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


def settle(connection: Connection, settlements: Sequence[Settlement], *, now: datetime) -> list[Settlement]:
    """Settle the attempts that are still their owner's, and return those.

    In the same transaction the attempts' rows are closed, a delivered part makes the next one of its thread ready, a
    failed or expired one stops its thread, and a channel that refused everything is paused. An attempt that was taken
    away meanwhile changes no part: its late answer is noted in its row and in the events.
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
        return []
    _close(connection, [each for each, _ in ours.values()], now)
    threads.advance(connection, (id_ for id_, (each, _) in ours.items() if each.state is PartState.DELIVERED), now)
    threads.stop(connection, (row.post_id for each, row in ours.values() if each.state in STOPPED))
    for each, row in ours.values():
        if each.pause_channel:
            channels.pause(connection, row.channel, each.reason, now, user=each.owner)
    return [each for each, _ in ours.values()]


def _close(connection: Connection, settlements: Iterable[Settlement], now: datetime) -> None:
    """Move the parts, statement by statement of their new state, and close the rows of the attempts."""
    by_state: dict[PartState, list[dict[str, object]]] = defaultdict(list)
    ended: list[dict[str, object]] = []
    for each in settlements:
        attempt = {"part": each.part_id, "nth": each.attempt, "why": each.reason}
        by_state[each.state].append(
            attempt | {"by": each.owner, "id_there": each.receipt, "at": each.ready_at},
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
