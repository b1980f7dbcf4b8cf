"""What somebody is to be told of a channel, kept with the change that brought it until it is told.

One row for each kind of trouble of a channel, with a count: however many posts expire after a weekend, it is one row.
What befalls a notice itself is not kept, so that no notice is ever sent about a notice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, bindparam, func, insert, select, update

from scheduler.model import NOTICES, part_key
from scheduler.queue.conditions import chunks
from scheduler.queue.database.tables import parts, posts, troubles


class What(StrEnum):
    """What went wrong."""

    FAILED = "failed"  # the receiver said no to a part
    UNKNOWN = "unknown"  # nobody knows whether a part arrived, and it is not sent again
    EXPIRED = "expired"  # a part's window closed before it was sent
    PAUSED = "paused"  # the receiver refuses everything
    CERTIFICATE = "certificate"  # the receiver cannot prove who it is
    RESTING = "resting"  # the receiver is down


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """How often it happened on a channel, and since when; the first part that it befell, and why."""

    channel: str
    what: What
    number: int = 1
    key: str | None = None
    reason: str | None = None
    since: datetime | None = None


_MORE: Final = (
    update(troubles)
    .where(troubles.c.channel == bindparam("name"), troubles.c.what == bindparam("kind"))
    .values(number=troubles.c.number + bindparam("more"))
)

_BEFELL: Final = (
    select(posts.c.channel, func.count().label("number"), func.min(parts.c.id).label("first"))
    .join_from(parts, posts)
    .where(parts.c.id.in_(bindparam("ids", expanding=True)), posts.c.campaign != NOTICES)
    .group_by(posts.c.channel)
)

_PART: Final = (
    select(posts.c.key, parts.c.number, parts.c.reason).join_from(parts, posts).where(parts.c.id == bindparam("part"))
)


def note(connection: Connection, found: Iterable[Trouble], now: datetime) -> None:
    """Add troubles to those that are not told yet."""
    for each in found:
        names = {"name": each.channel, "kind": each.what.value, "more": each.number}
        if not connection.execute(_MORE, names).rowcount:
            row = {"channel": each.channel, "what": each.what.value, "number": each.number, "since": now}
            connection.execute(insert(troubles), row | {"key": each.key, "reason": each.reason})


def note_parts(connection: Connection, what: What, part_ids: Iterable[int], now: datetime) -> None:
    """Add what befell these parts."""
    for ids in chunks(part_ids):
        for row in connection.execute(_BEFELL, {"ids": ids}).all():
            first = connection.execute(_PART, {"part": row.first}).one()
            key = part_key(first.key, first.number)
            trouble = Trouble(channel=row.channel, what=what, number=row.number, key=key, reason=first.reason)
            note(connection, [trouble], now)
