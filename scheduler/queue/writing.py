"""Writing posts: new ones, changed ones, cancelled ones. Many rows a statement, whatever their number."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import REGCLASS

from scheduler.model import Part, PartState, Post
from scheduler.queue.conditions import STOPPED, WAITING, chunks
from scheduler.queue.database.bulk import insert_rows
from scheduler.queue.database.tables import parts, posts
from scheduler.queue.records import row_of_part, row_of_post
from scheduler.queue.transitions import move

_PLACE = (parts.c.post_id == bindparam("post"), parts.c.number == bindparam("nth"))


def add(connection: Connection, new: Sequence[Post]) -> None:
    """Insert posts and their parts."""
    if not new:
        return
    first = _reserved(connection, len(new))
    insert_rows(connection, posts, ({"id": id_, **row_of_post(post)} for id_, post in enumerate(new, first)))
    insert_rows(connection, parts, (_fresh(part, id_) for id_, post in enumerate(new, first) for part in post.parts))


def _reserved(connection: Connection, number: int) -> int:
    """Take so many ids of posts that none ever had, and return the first: the rows need not be read back for them."""
    if connection.dialect.name == "sqlite":
        used = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'posts'").scalar()
        return int(used or 0) + 1
    sequence = func.pg_get_serial_sequence("posts", "id").cast(REGCLASS)
    return (
        int(connection.scalars(select(func.setval(sequence, func.nextval(sequence) + number - 1))).one()) - number + 1
    )


def replace(connection: Connection, changed: Sequence[tuple[int, Post, Post]]) -> None:
    """Give posts (id, before, after) their new times and parts; whatever failed, expired or was cancelled comes back.

    A part keeps its row, and so the count of its attempts, for as long as its post has a part of that number: an
    attempt that is still remembered elsewhere must not be taken for one of the new content.
    """
    if not changed:
        return
    for ids in chunks(id_ for id_, _, _ in changed):
        back = move(PartState.SCHEDULED, *STOPPED, PartState.CANCELLED)
        connection.execute(back.where(parts.c.post_id.in_(ids)))
    connection.execute(
        update(posts).where(posts.c.id == bindparam("post")),
        [row_of_post(after) | {"post": id_} for id_, _, after in changed],
    )
    for state in WAITING:
        if rows := [row for id_, before, after in changed for row in _kept(id_, before, after, state)]:
            connection.execute(move(state, *WAITING).where(*_PLACE), rows)
    gone = [
        {"post": id_, "last": len(after.parts)}
        for id_, before, after in changed
        if len(before.parts) > len(after.parts)
    ]
    if gone:
        connection.execute(
            delete(parts).where(parts.c.post_id == bindparam("post"), parts.c.number > bindparam("last")), gone
        )
    more = [_fresh(part, id_) for id_, before, after in changed for part in after.parts[len(before.parts) :]]
    if more:
        connection.execute(insert(parts), more)


def cancel(connection: Connection, cancelled: Iterable[tuple[int, str]]) -> None:
    """Cancel the parts of posts (id, reason) that still wait."""
    statement = move(PartState.CANCELLED, *WAITING).where(parts.c.post_id == bindparam("post"))
    if rows := [{"post": id_, "reason": reason} for id_, reason in cancelled]:
        connection.execute(statement, rows)


def _kept(id_: int, before: Post, after: Post, state: PartState) -> Iterable[dict[str, object]]:
    """Return the new columns of the parts that keep their rows and become `state`."""
    for part in after.parts[: len(before.parts)]:
        if part.state is state:
            row = _fresh(part, id_) | {"post": id_, "nth": part.number}
            yield {name: value for name, value in row.items() if name not in {"state", "attempt", "post_id"}}


def _fresh(part: Part, post_id: int) -> dict[str, object]:
    """Return the columns of a post's part that was never begun. Raises ValueError for one that does not wait."""
    if part.state not in WAITING:
        raise ValueError(f"apply makes no part {part.state}")
    row = row_of_part(part)
    row.update(post_id=post_id, attempt=0, receipt=None, reason=None)
    return row
