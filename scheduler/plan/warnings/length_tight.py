"""Posts that hardly fit."""

from collections.abc import Iterator
from typing import Final

from scheduler.errors import Problem
from scheduler.plan.material import platform_of
from scheduler.plan.warnings.ahead import Ahead, Keys, warning
from scheduler.plan.warnings.post_warning import PostWarning

TIGHT: Final = 0.95


def find(ahead: Ahead) -> Iterator[tuple[Problem, Keys]]:
    """Yield the posts of one part that take 95 % of the limit or more; the parts of a thread are filled on purpose."""
    platforms = {name: platform_of(channel) for name, channel in ahead.material.channels.items()}
    for post in ahead.posts:
        platform = platforms[post.channel]
        if len(post.parts) > 1 or platform.limit <= 0:
            continue
        length = platform.length(post.parts[0].content.text)
        if TIGHT * platform.limit <= length <= platform.limit:
            message = f"{post.step} takes {length} of {platform.limit} on {platform.label}"
            yield warning("length-tight", post, message, "shorten it a little"), (post.key,)


WARNING = PostWarning("length-tight", find)
