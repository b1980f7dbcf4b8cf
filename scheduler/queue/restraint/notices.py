"""A notice: one short post on a second channel, which tells what went wrong on a first. It is a post like any other.

It is written by the daemon out of what was kept (troubles.py), goes out by the same way as every post, stands in the
same list under the campaign `notices`, and is left alone by plans, for no file asks for it. One a channel in five
minutes at most: what comes meanwhile is told together. What could not be told within an hour is not told any more.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from scheduler.model import NOTICES, Content, Expiry, Part, Post
from scheduler.queue.database.columns import Instant
from scheduler.queue.database.tables import channels, parts, posts, troubles
from scheduler.queue.records import row_of_part, row_of_post
from scheduler.queue.restraint.troubles import Trouble, What

BETWEEN: Final = timedelta(minutes=5)
OLDEST: Final = timedelta(hours=1)
LONGEST_REASON: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """By which channel the troubles of another are told; `write` makes a content of the first text that fits there."""

    channel: str
    platform: str
    write: Callable[[Sequence[str]], Content]


_KEPT: Final = (
    select(troubles, channels.c.told_at)
    .select_from(troubles.outerjoin(channels, channels.c.name == troubles.c.channel))
    .order_by(troubles.c.channel, troubles.c.since, troubles.c.what)
)
_OLD: Final = delete(troubles).where(troubles.c.since <= bindparam("before", type_=Instant))
_TOLD: Final = delete(troubles).where(troubles.c.channel == bindparam("name"))


def tell(connection: Connection, routes: Mapping[str, Route], now: datetime) -> list[str]:
    """Write the notices that are due, and return their keys."""
    rows = connection.execute(_KEPT).all()
    if not rows:
        return []
    connection.execute(_OLD, {"before": now - OLDEST})
    ready: dict[str, list[Trouble]] = {}
    for row in rows:
        early = row.told_at is not None and now - row.told_at < BETWEEN
        if row.channel in routes and row.since > now - OLDEST and not early:
            trouble = Trouble(
                channel=row.channel,
                what=What(row.what),
                number=row.number,
                key=row.key,
                reason=row.reason,
                since=row.since,
            )
            ready.setdefault(row.channel, []).append(trouble)
    for name in ready:
        connection.execute(_TOLD, {"name": name})
        _note_telling(connection, name, now)
    return [_add(connection, routes[name], name, found, now) for name, found in ready.items()]


def texts(channel: str, found: Iterable[Trouble]) -> list[str]:
    """Return what there is to tell, at length and then in ever fewer words."""
    found = list(found)
    begin = f"tminus: on the channel {channel}"
    return [
        f"{begin} {'; '.join(_sentence(each, reasons=True) for each in found)}. More:  tminus status",
        f"{begin} {'; '.join(_sentence(each, reasons=False) for each in found)}",
        f"{begin} {', '.join(_word(each) for each in found)}",
    ]


def _sentence(each: Trouble, *, reasons: bool) -> str:
    many = "1 part" if each.number == 1 else f"{each.number:,} parts"
    first = "" if each.key is None else f" ({'' if each.number == 1 else 'first '}{each.key})"
    said = {
        What.FAILED: f"{many} failed{first}",
        What.UNKNOWN: f"{many} may or may not have arrived{first}",
        What.EXPIRED: f"{many} expired before {'it was' if each.number == 1 else 'they were'} sent{first}",
        What.PAUSED: "everything is refused, so it is paused",
        What.CERTIFICATE: "nothing is sent, for the receiver cannot prove who it is",
        What.RESTING: "the receiver is down; one post at a time tries it again",
    }
    reason = f": {each.reason[:LONGEST_REASON]}" if reasons and each.reason and each.what is not What.EXPIRED else ""
    return said[each.what] + reason


def _word(each: Trouble) -> str:
    return each.what.value if each.key is None else f"{each.number:,} {each.what.value}"


def _note_telling(connection: Connection, name: str, now: datetime) -> None:
    if not connection.execute(update(channels).where(channels.c.name == name), {"told_at": now}).rowcount:
        connection.execute(insert(channels), {"name": name, "open": True, "since": now, "told_at": now})


def _add(connection: Connection, route: Route, about: str, found: Sequence[Trouble], now: datetime) -> str:
    """Put a notice into the queue."""
    step = f"{about}-{now:%y%m%d-%H%M%S}"
    part = Part(
        number=1,
        content=route.write(texts(about, found)),
        due_at=now,
        not_before=now,
        not_after=now + OLDEST,
        expiry=Expiry.EXPIRES,
        ready_at=now,
    )
    post = Post(
        key=f"{NOTICES}/{step}/{route.channel}",
        campaign=NOTICES,
        step=step,
        channel=route.channel,
        platform=route.platform,
        due_at=now,
        zone="UTC",
        expires_at=now + OLDEST,
        when="told by the daemon",
        parts=(part,),
    )
    id_ = connection.execute(insert(posts), row_of_post(post)).inserted_primary_key
    connection.execute(insert(parts), row_of_part(part) | {"post_id": id_[0] if id_ else None})
    return post.key
