"""Posts that arrive while their readers sleep."""

from collections.abc import Iterator
from typing import Final

from scheduler.errors import Problem
from scheduler.model import Post
from scheduler.plan.warnings.ahead import Ahead, Keys, once_a_step
from scheduler.plan.warnings.post_warning import PostWarning

AWAKE_FROM: Final = 6
"""The hour at which an audience is taken to wake up; it sleeps from midnight."""


def find(ahead: Ahead) -> Iterator[tuple[Problem, Keys]]:
    """Yield the posts between midnight and six on the audience's clock."""
    met = (post for post in ahead.posts if ahead.local(post).hour < AWAKE_FROM)

    def say(post: Post) -> str:
        city = (ahead.material.audience_zone or post.zone).rpartition("/")[2].replace("_", " ")
        return f"{post.step} goes out at {ahead.local(post):%H:%M} in {city}, where its readers sleep"

    quiet = (
        "let the quiet_hours of the workspace" if ahead.material.quiet_hours else "give the workspace quiet_hours that"
    )
    return once_a_step("audience-asleep", met, say, f"choose another time, or {quiet} cover this one")


WARNING = PostWarning("audience-asleep", find)
