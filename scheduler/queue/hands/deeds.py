"""What people did to the queue, deed by deed, with what was there before: for undo, and for who asks who it was.

An apply is a deed, and so is each thing done by hand. Deeds are undone from the last one back. What is put back are
rows as they were, not moves: a part that had failed before a new time revived it has failed again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from scheduler.errors import StalePlanError, TminusError
from scheduler.model import Post, compact_json
from scheduler.queue.conditions import chunks
from scheduler.queue.database import meta
from scheduler.queue.database.bulk import insert_rows
from scheduler.queue.database.tables import applies, attempts, events, parts, posts
from scheduler.queue.looks import reading
from scheduler.queue.records import restored, row_of_part, row_of_post, snapshot

APPLIED: Final = "applied"
UNDONE: Final = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which deed it was, when, and whose."""

    revision: int
    at: datetime
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that people did: `applied`, `paused`, `moved`, ...

    `before` are its posts as they were (None: there was none), `now` as they are (None: there is none any more).
    """

    revision: int
    action: str
    user: str
    at: datetime
    before: Mapping[str, Post | None]
    now: Mapping[str, Post | None]


def record(
    connection: Connection,
    before: Mapping[str, Post | None],
    stamp: Stamp,
    details: Mapping[str, tuple[str, object]],
    *,
    action: str,
    files: str = "",
) -> None:
    """Write down a deed: what its posts were before, and one event a post (what happened, and its detail)."""
    said = {"at": stamp.at, "user": stamp.user}
    row = said | {"revision": stamp.revision, "action": action, "files": files, "before": snapshot(before)}
    row["attempts"] = connection.scalar(select(func.max(attempts.c.id))) or 0
    connection.execute(insert(applies), row)
    note(connection, said, details)


def note(connection: Connection, said: Mapping[str, object], details: Mapping[str, tuple[str, object]]) -> None:
    """Write one event a subject. A detail that many share is turned into text once."""
    texts = {id(detail): detail for _, detail in details.values()}
    written = {key: compact_json(detail) for key, detail in texts.items()}
    rows = (
        {**said, "action": action, "subject": subject, "detail": written[id(detail)]}
        for subject, (action, detail) in details.items()
    )
    insert_rows(connection, events, rows)


def current_revision(connection: Connection) -> int:
    """Return how often people changed the queue: what a plan is made against."""
    return int(meta.get(connection, meta.REVISION) or 0)


def next_revision(connection: Connection) -> int:
    """Move the queue's revision on, so that every plan made before is stale."""
    revision = current_revision(connection) + 1
    meta.put(connection, meta.REVISION, str(revision))
    return revision


def last(connection: Connection) -> Deed | None:
    """Return the last deed that was not undone, None where there is none."""
    statement = select(applies).where(applies.c.undone_at.is_(None)).order_by(applies.c.revision.desc()).limit(1)
    row = connection.execute(statement).first()
    if row is None:
        return None
    before = restored(row.before)
    now = reading.by_key(connection, before)
    return Deed(
        revision=row.revision,
        action=row.action,
        user=row.user,
        at=row.at,
        before=before,
        now={key: now[key][1] if key in now else None for key in before},
    )


def undo(connection: Connection, revision: int, *, now: datetime, user: str) -> Deed:
    """Put back what the last deed changed, whole.

    Raises TminusError `undo-nothing` or `undo-begun` (one of its posts was begun since), StalePlanError `undo-stale`
    where the deed of this revision is not the last one any more; nothing is changed then.
    """
    deed = last(connection)
    if deed is None:
        raise nothing()
    if deed.revision != revision:
        raise StalePlanError.of("undo-stale", "Something else was done since.", "look again with  tminus undo")
    if begun := begun_since(connection, deed):
        raise refusal(begun)
    _put_back(connection, deed)
    following = next_revision(connection)
    connection.execute(update(applies).where(applies.c.revision == revision), {"undone_at": now})
    detail = {"revision": following, "undone": revision, "action": deed.action}
    note(connection, {"at": now, "user": user}, dict.fromkeys(deed.before, (UNDONE, detail)))
    return deed


def nothing() -> TminusError:
    """Return the error where there is nothing to undo."""
    return TminusError.of("undo-nothing", "There is nothing to undo", "apply, pause, move, cancel, ... can be undone")


def refusal(begun: Post) -> TminusError:
    """Return the error for a deed of which a post was begun."""
    message = f"This cannot be undone any more: {begun.key} was begun since, and is {begun.state}"
    return TminusError.of("undo-begun", message, "change the files and apply, or cancel what still waits")


def begun_since(connection: Connection, deed: Deed) -> Post | None:
    """Return a post of the deed that was begun after it, None where none was."""
    current = [post for post in deed.now.values() if post]
    since = connection.scalar(select(applies.c.attempts).where(applies.c.revision == deed.revision)) or 0
    tried = set(_tried(connection, (post.key for post in current), since))
    return next((post for post in current if post.frozen or post.key in tried), None)


def _tried(connection: Connection, keys: Iterable[str], since: int) -> Iterable[str]:
    ids = [id_ for id_, _ in reading.by_key(connection, keys).values()]
    for some in chunks(ids):
        yield from connection.scalars(
            select(posts.c.key)
            .join_from(attempts, posts)
            .where(attempts.c.post_id.in_(some), attempts.c.id > since)
            .distinct()
        )


def _put_back(connection: Connection, deed: Deed) -> None:
    """Make the rows of the deed's posts what they were."""
    ids = {key: id_ for key, (id_, _) in reading.by_key(connection, deed.before).items()}
    for some in chunks(ids.values()):
        connection.execute(delete(parts).where(parts.c.post_id.in_(some)))
    new = [ids[key] for key, post in deed.before.items() if post is None and key in ids]
    for some in chunks(new):
        connection.execute(delete(posts).where(posts.c.id.in_(some)))
    kept = {ids[key]: post for key, post in deed.before.items() if post and key in ids}
    if kept:
        values: list[dict[str, Any]] = [row_of_post(post) | {"post": id_} for id_, post in kept.items()]
        connection.execute(update(posts).where(posts.c.id == bindparam("post")), values)
        rows = [row_of_part(part) | {"post_id": id_} for id_, post in kept.items() for part in post.parts]
        connection.execute(insert(parts), rows)
