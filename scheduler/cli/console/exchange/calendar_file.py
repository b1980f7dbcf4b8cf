"""Posts as a calendar (RFC 5545): how each one stands in its title, both clocks in its notes, the same bytes each time.

A calendar is for looking: times are instants in UTC, which every program shows on its reader's own clock.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final

from icalendar import Calendar, Event

from scheduler import platforms
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.exchange.exporting import Exported
from scheduler.cli.console.times import two_clocks
from scheduler.model import PartState, Post

S = PartState

SIGNS: Final[Mapping[PartState, str]] = MappingProxyType(
    {
        S.AWAITING: "✋",
        S.SCHEDULED: "⏳",
        S.SENDING: "📤",
        S.DELIVERED: "✅",
        S.FAILED: "❌",
        S.UNKNOWN: "❔",
        S.EXPIRED: "⌛",
        S.CANCELLED: "🚫",
    }
)
"""How a state looks in a title; but for `scheduled` its word stands there as well."""

HELD: Final = "⏸"
STATUS: Final[Mapping[PartState, str]] = MappingProxyType({S.AWAITING: "TENTATIVE", S.CANCELLED: "CANCELLED"})
"""The STATUS of an event where it is not CONFIRMED. What failed or expired stays there to be seen."""

SHOWN: Final = timedelta(minutes=15)
"""How long an event is: a post has no length, and calendars hide what has none."""

NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When an event was made to which nothing happened yet: whatever does happen is later."""

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def calendar_bytes(desk: Desk, exported: Exported) -> bytes:
    """Return posts as a calendar, lines folded at 75 octets; the same queue gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//tminus//tminus//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _text(f"{desk.workspace.name}: posts"))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for post in exported.posts:
        calendar.add_component(_event(desk, exported, post))
    return bytes(calendar.to_ical())


def _event(desk: Desk, exported: Exported, post: Post) -> Event:
    mark = exported.marks.get(post.key)
    planned = post.key not in exported.queued
    happened = _last(post, mark.last if mark else None)
    event = Event()
    event.add("uid", f"{post.key}@{desk.workspace.id}.tminus")
    event.add("dtstamp", happened)
    event.add("last-modified", happened)
    event.add("sequence", max(0, mark.changes - 1) if mark else 0)
    event.add("dtstart", post.due_at)
    event.add("dtend", post.due_at + SHOWN)
    event.add("summary", _text(_title(post, planned=planned)))
    event.add("description", _text(_notes(desk, post)))
    event.add("categories", [post.campaign, post.channel])
    tentative = planned or (post.held and post.waits)
    event.add("status", "TENTATIVE" if tentative else STATUS.get(post.state, "CONFIRMED"))
    event.add("transp", "TRANSPARENT")
    if link := next((part.content.link for part in post.parts if part.content.link), None):
        event.add("url", _text(link))
    return event


def _last(post: Post, happened: datetime | None) -> datetime:
    """Return the instant of the last thing that happened, to the second; that a window closed is one of them."""
    closed = [part.not_after for part in post.parts if part.state is S.EXPIRED]
    return max([each for each in (happened, *closed) if each], default=NEVER).replace(microsecond=0)


def _title(post: Post, *, planned: bool) -> str:
    label = platforms.get(post.platform).label
    where = label if post.channel == post.platform else f"{label} ({post.channel})"
    thread = f" · thread of {len(post.parts)}" if len(post.parts) > 1 else ""
    held = post.held and post.waits
    word = "held" if held else "planned" if planned else "" if post.state is S.SCHEDULED else post.state.value
    return f"{HELD if held else SIGNS[post.state]} {where} · {post.step}{thread}{f' · {word}' if word else ''}"


def _notes(desk: Desk, post: Post) -> str:
    content = post.parts[0].content
    reason = next((f" ({part.reason})" for part in post.parts if part.reason), "")
    lines = [
        "\n---\n".join(platforms.get(post.platform).shown(part.content.text) for part in post.parts),
        "",
        *([f"Link: {content.link}"] if content.link else []),
        *([f"Picture: {content.image.url}"] if content.image else []),
        two_clocks(post.due_at, desk.workspace.audience_zone, desk.workspace.zone),
        f"State: {post.state.value}{reason}{', held' if post.held else ''}",
        f"Post: {post.key}",
        *([f"From: {post.place.file}:{post.place.line}"] if post.place else []),
    ]
    return "\n".join(lines)


def _text(words: str) -> str:
    """Return words without the characters that no calendar may hold."""
    return _CONTROLS.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
