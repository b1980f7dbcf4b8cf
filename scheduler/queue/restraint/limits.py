"""Which of the parts that could be begun may be, as far as their channel goes: its rate, and its breaker.

A channel under a rate begins one part after another, and every start is written down: a sliding log, exact for `n per
window`, which a restart remembers and other processes share. Where the breaker is open one part is let through a
cool-down; what waited for a receiver that is well again goes out one by one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update

from scheduler.model import PartState, Rate
from scheduler.queue.conditions import chunks
from scheduler.queue.database.columns import Instant
from scheduler.queue.database.tables import attempts, parts, posts, starts
from scheduler.queue.database.tables import channels as channels_table
from scheduler.queue.restraint import channels
from scheduler.queue.restraint.breaker import Breaker, between_held

SPACING: Final = timedelta(milliseconds=50)
"""Added to a rate's window, because the receiver counts arrivals and not starts."""

HELD_FOR: Final = timedelta(hours=6)
"""So long after a receiver recovered, what waited for it is still let out one by one."""

Rates = Mapping[str, Sequence[Rate]]

_GUARDED: Final = select(channels_table.c.name, *channels.BREAKER).where(
    or_(
        channels_table.c.rests > 0,
        and_(
            channels_table.c.recovered_at.is_not(None),
            channels_table.c.recovered_at > bindparam("since", type_=Instant),
        ),
    )
)

_CANDIDATES: Final = (
    select(parts.c.id, parts.c.ready_at, posts.c.channel)
    .join_from(parts, posts)
    .where(
        parts.c.id.in_(bindparam("ids", expanding=True)),
        posts.c.channel.in_(bindparam("names", expanding=True)),
        parts.c.state == PartState.SCHEDULED,  # what cannot be begun takes nobody's place
        parts.c.ready_at <= bindparam("now", type_=Instant),
        parts.c.not_after > bindparam("now", type_=Instant),
    )
)

_NTH_START: Final = (
    select(starts.c.at)
    .where(starts.c.channel == bindparam("name"), starts.c.at <= bindparam("now", type_=Instant))
    .order_by(starts.c.at.desc())
    .limit(1)
    .offset(bindparam("before"))
)

_ENDED: Final = (
    select(attempts.c.part_id, attempts.c.attempt, attempts.c.started_at, posts.c.channel)
    .join_from(attempts, posts)
    .where(
        attempts.c.part_id.in_(bindparam("ids", expanding=True)),
        posts.c.channel.in_(bindparam("names", expanding=True)),
    )
)

_ARRIVED: Final = (
    update(starts)
    .where(
        starts.c.channel == bindparam("name"),
        starts.c.at >= bindparam("since", type_=Instant),
        starts.c.at < bindparam("ended", type_=Instant),
    )
    .values(at=bindparam("ended", type_=Instant))
)

_FORGET: Final = delete(starts).where(
    starts.c.channel == bindparam("name"), starts.c.at <= bindparam("before", type_=Instant)
)


@dataclass(slots=True)
class Admission:
    """The ids that may be begun, and until when (wall time) the channels wait whose next part is not to go at once."""

    ids: list[int]
    waits: dict[str, datetime] = field(default_factory=dict)
    rated: dict[int, str] = field(default_factory=dict)
    let_through: dict[int, tuple[str, Breaker]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a channel's room is measured by: rates by wall time, as their receivers do; `chance` in [0, 1) jitters."""

    wall_now: datetime
    rates: Rates = field(default_factory=lambda: MappingProxyType({}))
    chance: float = 0.5


def admitted(connection: Connection, part_ids: Iterable[int], now: datetime, terms: Terms) -> Admission:
    """Return which of the parts their channels have room for."""
    ids = list(part_ids)
    guarded = {row.name: channels.breaker_of(row) for row in connection.execute(_GUARDED, {"since": now - HELD_FOR})}
    names = guarded.keys() | terms.rates.keys()
    if not names or not ids:
        return Admission(ids)
    rows = [
        row
        for some in chunks(ids)
        for row in connection.execute(_CANDIDATES, {"ids": some, "names": sorted(names), "now": now})
    ]
    found = Admission(ids)
    refused: set[int] = set()
    taken: set[str] = set()
    for row in sorted(rows, key=lambda row: (row.ready_at, row.id)):
        breaker = guarded.get(row.channel)
        held = breaker is not None and (breaker.open or row.ready_at <= (breaker.recovered_at or row.ready_at))
        if row.channel not in terms.rates and not held:
            continue
        until = _full_until(connection, row.channel, terms)
        if row.channel in taken or until:
            refused.add(row.id)
            if until:
                found.waits[row.channel] = until
            continue
        taken.add(row.channel)
        if row.channel in terms.rates:
            found.rated[row.id] = row.channel
        if breaker and breaker.open:
            found.let_through[row.id] = row.channel, breaker
        elif held:
            found.waits[row.channel] = terms.wall_now + between_held(terms.chance)
    found.ids = [id_ for id_ in ids if id_ not in refused]
    return found


def note(connection: Connection, admission: Admission, begun: Collection[int], now: datetime, terms: Terms) -> None:
    """Write down what was begun of it: the starts of a rate, and the next cool-down of a breaker."""
    for id_, (name, breaker) in admission.let_through.items():
        if id_ in begun:
            channels.rest(connection, name, breaker, now, terms.chance)
    for name in sorted({name for id_, name in admission.rated.items() if id_ in begun}):
        longest = max(rate.window for rate in terms.rates[name])
        connection.execute(_FORGET, {"name": name, "before": terms.wall_now - longest - SPACING})
        connection.execute(insert(starts), {"channel": name, "at": terms.wall_now})


def arrived(
    connection: Connection, ended: Iterable[tuple[int, int]], names: Collection[str], wall_now: datetime
) -> None:
    """Take attempts (part, number) that are over for having arrived only now, on the channels that have a rate.

    Their receivers count arrivals: of an attempt that took a while to get there, the start says too little. What else
    was begun on the channel meanwhile cannot have arrived later than it ends, either.
    """
    over = set(ended)
    since: dict[str, datetime] = {}
    for ids in chunks(part for part, _ in over):
        for row in connection.execute(_ENDED, {"ids": ids, "names": sorted(names)}):
            if (row.part_id, row.attempt) in over:
                since[row.channel] = min(since.get(row.channel, row.started_at), row.started_at)
    if since:
        rows = [{"name": name, "since": first, "ended": wall_now} for name, first in sorted(since.items())]
        connection.execute(_ARRIVED, rows)


def _full_until(connection: Connection, name: str, terms: Terms) -> datetime | None:
    """Return when there is room again for one more start, None where there is now."""
    now = terms.wall_now
    free = now
    for rate in terms.rates.get(name, ()):
        nth = connection.scalar(_NTH_START, {"name": name, "now": now, "before": rate.number - 1})
        if nth is not None:
            free = max(free, nth + rate.window + SPACING)
    return free if free > now else None
