"""What is over long ago is not kept for ever, and what was delivered is never sent again for all that.

Only posts that are over as a whole go (delivered, cancelled, expired), with their attempts and events, a few at a time.
What failed or is unknown waits for a person, however long. Of a delivered post a tombstone stays: its key and the hash
of what was sent under it, by which `apply` recognises it.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, bindparam, delete, exists, func, not_, or_, select

from scheduler.errors import WorkspaceError
from scheduler.model import PartState, Post
from scheduler.queue.database.bulk import insert_rows, one_of
from scheduler.queue.database.columns import Instant
from scheduler.queue.database.tables import applies, attempts, events, parts, posts, tombstones
from scheduler.queue.looks import reading

BATCH: Final = 200
"""Posts that one transaction forgets: the daemon waits no longer for it than for a commit."""

OVER: Final = (PartState.DELIVERED, PartState.CANCELLED, PartState.EXPIRED)

_other = parts.alias("other")
_BEFORE: Final = bindparam("before", type_=Instant)

OLD: Final = {
    state: (
        select(parts.c.post_id)
        .where(
            parts.c.state == state,
            parts.c.not_after < _BEFORE,
            not_(
                exists().where(
                    _other.c.post_id == parts.c.post_id,
                    or_(_other.c.state.not_in(OVER), _other.c.not_after >= _BEFORE),
                )
            ),
        )
        .order_by(parts.c.not_after)
        .limit(bindparam("limit"))
    )
    for state in OVER
}


def prune(connection: Connection, before: datetime, limit: int = BATCH) -> int:
    """Forget up to `limit` posts whose last window closed before, and return how many; none is left at 0."""
    found: dict[int, None] = {}
    for statement in OLD.values():
        found |= dict.fromkeys(connection.scalars(statement, {"before": before, "limit": limit}))
    ids = sorted(found)[:limit]
    if ids:
        _bury(connection, ids)
        _forget(connection, ids)
    _forget_deeds(connection, before)
    return len(ids)


def sent_before(connection: Connection, new: Iterable[Post]) -> list[tuple[Post, datetime]]:
    """Return those of these posts that were delivered, word for word, before they were forgotten; and when."""
    hashes = {post.key: post for post in new}
    if not hashes or connection.scalar(select(tombstones.c.key).limit(1)) is None:
        return []
    rows = connection.execute(select(tombstones).where(one_of(connection, tombstones.c.key, hashes)))
    return [(hashes[row.key], row.delivered_at) for row in rows if hashes[row.key].content_hash == row.content_hash]


def refuse_repeats(connection: Connection, new: Iterable[Post]) -> None:
    """Raise WorkspaceError `already-sent` for a post that would be sent a second time."""
    for post, at in sent_before(connection, new):
        raise WorkspaceError.of(
            "already-sent",
            f"{post.key} was delivered on {at:%Y-%m-%d}, with the same words, and is no longer kept in the queue.",
            "give the step another name if it is to be sent again",
            post.place,
        )


def _bury(connection: Connection, ids: Collection[int]) -> None:
    """Keep a tombstone of each post of which anything was delivered."""
    delivered = {post_id: post for post_id, post in reading.read(connection, posts.c.id.in_(ids)) if _sent(post)}
    ended = (
        select(attempts.c.post_id, func.max(attempts.c.ended_at).label("at"))
        .where(attempts.c.post_id.in_(delivered), attempts.c.outcome == "delivered")
        .group_by(attempts.c.post_id)
    )
    last: dict[int, datetime] = {row.post_id: row.at for row in connection.execute(ended)}
    connection.execute(delete(tombstones).where(tombstones.c.key.in_([post.key for post in delivered.values()])))
    insert_rows(
        connection,
        tombstones,
        (
            {"key": post.key, "content_hash": post.content_hash, "delivered_at": last.get(id_) or post.due_at}
            for id_, post in delivered.items()
        ),
    )


def _sent(post: Post) -> bool:
    return any(part.state is PartState.DELIVERED for part in post.parts)


def _forget(connection: Connection, ids: Collection[int]) -> None:
    """Delete posts with all that hangs on them."""
    members: list[Row[Any]] = list(
        connection.execute(select(posts.c.key, parts.c.number).join_from(posts, parts).where(posts.c.id.in_(ids)))
    )
    subjects = {row.key for row in members} | {f"{row.key}#{row.number}" for row in members}
    connection.execute(delete(events).where(one_of(connection, events.c.subject, subjects)))
    connection.execute(delete(attempts).where(attempts.c.post_id.in_(ids)))
    connection.execute(delete(parts).where(parts.c.post_id.in_(ids)))
    connection.execute(delete(posts).where(posts.c.id.in_(ids)))


def _forget_deeds(connection: Connection, before: datetime) -> None:
    """Delete what was there before old applies (undo needs the last only), and old events of channels."""
    last = connection.scalar(select(func.max(applies.c.revision)).where(applies.c.undone_at.is_(None)))
    first = connection.execute(select(applies.c.revision, applies.c.at).order_by(applies.c.revision).limit(BATCH)).all()
    old = [row.revision for row in first if row.at < before and last is not None and row.revision < last]
    if old:
        connection.execute(delete(applies).where(applies.c.revision.in_(old)))
    channel = and_(events.c.subject >= "channel:", events.c.subject < "channel;")
    connection.execute(delete(events).where(channel, events.c.at < before))
