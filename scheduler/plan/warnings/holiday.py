"""Posts on a day that the workspace lists as a holiday."""

from collections.abc import Iterator

from scheduler.errors import Problem
from scheduler.model import Post
from scheduler.plan.warnings.ahead import Ahead, Keys, once_a_step
from scheduler.plan.warnings.post_warning import PostWarning


def find(ahead: Ahead) -> Iterator[tuple[Problem, Keys]]:
    """Yield the posts whose day on the audience's clock is a holiday."""
    met = (post for post in ahead.posts if ahead.local(post).date() in ahead.material.holidays)

    def say(post: Post) -> str:
        return f"{post.step} goes out on {ahead.local(post):%Y-%m-%d}, a holiday of this workspace"

    return once_a_step("holiday", met, say, "choose another day")


WARNING = PostWarning("holiday", find)
