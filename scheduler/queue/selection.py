"""SELECT, as the command line and the queue understand it: a key, its leading segments, `*` for one segment."""

from sqlalchemy import ColumnElement, and_, or_

from scheduler.queue.database.tables import posts


def narrowed(select: str) -> ColumnElement[bool]:
    """Return a condition an index can use, which lets through at least what `model.selection` matches."""
    literal = select.partition("#")[0].strip("/").partition("*")[0]
    if "*" in select:
        literal = literal.rpartition("/")[0]
        return posts.c.key.startswith("") if not literal else _below(literal)
    return or_(posts.c.key == literal, _below(literal))


def _below(prefix: str) -> ColumnElement[bool]:
    """Return the range of the keys that start with `prefix/`: `0` is the character after `/`."""
    return and_(posts.c.key >= f"{prefix}/", posts.c.key < f"{prefix}0")
