"""Whether anybody sends what a plan queues: a plan is fine without a daemon, and nothing of it goes out."""

from datetime import timedelta
from typing import Final

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.queue.vitals import vitals
from scheduler.cli.console.times import from_now
from scheduler.errors import Problem, Severity
from scheduler.model import APPLIED, Op, Plan

SOON: Final = timedelta(hours=24)
"""A post due later than that leaves time to start a daemon unasked."""


def daemon_down(desk: Desk, plan: Plan) -> tuple[Problem, ...]:
    """Return a warning where a post is due within a day and no daemon runs; none for a time that is only pretended."""
    if desk.options.at:
        return ()
    changed = {change.key for change in plan.changes if change.op in APPLIED}
    waiting = [post for post in desk.queued if post.waits and post.key not in changed]
    waiting += [change.post for change in plan.waiting if change.op is not Op.CANCEL]
    soon = [post for post in waiting if desk.now < post.not_after and post.due_at - desk.now < SOON]
    if not soon:
        return ()
    with desk.queue(create=False) as store:
        if store is not None and vitals(desk, store.daemon()).alive:
            return ()
    first = min(soon, key=lambda post: post.due_at)
    message = f"No daemon runs, and {first.key} is due {from_now(first.due_at, desk.now)}"
    hint = "start one with  tminus run"
    return (Problem(code="daemon-down", message=message, hint=hint, severity=Severity.WARNING),)
