"""Who did what to a post, and when: the events of its key and of its parts' keys."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from scheduler.model import part_key
from scheduler.queue.database.tables import events as events_table


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One thing that happened. `subject` is the post's key, or a part's; `detail` depends on the action."""

    at: datetime
    user: str
    action: str
    subject: str
    detail: Mapping[str, Any]


def events(connection: Connection, key: str, parts: int) -> list[EventRow]:
    """Return the events of a post and of its parts, in the order in which they happened."""
    subjects = [key, *(part_key(key, number) for number in range(1, parts + 1))]
    rows = connection.execute(
        select(events_table).where(events_table.c.subject.in_(subjects)).order_by(events_table.c.id)
    )
    return [
        EventRow(at=row.at, user=row.user, action=row.action, subject=row.subject, detail=json.loads(row.detail))
        for row in rows
    ]
