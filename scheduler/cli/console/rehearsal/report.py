"""What came of a rehearsal, in figures and in lines: by the queue, and by the receiver's own journal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from scheduler.cli.console.daemon.happenings import EXPIRED
from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.times import span
from scheduler.model import PartState, Post, part_key

if TYPE_CHECKING:
    from scheduler.queue import AttemptRow

LATE_AFTER: Final = timedelta(minutes=1)
"""A post whose first part is delivered by an attempt that began so long after its time went out late."""

SETTLED: Final = frozenset({PartState.DELIVERED, PartState.CANCELLED})

Late = Mapping[str, timedelta]


def summary(
    posts: Sequence[Post], caught: Iterable[Mapping[str, object]], attempts: Iterable["AttemptRow"] = ()
) -> dict[str, int]:
    """Return what came of the posts, by the queue, and what arrived, by the receiver's own journal."""
    parts = [part for post in posts for part in post.parts]
    threads = [post for post in posts if len(post.parts) > 1]
    complete = [post for post in threads if post.state is PartState.DELIVERED]
    accepted = [line for line in caught if line["key"] and _took(line["status"]) and not line["repeated"]]
    signed = [line for line in accepted if line["verified"] is not None]
    arrived = {line["key"] for line in accepted}
    return {
        "posts": len(posts),
        "delivered": _count(posts, PartState.DELIVERED),
        "late": len(late_ones(posts, attempts)),
        "expired": _count(posts, PartState.EXPIRED),
        "failed": _count(posts, PartState.FAILED),
        "unknown": _count(posts, PartState.UNKNOWN),
        "awaiting": _count(posts, PartState.AWAITING),
        "waiting": _count(posts, PartState.SCHEDULED) + _count(posts, PartState.SENDING),
        "parts": len(parts),
        "parts_delivered": sum(part.state is PartState.DELIVERED for part in parts),
        "threads": len(threads),
        "threads_complete": len(complete),
        "threads_resumed": sum(any(part.attempts > 1 for part in post.parts[1:]) for post in complete),
        "arrived": len(arrived),
        "arrived_twice": len(accepted) - len(arrived),
        "signed": len(signed),
        "signatures_verified": sum(line["verified"] is True for line in signed),
    }


def late_ones(posts: Iterable[Post], attempts: Iterable["AttemptRow"]) -> dict[str, timedelta]:
    """Return the posts that went out late, and by how much: from when due to when their first part was begun."""
    began: dict[str, datetime] = {row.key: row.started_at for row in attempts if row.outcome == "delivered"}
    late: dict[str, timedelta] = {}
    for post in posts:
        at = began.get(part_key(post.key, 1))
        if at and at - post.due_at > LATE_AFTER:
            late[post.key] = at - post.due_at
    return late


def reason_of(post: Post) -> str | None:
    """Return why a post is not delivered, as its parts have it."""
    return next((part.reason for part in post.parts if part.reason and part.state is post.state), None)


def summary_lines(report: Mapping[str, int]) -> Iterator[str]:
    """Yield the report as lines for people."""
    names = ("expired", "failed", "unknown", "awaiting", "waiting")
    lost = [f"{report[name]} {name}" for name in names if report[name]]
    yield ""
    delivered, late, twice = report["delivered"], report["late"], report["arrived_twice"]
    counts = ", ".join([f"{delivered} of {report['posts']} delivered", *lost])
    yield f"Posts        {counts}"
    yield f"On time      {delivered - late}" + (f", {late} late" if late else "")
    resumed = report["threads_resumed"]
    more = f", {resumed} of them went on where they stopped" if resumed else ""
    yield f"Threads      {report['threads_complete']} of {report['threads']} complete{more}"
    yield f"Receiver     {report['arrived']} parts arrived once, {twice} twice"
    yield f"Signatures   {report['signatures_verified']} of {report['signed']} verified"


def draw_troubled(screen: Screen, posts: Iterable[Post], late: Late) -> None:
    """Draw the posts that would go out late or not at all, each with its reason."""
    for number, post in enumerate(each for each in posts if each.key in late or each.state not in SETTLED):
        if number == 0:
            screen.line()
        if post.key in late:
            screen.line((f"{'⚠ late':<11}", "yellow"), f"{post.key}  by {span(late[post.key].total_seconds())}")
        if post.state in SETTLED:
            continue
        sign, style = screen.state(post.state)
        screen.line((f"{sign:<11}", style), post.key)
        reason = reason_of(post) or ""
        words = EXPIRED.get(reason, reason).removeprefix(": ") if post.state is PartState.EXPIRED else reason
        for line in lines_of(words, screen.width - 11) if words else ():
            screen.line(" " * 11, (line, "dim"))


def _count(posts: Iterable[Post], state: PartState) -> int:
    return sum(post.state is state for post in posts)


def _took(status: object) -> bool:
    return str(status).startswith("2")
