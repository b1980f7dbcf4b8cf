"""Posts that a short outage of their receiver would lose."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from scheduler.errors import Problem
from scheduler.model import Post
from scheduler.plan.warnings.ahead import Ahead, Keys, once_a_step
from scheduler.plan.warnings.post_warning import PostWarning

RETRIED_FOR: Final = timedelta(minutes=15)
"""How long a failed attempt is repeated at shorter and shorter notice; after that it comes every ten minutes."""


def find(ahead: Ahead) -> Iterator[tuple[Problem, Keys]]:
    """Yield the posts that expire before a failed attempt was repeated for a quarter of an hour."""
    met = (post for post in ahead.posts if post.expires_at and post.expires_at - post.due_at < RETRIED_FOR)

    def say(post: Post) -> str:
        left = int((post.expires_at - post.due_at).total_seconds()) if post.expires_at else 0
        length = f"{left // 60} min" if left >= 60 else f"{left} s"  # noqa: PLR2004 - a minute
        return f"{post.step} expires {length} after its time: a short outage and it never goes out"

    return once_a_step("expires-early", met, say, "let it expire later, as  expires: 1h")


WARNING = PostWarning("expires-early", find)
