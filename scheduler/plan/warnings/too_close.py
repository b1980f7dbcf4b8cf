"""Two posts on one channel at nearly the same time."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Final

from scheduler.errors import Problem
from scheduler.plan.warnings.ahead import Ahead, Keys, warning
from scheduler.plan.warnings.post_warning import PostWarning

CLOSE: Final = timedelta(minutes=5)


def find(ahead: Ahead) -> Iterator[tuple[Problem, Keys]]:
    """Yield the later one of two posts less than five minutes apart; a reason at either silences it."""
    for posts in ahead.by_channel().values():
        for before, post in pairwise(posts):
            gap = post.due_at - before.due_at
            if gap >= CLOSE:
                continue
            after = f"{_counted(gap)} after" if gap else "together with"
            other = f"{before.campaign}/{before.step}"
            message = f"{post.step} goes out {after} {other}, on the same channel"
            there = f" (the other one is at {before.place})" if before.place else ""
            yield warning("too-close", post, message, f"move one of them{there}"), (post.key, before.key)


def _counted(gap: timedelta) -> str:
    minutes, seconds = divmod(int(gap.total_seconds()), 60)
    if minutes:
        return f"{minutes} minute{'s'[: minutes != 1]}"
    return f"{seconds} second{'s'[: seconds != 1]}"


WARNING = PostWarning("too-close", find)
