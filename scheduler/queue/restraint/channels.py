"""What is kept of a channel: whether a person has to act, until when its receiver wants to be left alone, its breaker.

A channel that refuses everything is paused: it is asked nothing more until a person opens it. The other two end by
themselves.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, bindparam, case, func, insert, or_, select, update

from scheduler.model import PartState
from scheduler.queue.database.columns import Instant
from scheduler.queue.database.tables import channels, events, parts, posts
from scheduler.queue.restraint.breaker import LONGEST_COOL_DOWN, Breaker, Sign, after, cut_short, rested

BREAKER: Final = (channels.c.signs, channels.c.rests, channels.c.rests_until, channels.c.recovered_at)

_ROW: Final = select(channels).where(channels.c.name == bindparam("channel")).with_for_update()
_NOW: Final = bindparam("now", type_=Instant)
_NEXT_CLOSING: Final = (  # found by what is due soon, however much waits: no condition for the index on not_after
    select(func.min(case((parts.c.not_after > _NOW, parts.c.not_after)), type_=Instant))
    .join_from(parts, posts)
    .where(
        parts.c.state.in_([PartState.SCHEDULED, PartState.SENDING]),
        parts.c.ready_at <= bindparam("soon", type_=Instant),
        posts.c.channel == bindparam("channel"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A channel that begins nothing for a while: its receiver is down, or (`asked`) asked to be left alone."""

    until: datetime
    asked: bool


def pause(connection: Connection, name: str, reason: str | None, now: datetime, *, user: str) -> bool:
    """Close a channel, and return whether it was open; one that is closed keeps the reason it was closed for."""
    row = _row(connection, name)
    if row is not None and not row.open:
        return False
    _put(connection, name, row, {"open": False, "reason": reason, "since": now}, now)
    _note(connection, "channel-paused", name, {"reason": reason}, now, user)
    return True


def resume(connection: Connection, names: Iterable[str] | None, now: datetime, *, user: str) -> list[str]:
    """Open the channels of these names (None: all) that are closed or at rest, and return them."""
    shut = sorted(paused(connection).keys() | resting(connection, now))
    opened = shut if names is None else [name for name in shut if name in set(names)]
    for name in opened:
        row = {"open": True, "reason": None, "since": now, "quiet_until": None, **_columns(Breaker(recovered_at=now))}
        connection.execute(update(channels).where(channels.c.name == name), row)
        _note(connection, "channel-opened", name, {}, now, user)
    return opened


def paused(connection: Connection) -> dict[str, str | None]:
    """Return the closed channels and why each was closed."""
    rows = connection.execute(select(channels.c.name, channels.c.reason).where(~channels.c.open))
    return {row.name: row.reason for row in rows}


def resting(connection: Connection, now: datetime) -> dict[str, Resting]:
    """Return the channels that begin nothing for a while, and those whose breaker is open."""
    query = select(channels).where(
        channels.c.open,
        or_(channels.c.rests > 0, and_(channels.c.quiet_until.is_not(None), channels.c.quiet_until > _NOW)),
    )
    found = {}
    for row in connection.execute(query, {"now": now}):
        asked = not row.rests
        until = max(each for each in (row.quiet_until, row.rests_until) if each)
        found[row.name] = Resting(until=until, asked=asked)
    return found


def leave_alone(connection: Connection, names: Iterable[str], until: datetime, now: datetime) -> None:
    """Begin nothing on these channels before `until`: their receiver asked for it."""
    for name in sorted(set(names)):
        row = _row(connection, name)
        if row is None or row.quiet_until is None or row.quiet_until < until:
            _put(connection, name, row, {"quiet_until": until}, now)


def account(
    connection: Connection, name: str, signs: Iterable[tuple[Sign, float]], now: datetime, *, user: str
) -> Breaker | None:
    """Take up what attempts said of a channel's receiver; return its breaker where that opened or closed it."""
    row = _row(connection, name)
    before = breaker = breaker_of(row) if row is not None else Breaker()
    for sign, chance in signs:
        breaker = after(breaker, sign, now, chance)
    if breaker == before:
        return None
    if breaker.open and not before.open:
        breaker = _cut_short(connection, name, breaker, now)
    _put(connection, name, row, _columns(breaker), now)
    if breaker.open == before.open:
        return None
    action = "channel-resting" if breaker.open else "channel-recovered"
    _note(connection, action, name, {}, now, user)
    return breaker


def rest(connection: Connection, name: str, breaker: Breaker, now: datetime, chance: float) -> None:
    """Begin the next cool-down of a channel that lets one part through."""
    resting = _cut_short(connection, name, rested(breaker, now, chance), now)
    connection.execute(update(channels).where(channels.c.name == name), _columns(resting))


def breaker_of(row: Any) -> Breaker:  # noqa: ANN401 - a row that has more columns, or fewer
    """Return the breaker of a row that has its columns."""
    return Breaker(signs=row.signs, rests=row.rests, rests_until=row.rests_until, recovered_at=row.recovered_at)


def _cut_short(connection: Connection, name: str, breaker: Breaker, now: datetime) -> Breaker:
    values = {"channel": name, "now": now, "soon": now + LONGEST_COOL_DOWN}
    return cut_short(breaker, connection.scalar(_NEXT_CLOSING, values), now)


def _columns(breaker: Breaker) -> dict[str, object]:
    return {column.name: getattr(breaker, column.name) for column in BREAKER}


def _row(connection: Connection, name: str) -> Row[Any] | None:
    return connection.execute(_ROW, {"channel": name}).first()


def _put(connection: Connection, name: str, row: Row[Any] | None, values: Mapping[str, object], now: datetime) -> None:
    if row is None:
        connection.execute(insert(channels), {"open": True, "since": now, **values, "name": name})
    else:
        connection.execute(update(channels).where(channels.c.name == name), dict(values))


def _note(connection: Connection, action: str, name: str, detail: object, now: datetime, user: str) -> None:
    row = {"at": now, "user": user, "action": action, "subject": f"channel:{name}", "detail": json.dumps(detail)}
    connection.execute(insert(events), row)
