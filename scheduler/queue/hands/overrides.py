"""What people do to posts by hand: one verb, one transaction, one deed.

What is to become of a post is decided by a pure function (scheduler.plan.hands), inside the transaction: what it looks
at is what it changes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, Update, bindparam, update

from scheduler.model import TRANSITIONS, Part, PartState, Post
from scheduler.queue.database.tables import parts, posts
from scheduler.queue.hands import deeds
from scheduler.queue.hands.deeds import Stamp
from scheduler.queue.looks import reading
from scheduler.queue.records import row_of_part, row_of_post
from scheduler.queue.transitions import move

Decision = Callable[[Post], Post | str]
"""What becomes of a post: the post as it will be, the same post, or why it stays as it is."""

VERBS: Final = ("paused", "resumed", "moved", "cancelled", "released", "approved")
"""What a hand did, as it stands in the events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overridden:
    """What became of the posts that were named: changed (as they are now), so already, or left alone and why."""

    revision: int
    changed: tuple[Post, ...] = ()
    same: tuple[Post, ...] = ()
    refused: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def override(
    connection: Connection,
    keys: Iterable[str],
    decide: Decision,
    *,
    verb: str,
    whole: bool,
    now: datetime,
    user: str,
) -> Overridden:
    """Decide about posts, and write down what was decided as one deed.

    Where `whole`, one post that is refused keeps the others from being changed. A deed that changes nothing is none.
    """
    found = reading.by_key(connection, keys, lock=True)
    ordered = sorted(found.values(), key=lambda each: (each[1].due_at, each[1].key))
    decided = [(id_, before, decide(before)) for id_, before in ordered]
    changes = [(id_, before, after) for id_, before, after in decided if isinstance(after, Post) and after != before]
    same = tuple(before for _, before, after in decided if after == before)
    refused = {before.key: after for _, before, after in decided if isinstance(after, str)}
    if not changes or (whole and refused):
        return Overridden(revision=deeds.current_revision(connection), same=same, refused=refused)
    stamp = Stamp(revision=deeds.next_revision(connection), at=now, user=user)
    _write(connection, changes)
    details = {after.key: (verb, _detail(before, after, stamp)) for _, before, after in changes}
    deeds.record(connection, {before.key: before for _, before, _ in changes}, stamp, details, action=verb)
    return Overridden(
        revision=stamp.revision, changed=tuple(after for _, _, after in changes), same=same, refused=refused
    )


def _detail(before: Post, after: Post, stamp: Stamp) -> dict[str, object]:
    """Return what an event says of a decision: what it led to, and for a move, from where."""
    detail: dict[str, object] = {
        "revision": stamp.revision,
        "state": after.state.value,
        "due_at": after.due_at.isoformat(),
        "content_hash": after.content_hash,
    }
    return detail if after.due_at == before.due_at else detail | {"from": before.due_at.isoformat()}


def _write(connection: Connection, changes: list[tuple[int, Post, Post]]) -> None:
    """Write posts and those of their parts that changed; states go by the table of transitions."""
    connection.execute(
        update(posts).where(posts.c.id == bindparam("post")),
        [row_of_post(after) | {"post": id_} for id_, _, after in changes],
    )
    rows: dict[tuple[PartState, PartState], list[dict[str, Any]]] = defaultdict(list)
    for id_, before, after in changes:
        for old, new in zip(before.parts, after.parts, strict=True):
            if old != new:
                rows[old.state, new.state].append({"post": id_, "nth": new.number} | _columns(new))
    for (source, target), some in rows.items():
        for statement, values in _steps(source, target):
            connection.execute(statement, some if values else [_only_place(row) for row in some])


def _steps(source: PartState, target: PartState) -> list[tuple[Update, bool]]:
    """Return the moves from one state to another (what is over comes back first), and which writes the columns."""
    there = parts.c.post_id == bindparam("post"), parts.c.number == bindparam("nth")
    if source is target or target in TRANSITIONS[source]:
        return [(move(target, source).where(*there), True)]
    back = move(PartState.SCHEDULED, source).where(*there)
    return [(back, False), (move(target, PartState.SCHEDULED).where(*there), True)]


def _columns(part: Part) -> dict[str, object]:
    """Return what of a part a hand may change: its times, its window, its reason. Never its words."""
    kept = {"due_at", "not_before", "not_after", "expiry", "ready_at", "receipt", "reason"}
    return {name: value for name, value in row_of_part(part).items() if name in kept}


def _only_place(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"post": row["post"], "nth": row["nth"]}
