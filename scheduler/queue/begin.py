"""scheduled -> sending: one fenced statement decides, and only what it returns may be sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, case, func, insert, or_, select

from scheduler.model import Content, Expiry, PartState, part_key
from scheduler.queue.conditions import chunks, may_go
from scheduler.queue.database.columns import Instant
from scheduler.queue.database.tables import attempts, parts, posts
from scheduler.queue.records import content_of
from scheduler.queue.restraint.limits import Terms, admitted, note
from scheduler.queue.transitions import move


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A part that this owner, and nobody else, sends now. `in_reply_to` is the receipt of the part before it.

    `unsure_since` is when an earlier attempt started that may have arrived, and that is being repeated by policy.
    `failures` is how many attempts failed before this one (an answer 429 is no failure), `tried_since` when the first
    of all was begun.
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
    failures: int = 0
    tried_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What was begun, and until when (wall time) channels wait before they begin another part."""

    begun: list[Begun]
    waits: Mapping[str, datetime]


BEGIN: Final = (
    move(PartState.SENDING, PartState.SCHEDULED)
    .where(
        parts.c.id.in_(bindparam("ids", expanding=True)),
        parts.c.ready_at <= bindparam("now", type_=Instant),
        parts.c.not_before <= bindparam("now", type_=Instant),
        parts.c.not_after > bindparam("now", type_=Instant),
        may_go("now"),
    )
    .values(owner=bindparam("by"), lease=bindparam("until", type_=Instant), attempt=parts.c.attempt + 1)
    .returning(parts.c.id)
)

_previous = parts.alias("previous")
_siblings = parts.alias("siblings")

_earlier = attempts.alias("earlier")
_FAILURES: Final = (
    select(func.count())
    .where(
        _earlier.c.part_id == parts.c.id,
        _earlier.c.outcome == "retry",
        or_(_earlier.c.status.is_(None), _earlier.c.status != HTTPStatus.TOO_MANY_REQUESTS),
    )
    .scalar_subquery()
)
_TRIED_SINCE: Final = select(func.min(_earlier.c.started_at)).where(_earlier.c.part_id == parts.c.id).scalar_subquery()
_again = parts.c.attempt > 1

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
        parts.c.unsure_since,
        case((_again, _FAILURES), else_=0).label("failures"),
        case((_again, _TRIED_SINCE)).label("tried_since"),
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
    connection: Connection,
    part_ids: Iterable[int],
    *,
    owner: str,
    now: datetime,
    lease_until: datetime,
    terms: Terms | None = None,
) -> Beginning:
    """Begin the parts among these that are due, inside their window, not held and next in their thread.

    `now` is campaign time, `lease_until` wall time: after it, whoever looks may take the attempt for lost. Ids that
    cannot be begun are passed over, and so are those for which their channel has no room by its rate or its breaker;
    the attempts' rows are written in the same transaction.
    """
    terms = terms or Terms(wall_now=now)
    admission = admitted(connection, part_ids, now, terms)
    begun: list[Begun] = []
    for ids in chunks(admission.ids):
        fence = {"ids": ids, "now": now, "by": owner, "until": lease_until}
        if won := connection.scalars(BEGIN, fence).all():
            begun += _record(connection, list(won), fence)
    note(connection, admission, {each.part_id for each in begun}, now, terms)
    return Beginning(begun=begun, waits=admission.waits)


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
