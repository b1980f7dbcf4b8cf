"""What people look at: posts, attempts, counts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, case, func, true
from sqlalchemy import select as select_

from scheduler.model import STATE_OF_POST, Part, PartState, Phase, Post, part_key, selection
from scheduler.queue.conditions import CHUNK
from scheduler.queue.database.bulk import one_of
from scheduler.queue.database.tables import attempts as attempts_table
from scheduler.queue.database.tables import parts
from scheduler.queue.database.tables import posts as posts_table
from scheduler.queue.records import part_of, post_of
from scheduler.queue.selection import narrowed


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRow:
    """One attempt, as the log shows it. `key` is its part's; it has no end and no outcome while it is under way."""

    id: int
    key: str
    attempt: int
    started_at: datetime
    ended_at: datetime | None
    outcome: str | None
    phase: Phase | None
    status: int | None
    reason: str | None


_RANKS: Final = case({state.value: rank for rank, state in enumerate(STATE_OF_POST)}, value=parts.c.state)
_BY_POST: Final = (
    select_(func.min(_RANKS).label("rank")).select_from(parts).group_by(parts.c.post_id).subquery("by_post")
)

_OF_PART: Final = [column for column in parts.c if column.name not in {"id", "content_hash", "owner", "lease"}]


def posts(connection: Connection, select: str | None = None) -> list[Post]:
    """Return the posts that SELECT names (None: all), ordered by due time and key."""
    matches = selection(select).fullmatch if select else None
    condition = narrowed(select) if select else true()
    found = [post for _, post in read(connection, condition)]
    return [post for post in found if matches is None or matches(post.key)]


def by_key(connection: Connection, keys: Iterable[str], *, lock: bool = False) -> dict[str, tuple[int, Post]]:
    """Return the posts of these keys with their ids; `lock` keeps other writers from their parts until the commit."""
    among = one_of(connection, posts_table.c.key, set(keys))
    # Most keys of a plan are new: those are not looked for one by one.
    wanted = sorted(connection.scalars(select_(posts_table.c.key).where(among)))
    found: dict[str, tuple[int, Post]] = {}
    for start in range(0, len(wanted), CHUNK):
        condition = posts_table.c.key.in_(wanted[start : start + CHUNK])
        found |= {post.key: (id_, post) for id_, post in read(connection, condition, lock=lock)}
    return found


def read(connection: Connection, condition: ColumnElement[bool], *, lock: bool = False) -> Iterator[tuple[int, Post]]:
    """Yield the posts that a condition on `posts` selects, with their ids, ordered by due time and key."""
    parts_of: dict[int, list[Part]] = defaultdict(list)
    members: Select[Any] = (
        select_(*_OF_PART).join_from(parts, posts_table).where(condition).order_by(parts.c.post_id, parts.c.number)
    )
    for row in connection.execute(members.with_for_update(of=parts) if lock else members).mappings():
        parts_of[row["post_id"]].append(part_of(row))
    ordered = select_(posts_table).where(condition).order_by(posts_table.c.due_at, posts_table.c.key)
    for row in connection.execute(ordered).mappings():
        if row["id"] in parts_of:  # a post another process added between the two statements is not here yet
            yield row["id"], post_of(row, parts_of[row["id"]])


def attempts(
    connection: Connection, select: str | None = None, after_id: int = 0, last: int | None = None
) -> list[AttemptRow]:
    """Return the attempts after an id on the posts that SELECT names, in the order in which they began.

    `last` bounds how many, and leaves the earlier ones out.
    """
    table = attempts_table
    matches = selection(select).fullmatch if select else None
    statement = (
        select_(table, posts_table.c.key.label("post_key"))
        .join_from(table, posts_table)
        .where(table.c.id > after_id, narrowed(select) if select else true())
        .order_by(table.c.id.desc())
    )
    if last is not None and (select is None or "*" not in select):
        statement = statement.limit(last)
    found = (row for row in connection.execute(statement) if matches is None or matches(row.post_key))
    rows = [
        AttemptRow(
            id=row.id,
            key=part_key(row.post_key, row.number),
            attempt=row.attempt,
            started_at=row.started_at,
            ended_at=row.ended_at,
            outcome=row.outcome,
            phase=row.phase,
            status=row.status,
            reason=row.reason,
        )
        for row in islice(found, last)
    ]
    return rows[::-1]


def counts(connection: Connection) -> dict[PartState, int]:
    """Return how many posts there are in each state, zeros included."""
    by_rank = select_(_BY_POST.c.rank, func.count().label("posts")).group_by(_BY_POST.c.rank)
    found = {row.rank: row.posts for row in connection.execute(by_rank)}
    return {state: found.get(rank, 0) for rank, state in enumerate(STATE_OF_POST)}
