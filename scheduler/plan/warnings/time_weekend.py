"""Posts on a Saturday or Sunday that nobody asked for by name."""

from collections.abc import Iterator
from typing import Final

from scheduler.errors import Problem
from scheduler.model import Post
from scheduler.plan.slots import NEXT_FREE
from scheduler.plan.warnings.ahead import Ahead, Keys, is_occurrence, once_a_step
from scheduler.plan.warnings.post_warning import PostWarning

SATURDAY: Final = 5
AT_THE_EVENT: Final = ("T+0", "T-0")
ELAPSED: Final = ("h", "m")


def _asked_for(post: Post) -> bool:
    """Whether the weekday was chosen: it is written in the rule or in a slot, or is that of the event itself."""
    if post.when.startswith("T"):
        return post.when.startswith(AT_THE_EVENT) or post.when.endswith(ELAPSED)
    return post.when == NEXT_FREE or (is_occurrence(post) and not post.when.startswith("month"))


def find(ahead: Ahead) -> Iterator[tuple[Problem, Keys]]:
    """Yield the posts whose day on the audience's clock is a Saturday or a Sunday."""
    met = (post for post in ahead.posts if ahead.local(post).weekday() >= SATURDAY and not _asked_for(post))

    def say(post: Post) -> str:
        return f"{post.step} goes out on a {ahead.local(post):%A, %Y-%m-%d}"

    return once_a_step("time-weekend", met, say, "choose another day")


WARNING = PostWarning("time-weekend", find)
