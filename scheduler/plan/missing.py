"""Posts whose day was over before anybody queued them: never sent, and said where somebody typed that day."""

from collections.abc import Iterator

from scheduler.errors import Problem, Severity
from scheduler.model import Change, Op, Plan
from scheduler.plan.allowing import Allowances
from scheduler.plan.slots import NEXT_FREE
from scheduler.plan.warnings.ahead import is_occurrence


def missed(plan: Plan, allowances: Allowances) -> tuple[Problem, ...]:
    """Return a warning for each step and row with a day of its own that the plan found to be over.

    What counts from an event is over with it, and what comes again was meant to begin somewhere: the plan lists those.
    """
    return tuple(dict.fromkeys(_missed(plan, allowances)))


def _missed(plan: Plan, allowances: Allowances) -> Iterator[Problem]:
    for change in plan.changes:
        if change.op is Op.MISSED and change.before is None and _has_its_own_day(change):
            post = change.post
            message = f"{post.step} was due {post.wall or post.due_at}, and is never sent"
            hint = "give it a time ahead, or take it out"
            problem = Problem(
                code="time-past", message=message, hint=hint, severity=Severity.WARNING, place=change.place
            )
            yield allowances.over(problem, [change.key])


def _has_its_own_day(change: Change) -> bool:
    post = change.post
    return not post.when.startswith("T") and post.when != NEXT_FREE and not is_occurrence(post)
