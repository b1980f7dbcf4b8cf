"""The same text twice on one channel."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from scheduler.errors import Problem
from scheduler.model import PartState, Post
from scheduler.plan.warnings.ahead import Ahead, Keys, warning
from scheduler.plan.warnings.post_warning import PostWarning

FORTNIGHT: Final = timedelta(days=14)
A_DAY: Final = timedelta(days=1)
"""What was delivered within a day is not repeated at all, unless allowed: that is `already-sent`."""


def find(ahead: Ahead) -> Iterator[tuple[Problem, Keys]]:
    """Yield the posts that say what another one says, or said, on the same channel within a fortnight."""
    sent: dict[tuple[str, tuple[str, ...]], list[Post]] = {}
    for post in ahead.queued:
        if post.state is PartState.DELIVERED:
            sent.setdefault(_said(post), []).append(post)
    last: dict[tuple[str, tuple[str, ...]], Post] = {}
    for post in ahead.posts:
        said = _said(post)
        before = last.get(said) or next((each for each in sent.get(said, ()) if _earlier(each, post)), None)
        if before and before.key != post.key and post.due_at - before.due_at < FORTNIGHT:
            says = f"what {before.campaign}/{before.step} says within 14 days, on the same channel"
            message = f"{post.step} says {says}"
            yield warning("duplicate-text", post, message, "change one of the texts"), (post.key, before.key)
        last[said] = post


def _said(post: Post) -> tuple[str, tuple[str, ...]]:
    return post.channel, tuple(part.content.text for part in post.parts)


def _earlier(sent: Post, post: Post) -> bool:
    return A_DAY <= post.due_at - sent.due_at < FORTNIGHT


WARNING = PostWarning("duplicate-text", find)
