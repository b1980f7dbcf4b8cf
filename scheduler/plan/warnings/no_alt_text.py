"""Pictures without words for those who cannot see them."""

from collections.abc import Iterator

from scheduler.errors import Problem
from scheduler.model import Post
from scheduler.plan.warnings.ahead import Ahead, Keys, once_a_step
from scheduler.plan.warnings.post_warning import PostWarning


def find(ahead: Ahead) -> Iterator[tuple[Problem, Keys]]:
    """Yield the posts with a picture that nothing describes."""
    met = (post for post in ahead.posts if any(_undescribed(post)))

    def say(post: Post) -> str:
        return f"{post.step} has a picture without a description"

    return once_a_step("no-alt-text", met, say, "write what it shows under alt")


def _undescribed(post: Post) -> Iterator[bool]:
    return (bool(part.content.image and not part.content.image.alt) for part in post.parts)


WARNING = PostWarning("no-alt-text", find)
