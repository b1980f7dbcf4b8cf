"""The difference between what the files ask for and what the queue holds."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from scheduler.errors import Problem
from scheduler.model import Change, Op, PartState, Plan, Post
from scheduler.plan.draft import Drafted

RESEND_WINDOW = timedelta(hours=24)
"""The same content on the same channel within this time is a post sent twice."""

WAITING = frozenset({PartState.AWAITING, PartState.SCHEDULED})


def plan(drafted: Drafted, queued: Iterable[Post], *, revision: int, files: str, now: datetime) -> Plan:
    """Return every change, in the order of the posts' times; a post that is as the files have it is no change."""
    held = {post.key: post for post in queued}
    changes = [change for post in drafted.posts if (change := _change(post, held, drafted.renamed, now))]
    wanted = {post.key for post in drafted.posts}
    changes += [_cancelled(post) for key, post in held.items() if key not in wanted and _waits(post)]
    changes.sort(key=lambda change: ((change.after or change.before or drafted.posts[0]).due_at, change.key))
    return Plan(revision=revision, files=files, at=now, changes=tuple(changes))


def resent(plan_: Plan, queued: Iterable[Post]) -> tuple[Problem, ...]:
    """Return a problem for each new post that says what its channel was sent within a day."""
    sent = [post for post in queued if post.state is PartState.DELIVERED]
    problems = []
    for change in plan_.changes:
        post = change.after
        if change.op is not Op.ADD or post is None:
            continue
        for old in sent:
            if _same_again(post, old):
                message = f"{post.key} says what {old.key} has already sent on {post.channel} within 24 hours"
                hint = f"if you renamed it, write  was: {old.step}  at the step"
                problems.append(Problem(code="already-sent", message=message, hint=hint, place=post.place))
                break
    return tuple(problems)


def _same_again(post: Post, old: Post) -> bool:
    return (
        old.key != post.key
        and old.channel == post.channel
        and abs(post.due_at - old.due_at) < RESEND_WINDOW
        and old.content_hash == post.content_hash
    )


def _waits(post: Post) -> bool:
    return not post.frozen and any(part.state in WAITING for part in post.parts)


def _cancelled(post: Post) -> Change:
    if post.held:
        reason = "no file asks for it any more; held by hand"
        return Change(op=Op.HELD, key=post.key, before=post, after=None, reason=reason, place=post.place)
    reason = "no file asks for it any more"
    return Change(op=Op.CANCEL, key=post.key, before=post, after=None, reason=reason, place=post.place)


def _change(post: Post, held: Mapping[str, Post], renamed: Mapping[str, str], now: datetime) -> Change | None:
    before = held.get(post.key)
    if before is None:
        old = held.get(renamed.get(post.key, ""))
        return _of(Op.SENT, post, old, f"already sent as {old.key}") if old and old.frozen else _new(post, None, now)
    if before.frozen:
        difference = _difference(before, post)
        return _of(Op.SENT, post, before, f"already sent; {difference} changed since") if difference else None
    return _changed(before, post, now) if _waits(before) else _revived(before, post, now)


def _changed(before: Post, post: Post, now: datetime) -> Change | None:
    """Return what becomes of a post that still waits."""
    difference = _difference(before, post)
    if not difference:
        return None
    if before.held:
        return _of(Op.HELD, post, before, f"held by hand; the files have another {difference}")
    if post.not_after <= now:
        return _of(Op.MISSED, post, before, "its new time is over")
    if before.due_at != post.due_at:
        return _of(Op.RETIME, post, before, _moved(before, post))
    return _of(Op.REWORD, post, before, f"{difference} changed")


def _of(op: Op, post: Post, before: Post | None, reason: str) -> Change:
    return Change(op=op, key=post.key, before=before, after=post, reason=reason, place=post.place)


def _new(post: Post, before: Post | None, now: datetime) -> Change:
    if post.not_after <= now:
        return _of(Op.MISSED, post, before, f"its time was over at {_why_over(post)}")
    if post.due_at <= now:
        return _of(Op.ADD, post, before, "due already, and still inside its window: goes out at once")
    return _of(Op.ADD, post, before, "new" if before is None else "back again")


def _why_over(post: Post) -> str:
    return f"{post.not_after:%Y-%m-%d %H:%M} UTC ({post.parts[0].expiry.value})"


def _revived(before: Post, post: Post, now: datetime) -> Change | None:
    """Return what becomes of a post that failed, expired or was cancelled: a new future time brings it back."""
    if before.held:
        return _of(Op.HELD, post, before, f"{before.state.value} by hand") if _difference(before, post) else None
    if before.state is PartState.CANCELLED:
        return _new(post, before, now) if post.not_after > now else None
    if post.due_at > now and post.due_at != before.due_at:
        return _of(Op.RETIME, post, before, _moved(before, post))
    return None


def _moved(before: Post, post: Post) -> str:
    text = "" if before.content_hash == post.content_hash else "; text changed"
    return f"moved from {before.wall or before.due_at.isoformat()} to {post.wall}{text}"


def _difference(before: Post, post: Post) -> str:
    """Return what differs, in a word or two; empty where nothing does."""
    if before.due_at != post.due_at:
        return "time"
    if before.content_hash != post.content_hash:
        return "text"
    windows = [[(part.not_before, part.not_after) for part in each.parts] for each in (before, post)]
    return "" if windows[0] == windows[1] else "window"
