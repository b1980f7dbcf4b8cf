"""The difference between what the files ask for and what the queue holds."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from scheduler.errors import Problem
from scheduler.model import NOTICES, Change, Hand, Op, PartState, Plan, Post
from scheduler.plan.drafted import Drafted
from scheduler.plan.reasons import moved, shift

RESEND_WINDOW = timedelta(hours=24)
"""The same content on the same channel within this time is a post sent twice."""


def plan(drafted: Drafted, queued: Iterable[Post], *, revision: int, files: str, now: datetime) -> Plan:
    """Return every change, in the order of the posts' times; a post that is as the files have it is no change."""
    queue = {post.key: post for post in queued if post.campaign != NOTICES}
    wanted = {post.key for post in drafted.posts}
    former = {
        new: queue[old]
        for new, old in drafted.renamed.items()
        if new in wanted and new not in queue and old in queue and old not in wanted
    }
    successors = {old.key: new for new, old in former.items()}
    found = [_change(post, queue.get(post.key), former.get(post.key), now) for post in drafted.posts]
    for key, post in queue.items():
        if key not in wanted:
            found.append(_withdrawn(post, drafted) or _unwanted(post, successors.get(key)))
    changes = sorted((change for change in found if change), key=lambda change: (change.post.due_at, change.key))
    return Plan(revision=revision, files=files, at=now, changes=tuple(changes))


def resent(
    plan_: Plan, queued: Iterable[Post], allowed: Callable[[str, str], str | None] = lambda _code, _key: None
) -> tuple[Problem, ...]:
    """Return a problem for each new post that says what its channels were sent within a day.

    `allowed` gives the reason for which a code is silenced for the post of a key, or None.
    """
    sent = [post for post in queued if post.state is PartState.DELIVERED]
    met: dict[tuple[str, str, str | None], list[Post]] = {}
    for change in plan_.changes:
        post = change.after
        if change.op is not Op.ADD or post is None:
            continue
        old = next((each for each in sent if _same_again(post, each)), None)
        if old:
            names = f"{post.campaign}/{post.step}", f"{old.campaign}/{old.step}"
            met.setdefault((*names, allowed("already-sent", post.key)), []).append(post)
    found = ((_already_sent(new, old, posts), reason) for (new, old, reason), posts in met.items())
    return tuple(problem.silenced(reason) if reason else problem for problem, reason in found)


def _already_sent(new: str, old: str, posts: list[Post]) -> Problem:
    channels = ", ".join(post.channel for post in posts)
    message = f"{new} says what {old} has already sent on {channels} within 24 hours"
    hint = "change its text or its time"
    if new.startswith("posts/"):
        hint += ", or give the row its old key again"
    elif new.partition("/")[0] == old.partition("/")[0]:
        hint += f"; if you renamed the step, write  was: {old.partition('/')[2]}"
    return Problem(code="already-sent", message=message, hint=hint, place=posts[0].place)


def _same_again(post: Post, old: Post) -> bool:
    return (
        old.key != post.key
        and old.channel == post.channel
        and abs(post.due_at - old.due_at) < RESEND_WINDOW
        and old.content_hash == post.content_hash
    )


def _over(post: Post, now: datetime) -> bool:
    """Whether a part of it could not be sent any more: a thread goes out whole or not at all."""
    return any(part.not_after <= now for part in post.parts)


def _of(op: Op, post: Post, before: Post | None, reason: str) -> Change:
    return Change(op=op, key=post.key, before=before, after=post, reason=reason, place=post.place)


def _change(post: Post, before: Post | None, former: Post | None, now: datetime) -> Change | None:
    """Return what becomes of a post of the files; `former` is what the queue holds under the name it had before."""
    if known := before or former:
        post = post.approved_by(known.approvals)
    if before is None:
        return _renamed(post, former, now) if former else _new(post, None, now, "new")
    if before.by_hand and before.state is not PartState.DELIVERED:
        return _held(post, before)
    if before.frozen:
        return _sent(post, before, "")
    return _changed(post, before, now) if before.waits else _revived(post, before, now)


def _new(post: Post, before: Post | None, now: datetime, reason: str) -> Change:
    if _over(post, now):
        first = min(post.parts, key=lambda part: part.not_after)
        over = first.not_after.astimezone(ZoneInfo(post.zone))
        why = f"its time was over {over:%a %d %b %H:%M} {_city(post.zone)} ({first.expiry.value})"
        return _of(Op.MISSED, post, before, why)
    if post.due_at <= now:
        reason = "due already, and still inside its window: goes out at once"
    return _of(Op.ADD, post, before, reason)


def _renamed(post: Post, former: Post, now: datetime) -> Change | None:
    """Return what becomes of a post under its new name: what its old name would have met, in a row of its own."""
    if former.by_hand and former.state is not PartState.DELIVERED:
        return _of(Op.HELD, post, former, f"{_by_hand(former)} as {former.key}")
    if former.frozen:
        return _sent(post, former, f" as {former.key}")
    if not former.waits and not _revived(post, former, now):
        return None
    return _new(post, None, now, f"renamed from {former.key}")


def _withdrawn(post: Post, drafted: Drafted) -> Change | None:
    """Return what becomes of a post whose release was called off: it does not go out, whatever a hand did to it."""
    why = drafted.called_off(post)
    if why is None:
        return None
    if post.waits:
        return Change(op=Op.CANCEL, key=post.key, before=post, after=None, reason=why, place=post.place)
    if post.state is not PartState.DELIVERED:
        return None
    return Change(
        op=Op.SENT, key=post.key, before=post, after=None, reason=f"already sent; {why} since", place=post.place
    )


def _unwanted(post: Post, successor: str | None) -> Change | None:
    """Return what becomes of a post that waits and that no file asks for, at least not by this name."""
    if not post.waits:
        return None
    if post.by_hand and successor:
        return None  # told at its new name
    op, by_hand = (Op.HELD, f"; {_by_hand(post)}") if post.by_hand else (Op.CANCEL, "")
    reason = f"renamed to {successor}" if successor else f"no file asks for it any more{by_hand}"
    return Change(op=op, key=post.key, before=post, after=None, reason=reason, place=post.place)


def _held(post: Post, before: Post) -> Change:
    """Return what becomes of a post that a hand was at: it is left alone, unless it would say what is no longer so."""
    outdated = "text" if _text(before) != _text(post) else "window" if _truth(before) != _truth(post) else ""
    if outdated and before.waits:
        return _of(Op.CANCEL, post, before, f"{_by_hand(before)}, and its {outdated} changed: not sent as it was")
    found = _difference(before, post)
    if before.override(Hand.MOVED):
        found = "" if _as_asked(before, post) else "time"
    return _of(Op.HELD, post, before, _by_hand(before) + (f"; the files have another {found}" if found else ""))


def _by_hand(post: Post) -> str:
    """Return what a hand did, whose it was, and when."""
    words = [
        f"{each.kind} by {each.user}, {each.at.astimezone(ZoneInfo(post.zone)):%a %d %b}"
        + (f", from {_wall_of(each.was, post.zone)} {_city(post.zone)}" if each.was else "")
        for each in post.overrides
    ]
    return "; ".join(words) or "held by hand"


def _as_asked(before: Post, post: Post) -> bool:
    """Whether the files still ask for the time at which a post was before a hand moved it, or has now."""
    moved = before.override(Hand.MOVED)
    return post.due_at in {before.due_at, moved.was if moved else None}


BEGUN: Final = {
    PartState.SENDING: "on its way{}",
    PartState.UNKNOWN: "nobody knows whether it was sent{}: left as it is",
}
"""What is said of a post that was begun; one that was delivered, wholly or in part, was sent."""


def _sent(post: Post, before: Post, name: str) -> Change | None:
    if _as_asked(before, post) and before.content_hash == post.content_hash:
        return None
    words = "it may have arrived{}, and goes again as it went" if before.unsure else "already sent{}"
    reason = BEGUN.get(before.state, words).format(name)
    found = shift(before, post)
    return _of(Op.SENT, post, before, f"{reason}; {found or f'{_difference(before, post)} changed'} since")


def _changed(post: Post, before: Post, now: datetime) -> Change | None:
    """Return what becomes of a post that still waits. One whose new time is over must not go out at the old one."""
    difference = _difference(before, post)
    if not difference:
        return None
    if _over(post, now):
        return _of(Op.CANCEL, post, before, f"{difference} changed, and its new time is over already")
    if before.due_at != post.due_at:
        return _of(Op.RETIME, post, before, moved(before, post))
    if difference == APPROVAL:
        needed = post.approvals_required
        reason = f"needs {needed} approval{'s'[: needed != 1]} now" if needed else "needs no approval any more"
        return _of(Op.REWORD, post, before, reason)
    return _of(Op.REWORD, post, before, f"{difference} changed")


APPROVAL: Final = "approval"


def _revived(post: Post, before: Post, now: datetime) -> Change | None:
    """Return what becomes of a post that failed, expired or was cancelled: a new future time brings it back."""
    if _over(post, now):
        return None
    if before.state is PartState.CANCELLED:
        return _new(post, before, now, "back again")
    if post.due_at > now and post.due_at != before.due_at:
        return _of(Op.RETIME, post, before, moved(before, post))
    return None


def _wall_of(instant: datetime, zone: str) -> str:
    return f"{instant.astimezone(ZoneInfo(zone)):%a %d %b %H:%M}"


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _text(post: Post) -> tuple[str, str]:
    return post.content_hash, post.platform


def _truth(post: Post) -> list[tuple[datetime | None, datetime | None]]:
    return [(part.true_from, part.true_until) for part in post.parts]


def _difference(before: Post, post: Post) -> str:
    """Return what differs, in a word; empty where nothing does."""
    if before.due_at != post.due_at:
        return "time"
    if _text(before) != _text(post):
        return "text"
    windows = [[(part.not_before, part.not_after) for part in each.parts] for each in (before, post)]
    if windows[0] != windows[1] or _truth(before) != _truth(post):
        return "window"
    return APPROVAL if before.approvals_required != post.approvals_required else ""
