"""One post whole, on one screen: when and why then, what it says, what was tried, who did what."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from scheduler import platforms
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.times import clock_time, from_now, span, two_clocks
from scheduler.model import Expiry, Hand, Op, Part, PartState, Post

if TYPE_CHECKING:
    from scheduler.queue import AttemptRow, EventRow

LABEL: Final = 10
DID: Final = {
    Op.ADD.value: "added it by an apply",
    Op.RETIME.value: "retimed it by an apply",
    Op.REWORD.value: "reworded it by an apply",
    Op.CANCEL.value: "cancelled it by an apply",
    "paused": "paused it",
    "resumed": "resumed it",
    "moved": "moved it",
    "cancelled": "cancelled it by hand",
    "released": "gave it back to the files",
    "approved": "approved it",
    "undone": "took back",
    "retried": "asked for another try",
    "resolved": "settled what nobody knew",
    "late-answer": "heard a late answer",
}
"""What an event's action is called in a sentence."""


def draw_post(
    screen: Screen, desk: Desk, post: Post, attempts: Sequence["AttemptRow"], events: Sequence["EventRow"]
) -> None:
    """Draw the post."""
    thread = f" · thread of {len(post.parts)}" if len(post.parts) > 1 else ""
    screen.line((post.key, "bold"), "  ", screen.state(post.state), *((("  paused", "yellow"),) if post.held else ()))
    screen.line((f"{platforms.get(post.platform).label}{thread}{_place(post)}", "dim"))
    screen.line()
    _row(screen, "due", f"{_clocks(desk, post, post.due_at)} · {from_now(post.due_at, desk.now)}")
    if post.when:
        _row(screen, "rule", f"{post.when}, which is {post.wall} {post.zone}" if post.wall else post.when)
    for number, line in enumerate(_window(desk, post)):
        _row(screen, "" if number else "window", line)
    for number, line in enumerate(_hands(desk, post)):
        _row(screen, "" if number else "by hand", line)
    for number, line in enumerate(_approvals(desk, post)):
        _row(screen, "" if number else "approval", line)
    _draw_parts(screen, desk, post)
    _draw_attempts(screen, desk, attempts)
    _draw_events(screen, desk, events)
    if hint := _next(post):
        screen.line()
        screen.line(hint)


def _place(post: Post) -> str:
    return f" · {post.place.file}:{post.place.line}" if post.place else ""


def _row(screen: Screen, label: str, words: str) -> None:
    for number, line in enumerate(lines_of(words, screen.width - LABEL)):
        screen.line((f"{'' if number else label:<{LABEL}}", "dim"), line)


def _clocks(desk: Desk, post: Post, instant: datetime) -> str:
    return two_clocks(instant, desk.workspace.audience_zone or post.zone, desk.workspace.zone)


def _window(desk: Desk, post: Post) -> Iterator[str]:
    """Yield from when and until when its first part may start, and what bounds that."""
    part = post.parts[0]
    spoken = ", ".join(f'"{claim.words}"' for claim in post.claims)
    true = f"what it says ({spoken})" if spoken else "what it says"
    start = f"{true} is true from then" if part.true_from else "not before it is due"
    late = span(desk.workspace.late.total_seconds())
    why = {
        Expiry.UNTRUE: f"{true} is not true any more",
        Expiry.EXPIRES: "it expires",
        Expiry.LATE: f"at most {late} late",
    }
    yield f"from {_clocks(desk, post, part.not_before)}"
    yield f"  {start}"
    yield f"until {_clocks(desk, post, part.not_after)}"
    yield f"  {why[part.expiry]}"


def _hands(desk: Desk, post: Post) -> Iterator[str]:
    for each in post.overrides:
        yield f"{each.kind.value} by {each.user}, {clock_time(each.at, desk.workspace.zone)}"
        if each.kind is Hand.MOVED and each.was:
            yield f"from {_clocks(desk, post, each.was)}"


def _approvals(desk: Desk, post: Post) -> Iterator[str]:
    if not post.approvals_required and not post.approvals:
        return
    yield f"{len(post.approved)} of {post.approvals_required} needed" if post.approvals_required else "none needed"
    held = post.approved
    for each in post.approvals:
        stale = "" if each in held else "; no longer, for its words or time changed since"
        yield f"{each.user}, {clock_time(each.at, desk.workspace.zone)}{stale}"


def _draw_parts(screen: Screen, desk: Desk, post: Post) -> None:
    for part in post.parts:
        screen.line()
        if len(post.parts) > 1:
            screen.line(f"{part.number}/{len(post.parts)}  ", screen.state(part.state), (_about(part), "dim"))
        elif about := _about(part):
            screen.line((about.strip(), "dim"))
        if part.number > 1 and part.not_after != post.not_after and part.state is not PartState.DELIVERED:
            screen.line((f"     may start until {_clocks(desk, post, part.not_after)}", "dim"))
        for paragraph in platforms.get(post.platform).shown(part.content.text).split("\n"):
            for line in lines_of(paragraph, screen.width - 4):
                screen.line(("  │ ", "dim"), line)
        if part.content.link and part.content.link not in part.content.text:
            screen.line(("  │ ", "dim"), (f"link: {part.content.link}", "dim"))
        if part.content.image:
            screen.line(("  │ ", "dim"), (f"image: {part.content.image.url}", "dim"))


def _about(part: Part) -> str:
    words = [f"{part.attempts} attempt{'s' if part.attempts > 1 else ''}"] if part.attempts else []
    words += [f"receipt {part.receipt}"] if part.receipt else []
    words += [part.reason] if part.reason else []
    return "".join(f"  {each}" for each in words)


def _draw_attempts(screen: Screen, desk: Desk, attempts: Sequence["AttemptRow"]) -> None:
    if attempts:
        screen.line()
        screen.line(("attempts", "bold"))
    for row in attempts:
        part = row.key.partition("#")[2]
        got = [row.outcome or "under way", f"{row.status}" if row.status else "", row.reason or ""]
        when = clock_time(row.ended_at or row.started_at, desk.workspace.zone, seconds=True)
        words = f"#{part} try {row.attempt}  {'  '.join(each for each in got if each)}"
        _dated(screen, when, words)


def _draw_events(screen: Screen, desk: Desk, events: Sequence["EventRow"]) -> None:
    if events:
        screen.line()
        screen.line(("history", "bold"))
    for row in events:
        when = clock_time(row.at, desk.workspace.zone, seconds=True)
        part = f" ({row.subject.partition('#')[2]})" if "#" in row.subject else ""
        _dated(screen, when, f"{row.user} {DID.get(row.action, row.action)}{part}{_detail(row, desk.workspace.zone)}")


def _detail(row: "EventRow", zone: str) -> str:
    detail = row.detail
    if row.action == "undone":
        return f" what was {detail.get('action')}"
    if row.action == "moved" and "from" in detail:
        there = datetime.fromisoformat(str(detail["due_at"]))
        return f" to {clock_time(there, zone)}"
    reason = detail.get("reason")
    return f": {reason}" if reason and reason != "new" else ""


def _dated(screen: Screen, when: str, words: str) -> None:
    for number, line in enumerate(lines_of(words, screen.width - len(when) - 4)):
        screen.line("  ", (" " * len(when) if number else when, "dim"), "  ", line)


def _next(post: Post) -> str:
    """Return what a person would want to do next."""
    if post.state is PartState.AWAITING and not post.held:
        return f"Approve it:  tminus queue approve {post.key}"
    if post.state is PartState.FAILED:
        return f"Try it again:  tminus queue retry {post.key}"
    if post.state is PartState.UNKNOWN:
        return f"Look at the receiver, then:  tminus queue resolve {post.key} sent  (or not-sent)"
    if post.held and len(post.overrides) == 1:
        return f"Go on with:  tminus queue resume {post.key}"
    if post.by_hand and not post.frozen:
        return f"Back to the files:  tminus queue release {post.key}"
    return ""
