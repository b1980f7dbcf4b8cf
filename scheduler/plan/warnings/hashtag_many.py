"""More hashtags than readers of a platform are used to."""

from collections.abc import Iterator
from typing import Final

from scheduler.errors import Problem
from scheduler.plan.material import platform_of
from scheduler.plan.warnings.ahead import Ahead, Keys, warning
from scheduler.plan.warnings.post_warning import PostWarning

FEW: Final = 3
"""So many are not worth a warning anywhere."""


def find(ahead: Ahead) -> Iterator[tuple[Problem, Keys]]:
    """Yield the posts with more hashtags than is the custom on their platform."""
    platforms = {name: platform_of(channel) for name, channel in ahead.material.channels.items()}
    for post in ahead.posts:
        platform = platforms[post.channel]
        usual = max(FEW, platform.rules.customary_tags)
        tags = sum(entity.kind == "hashtag" for part in post.parts for entity in part.content.entities)
        if tags > usual * len(post.parts):
            message = (
                f"{post.step} has {tags} hashtags, and on {platform.label} more than {usual} look like advertising"
            )
            yield warning("hashtag-many", post, message, f"leave out {tags - usual}"), (post.key,)


WARNING = PostWarning("hashtag-many", find)
