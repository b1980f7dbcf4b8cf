"""What warnings look at: the posts that can still go out, on the clocks that people read them by."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from scheduler.errors import Problem, Severity
from scheduler.model import Post
from scheduler.plan.material import Material

Keys = tuple[str, ...]
"""The keys of the posts a warning is about, or a campaign's name; the first is what it is said of."""

OCCURRENCE_SEGMENTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """`posts` are those ahead in the order they are due; `drafted` are all, `queued` those of the queue."""

    material: Material
    posts: tuple[Post, ...]
    drafted: tuple[Post, ...]
    queued: tuple[Post, ...]

    @classmethod
    def of(cls, material: Material, drafted: Iterable[Post], now: datetime, queued: Iterable[Post]) -> Self:
        """Leave out what is over, and what was begun."""
        drafted, queued = tuple(drafted), tuple(queued)
        begun = {post.key for post in queued if post.frozen}
        ahead = (post for post in drafted if post.not_after > now and post.key not in begun)
        return cls(
            material=material,
            posts=tuple(sorted(ahead, key=lambda post: (post.due_at, post.key))),
            drafted=drafted,
            queued=queued,
        )

    def local(self, post: Post) -> datetime:
        """Return when a post is due on the audience's clock."""
        return post.due_at.astimezone(ZoneInfo(self.material.audience_zone or post.zone))

    def by_channel(self) -> Mapping[str, list[Post]]:
        """Return the posts of each channel, in order."""
        found: dict[str, list[Post]] = defaultdict(list)
        for post in self.posts:
            found[post.channel].append(post)
        return found


def is_occurrence(post: Post) -> bool:
    """Whether a post is one of a recurrence's."""
    return len(post.key.split("/")) == OCCURRENCE_SEGMENTS


def warning(code: str, post: Post, message: str, cure: str) -> Problem:
    """Return a warning at the step or row of a post; the hint names the cure, and the way to mean it."""
    hint = f'{cure}, or  allow: {{{code}: "why"}}'
    return Problem(code=code, message=message, hint=hint, severity=Severity.WARNING, place=post.place)


def once_a_step(
    code: str, met: Iterable[Post], say: Callable[[Post], str], cure: str
) -> Iterator[tuple[Problem, Keys]]:
    """Yield a warning for each post, in the same words for all of a step: those of the first, and how many more."""
    steps: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in met:
        steps[post.campaign, post.step].append(post)
    for posts in steps.values():
        more = len({post.due_at for post in posts}) - 1
        message = say(posts[0]) + (f", and {more} more time{'s'[: more != 1]}" if more else "")
        problem = warning(code, posts[0], message, cure)
        yield from ((problem, (post.key,)) for post in posts)
