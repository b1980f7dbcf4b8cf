"""The conditions that several statements share, so that they cannot come to disagree."""

from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import ColumnElement, and_, bindparam, exists, not_, or_

from scheduler.model import PartState
from scheduler.queue.database.columns import Instant
from scheduler.queue.database.tables import channels, meta, parts, posts

CHUNK: Final = 500
"""How many ids one statement names: well under the variables a statement may have in any database."""

WAITING: Final = (PartState.AWAITING, PartState.SCHEDULED)
STOPPED: Final = (PartState.FAILED, PartState.EXPIRED)

_own = posts.alias("own")
_earlier = parts.alias("earlier")
_before = and_(_earlier.c.post_id == parts.c.post_id, _earlier.c.number < parts.c.number)

PAUSED: Final = "paused"
"""The name in `meta` under which it stands that everything is paused."""


def may_go(at: str) -> ColumnElement[bool]:
    """Return the condition under which a part may go at the instant that the parameter of this name holds.

    Nothing at all is paused, its post is not held, its channel is open and not at rest (its receiver asked to be left
    alone, or is down), and every earlier part of its thread is delivered.
    """
    now = bindparam(at, type_=Instant)
    shut = or_(not_(channels.c.open), channels.c.quiet_until > now, channels.c.rests_until > now)
    closed = exists().where(channels.c.name == _own.c.channel, shut).correlate(_own)
    kept = exists().where(_own.c.id == parts.c.post_id, or_(_own.c.held, closed)).correlate(parts)
    return and_(
        not_(exists().where(meta.c.name == PAUSED)),
        not_(kept),
        not_(exists().where(_before, _earlier.c.state != PartState.DELIVERED).correlate(parts)),
    )


FIRST_WAITING: Final = not_(exists().where(_before, _earlier.c.state.in_(WAITING)).correlate(parts))
"""No earlier part of its thread still waits: what closes next is this one, and what stops behind it is the rest."""

BEHIND_STOPPED: Final = exists().where(_before, _earlier.c.state.in_(STOPPED)).correlate(parts)
"""An earlier part of its thread failed or expired."""


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield the ids, each once and in ascending order (two writers then lock rows in the same order), in chunks."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]
