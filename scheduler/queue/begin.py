"""scheduled -> sending: one fenced statement decides, and only what it returns may be sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select

from scheduler.model import Content, Expiry, PartState, Phase, part_key
from scheduler.queue.conditions import MAY_GO, chunks
from scheduler.queue.records import content_of
from scheduler.queue.tables import Instant, attempts, parts, posts
from scheduler.queue.transitions import move


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A part that this owner, and nobody else, sends now. `in_reply_to` is the receipt of the part before it.

    `unsure_since` is when an earlier attempt started that may have arrived, and that is being repeated by policy.
    `lease_until` is wall time: after it somebody else may have taken the attempt for lost, so nothing is sent any more.
    """

    part_id: int
    post_key: str
    key: str
    attempt: int
    owner: str
    lease_until: datetime
    content: Content
    content_hash: str
    campaign: str
    step: str
    channel: str
    platform: str
    number: int
    parts: int
    due_at: datetime
    not_after: datetime
    expiry: Expiry
    in_reply_to: str | None
    unsure_since: datetime | None = None


BEGIN: Final = (
    move(PartState.SENDING, PartState.SCHEDULED)
    .where(
        parts.c.id.in_(bindparam("ids", expanding=True)),
        parts.c.ready_at <= bindparam("now", type_=Instant),
        parts.c.not_before <= bindparam("now", type_=Instant),
        parts.c.not_after > bindparam("now", type_=Instant),
        MAY_GO,
    )
    .values(owner=bindparam("by"), lease=bindparam("until", type_=Instant), attempt=parts.c.attempt + 1)
    .returning(parts.c.id)
)

_previous = parts.alias("previous")
_siblings = parts.alias("siblings")

DID_NOT_ARRIVE: Final = (408, 425, 429, 500, 503)
"""The statuses by which a receiver says that it did not take a request, and may be asked again."""

_earlier = attempts.alias("earlier")
_held = attempts.alias("held")
_LAST_HELD: Final = (  # what a person decided about is decided
    select(func.coalesce(func.max(_held.c.attempt), 0))
    .where(_held.c.part_id == parts.c.id, _held.c.outcome == "unknown")
    .correlate(parts)
    .scalar_subquery()
)
_UNSURE_SINCE: Final = (
    select(func.min(_earlier.c.started_at))
    .where(
        _earlier.c.part_id == parts.c.id,
        _earlier.c.outcome == "retry",
        _earlier.c.attempt > _LAST_HELD,
        or_(
            _earlier.c.phase.in_([Phase.PARTIAL, Phase.SENT]),
            and_(_earlier.c.phase == Phase.ANSWERED, _earlier.c.status.not_in(DID_NOT_ARRIVE)),
        ),
    )
    .scalar_subquery()
)

_BEGUN: Final = (
    select(
        parts.c.id.label("part_id"),
        parts.c.post_id,
        posts.c.key.label("post_key"),
        parts.c.attempt,
        parts.c.content,
        parts.c.content_hash,
        posts.c.campaign,
        posts.c.step,
        posts.c.channel,
        posts.c.platform,
        parts.c.number,
        select(func.count()).where(_siblings.c.post_id == parts.c.post_id).scalar_subquery().label("parts"),
        parts.c.due_at,
        parts.c.not_after,
        parts.c.expiry,
        _previous.c.receipt.label("in_reply_to"),
        _UNSURE_SINCE.label("unsure_since"),
    )
    .select_from(
        parts.join(posts, posts.c.id == parts.c.post_id).outerjoin(
            _previous,
            and_(_previous.c.post_id == parts.c.post_id, _previous.c.number == parts.c.number - 1),
        ),
    )
    .where(parts.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(parts.c.ready_at, parts.c.id)
)


def begin(
    connection: Connection, part_ids: Iterable[int], *, owner: str, now: datetime, lease_until: datetime
) -> list[Begun]:
    """Begin the parts among these that are due, inside their window, not held and next in their thread.

    `now` is campaign time, `lease_until` wall time: after it, whoever looks may take the attempt for lost. Ids that
    cannot be begun are passed over; the attempts' rows are written in the same transaction.
    """
    begun: list[Begun] = []
    for ids in chunks(part_ids):
        fence = {"ids": ids, "now": now, "by": owner, "until": lease_until}
        if won := connection.scalars(BEGIN, fence).all():
            begun += _record(connection, list(won), fence)
    return begun


def _record(connection: Connection, ids: list[int], fence: Mapping[str, Any]) -> list[Begun]:
    """Write the attempts' rows and return what is to be sent."""
    rows = connection.execute(_BEGUN, {"ids": ids}).mappings().all()
    connection.execute(
        insert(attempts),
        [
            {
                "post_id": row["post_id"],
                "part_id": row["part_id"],
                "number": row["number"],
                "attempt": row["attempt"],
                "owner": fence["by"],
                "started_at": fence["now"],
            }
            for row in rows
        ],
    )
    return [
        Begun(
            **{name: value for name, value in row.items() if name not in {"content", "post_id"}},
            key=part_key(row["post_key"], row["number"]),
            owner=fence["by"],
            lease_until=fence["until"],
            content=content_of(row["content"]),
        )
        for row in rows
    ]
