"""A post at another time, by hand: inside the window in which it is true, and nowhere else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from scheduler.model import Claim, Expiry, Hand, Override, Part, PartState, Post
from scheduler.plan.hands import objection
from scheduler.plan.parts import RESUMES_WITHIN, in_time_for
from scheduler.plan.window import Window, window

MAY_MOVE: Final = frozenset({PartState.FAILED, PartState.EXPIRED})
"""What is over for want of time or a willing receiver gets another chance with another time."""


def move(
    post: Post,
    due_at: datetime,
    *,
    late: timedelta,
    user: str,
    at: datetime,
    said: Callable[[datetime], str],
) -> Post | str:
    """Return the post with all its parts due at another time and its window as a plan would have made it there.

    What it says must be true then; `expires` goes along, the rule `late` counts from the new time. Otherwise return why
    not, with instants as `said` says them.
    """
    if (post.frozen or post.state not in MAY_MOVE) and (why := objection(post)):
        return why
    if due_at == post.due_at and post.waits:
        return post
    if due_at <= at:
        return f"would be due {said(due_at)}, which is over: a post moves into the future only"
    bounds = windows(post, due_at, late=late)
    if not all(each.holds(due_at) for each in bounds):
        return _outside(bounds, due_at, said)
    was = moved.was if (moved := post.override(Hand.MOVED)) else post.due_at
    others = tuple(each for each in post.overrides if each.kind is not Hand.MOVED)
    there = replace(
        post,
        due_at=due_at,
        expires_at=post.expires_at and post.expires_at + (due_at - post.due_at),
        parts=tuple(_moved(part, due_at, each) for part, each in zip(post.parts, bounds, strict=True)),
        overrides=(*others, Override(kind=Hand.MOVED, user=user, at=at, was=was)),
    )
    return there.approved_by(there.approvals)


def windows(post: Post, due_at: datetime, *, late: timedelta) -> list[Window]:
    """Return the windows that the parts of a post would have at another time."""
    expires_at = post.expires_at and post.expires_at + (due_at - post.due_at)
    first, *rest = (
        window(
            [Claim(words="", start=part.true_from, end=part.true_until)],
            due_at=due_at,
            expires_at=expires_at if part.number == 1 else None,
            late=late if part.number == 1 else RESUMES_WITHIN,
        )
        for part in post.parts
    )
    return [in_time_for(first, rest), *rest]


def _moved(part: Part, due_at: datetime, bounds: Window) -> Part:
    return replace(
        part,
        state=PartState.SCHEDULED,
        due_at=due_at,
        ready_at=due_at,
        not_before=bounds.not_before,
        not_after=bounds.not_after,
        expiry=bounds.expiry,
        receipt=None,
        reason=None,
    )


def _outside(bounds: list[Window], due_at: datetime, said: Callable[[datetime], str]) -> str:
    """Return the words for a time at which a post would not be true."""
    start = max((each.true_from for each in bounds if each.true_from), default=None)
    ends = [each.true_until for each in bounds if each.true_until]
    if bounds[0].expiry is Expiry.UNTRUE:
        ends.append(bounds[0].not_after)  # a thread has to start before its last part ends being true
    end = min(ends, default=None)
    words = [f"from {said(start)}"] if start else []
    words += [f"until {said(end)}"] if end else []
    return f"is true {' '.join(words)}; {said(due_at)} is outside of that"
