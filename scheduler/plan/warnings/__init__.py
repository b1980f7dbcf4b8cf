"""What is said of posts that can go out and that somebody may not have meant so: one file a warning, found by its name.

A warning is a pure function of the posts ahead. Whoever means it so writes `allow: {CODE: "reason"}`.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache

from scheduler.discovery import discover
from scheduler.errors import Problem
from scheduler.model import Post
from scheduler.plan.material import Material
from scheduler.plan.warnings.ahead import Ahead, Keys
from scheduler.plan.warnings.post_warning import PostWarning


@cache
def _all() -> tuple[PostWarning, ...]:
    return tuple(discover(__name__, "WARNING", PostWarning).values())


def codes() -> tuple[str, ...]:
    """Return the codes of the warnings of this room."""
    return tuple(each.name for each in _all())


def warnings_of(
    material: Material, posts: Iterable[Post], now: datetime, queued: Iterable[Post] = ()
) -> Iterator[tuple[Problem, Keys]]:
    """Yield every warning with the keys of the posts it is about; the first is the one it is said of."""
    ahead = Ahead.of(material, posts, now, queued)
    for each in _all():
        yield from each.find(ahead)


__all__ = ["codes", "warnings_of"]
