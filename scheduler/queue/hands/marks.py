"""How often a post was changed by people, and when anything last happened to it: what a calendar asks for."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, func, select

from scheduler.queue.database.tables import attempts, events, posts


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How many things people did to a post, and the instant of the last thing that happened to it."""

    changes: int = 0
    last: datetime | None = None


def marks(connection: Connection) -> dict[str, Mark]:
    """Return the mark of every post to which anything happened, by its key."""
    found: dict[str, Mark] = defaultdict(Mark)
    subjects = select(events.c.subject, func.count(), func.max(events.c.at)).group_by(events.c.subject)
    for subject, count, at in connection.execute(subjects):
        key = subject.partition("#")[0]
        found[key] = Mark(changes=found[key].changes + count, last=_later(found[key].last, at))
    last = func.max(func.coalesce(attempts.c.ended_at, attempts.c.started_at))
    tried = select(posts.c.key, last).join_from(attempts, posts).group_by(posts.c.key)
    for key, at in connection.execute(tried):
        found[key] = replace(found[key], last=_later(found[key].last, at))
    return dict(found)


def _later(one: datetime | None, other: datetime) -> datetime:
    return other if one is None else max(one, other)
