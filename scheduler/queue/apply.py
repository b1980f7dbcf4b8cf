"""A plan becomes rows: all of it in one transaction, or none of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from scheduler.errors import StalePlanError
from scheduler.model import APPLIED, Change, Op, Plan, Post
from scheduler.queue import retention, writing
from scheduler.queue.database import meta
from scheduler.queue.hands import deeds
from scheduler.queue.hands.deeds import Stamp
from scheduler.queue.looks import reading

AGAIN = "make a new plan and look at it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The queue's revision after an apply, and how many posts were added, retimed, reworded, cancelled."""

    revision: int
    counts: Mapping[Op, int]


def apply(connection: Connection, plan: Plan, *, now: datetime, user: str) -> Applied:
    """Change the queue as the plan says; what the plan only tells of (held, sent, missed) is left alone.

    Raises StalePlanError (`plan-stale`) if another apply came between, or a post the plan changes was begun, changed or
    removed since, and WorkspaceError (`already-sent`) if it adds a post that was delivered so long ago that it is kept
    no more; nothing is changed then. A plan without changes leaves the revision as it is.
    """
    changes = [change for change in plan.changes if change.op in APPLIED]
    counts = Counter(change.op for change in changes)
    revision = _next_revision(connection, plan, changed=bool(changes))
    if changes:
        queued = reading.by_key(connection, (change.key for change in changes), lock=True)
        for change in changes:
            _check(change, queued[change.key][1] if change.key in queued else None)
        after = {change.key: change.after for change in changes if change.after and change.op is not Op.CANCEL}
        new = [post for key, post in after.items() if key not in queued]
        retention.refuse_repeats(connection, new)
        writing.add(connection, new)
        writing.replace(connection, [(*queued[key], post) for key, post in after.items() if key in queued])
        writing.cancel(connection, [(queued[each.key][0], each.reason) for each in changes if each.key not in after])
        before = {change.key: queued[change.key][1] if change.key in queued else None for change in changes}
        reasons = {change.reason: {"revision": revision, "reason": change.reason} for change in changes}
        details = {change.key: (change.op.value, reasons[change.reason]) for change in changes}
        stamp = Stamp(revision=revision, at=now, user=user)
        deeds.record(connection, before, stamp, details, action=deeds.APPLIED, files=plan.files)
    return Applied(revision=revision, counts={op: counts[op] for op in Op if op in APPLIED})


def _next_revision(connection: Connection, plan: Plan, *, changed: bool) -> int:
    """Take the next revision if the queue still has the plan's: compared and swapped in one statement."""
    following = plan.revision + 1 if changed else plan.revision
    if not meta.swap(connection, meta.REVISION, str(plan.revision), str(following)):
        raise StalePlanError.of(
            "plan-stale",
            f"The queue changed since this plan was made (it is at revision {meta.get(connection, meta.REVISION)}, "
            f"the plan was made at {plan.revision}).",
            AGAIN,
        )
    return following


def _check(change: Change, current: Post | None) -> None:
    """Refuse a change whose post is not as the plan saw it."""
    before = change.before
    if before is None and current is None:
        return
    if current is not None and current.frozen:
        raise StalePlanError.of("plan-stale", f"{change.key} was begun since this plan was made.", AGAIN, change.place)
    if before is None or current is None or _seen(before) != _seen(current):
        raise StalePlanError.of("plan-stale", f"{change.key} changed since this plan was made.", AGAIN, change.place)


def _seen(post: Post) -> tuple[object, ...]:
    """Return what a plan decides by."""
    return post.state, post.due_at, post.content_hash, post.held, post.overrides, post.approvals
