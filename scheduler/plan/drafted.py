"""What a draft comes to: the posts, and everything that is wrong with them, each problem said once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Self

from scheduler.errors import Problem, Severity
from scheduler.model import Post, Release
from scheduler.plan.event import CALLED_OFF

Met = tuple[Problem, str]
"""A problem, and the key of the post that met it, or the name of the campaign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The posts in the order they are due, what is wrong, and which new keys were renamed from which old ones.

    `blocked` maps the key of each post that may not go out to why; a post that could not be made has a key there only.
    `warned` maps the key of a post to the warnings that concern it; `withdrawn` maps a campaign whose release was
    called off to that release.
    """

    posts: tuple[Post, ...]
    problems: tuple[Problem, ...]
    blocked: Mapping[str, tuple[Problem, ...]] = field(default_factory=lambda: MappingProxyType({}))
    warned: Mapping[str, tuple[Problem, ...]] = field(default_factory=lambda: MappingProxyType({}))
    renamed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    withdrawn: Mapping[str, Release] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(
        cls, posts: Sequence[Post], met: Sequence[Met], *, renamed: Mapping[str, str], withdrawn: Mapping[str, Release]
    ) -> Self:
        """Return what was drafted, from the posts and from every problem as often as it was met."""
        return cls(
            posts=tuple(posts),
            problems=_once(met),
            blocked=MappingProxyType(_by_post(met, Severity.ERROR)),
            warned=MappingProxyType(_by_post(met, Severity.WARNING)),
            renamed=MappingProxyType({**renamed}),
            withdrawn=MappingProxyType({**withdrawn}),
        )

    def called_off(self, post: Post) -> str | None:
        """Return how it is said that the release was called off which a queued post counts from or promises, if so."""
        release = self.withdrawn.get(post.campaign)
        promised = any(problem.code == CALLED_OFF for problem in self.blocked.get(post.key, ()))
        if release is None or not (promised or _COUNTS.match(post.when)):
            return None
        return f"the release is {release.event_status.value}"

    def told(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems as they are told: that a release was called off is news, and no slip.

        What waits for it does not go out, whoever says so; a release that is a rumour stays an error.
        """
        off = {release.place for release in self.withdrawn.values()}
        return tuple(each.as_warning() if each.code == CALLED_OFF and each.place in off else each for each in problems)


_COUNTS: Final = re.compile(r"T(?![a-z])")
"""What a time begins with that counts from the release; "Tue" and "Thu" do not."""


def _by_post(met: Iterable[tuple[Problem, str]], severity: Severity) -> dict[str, tuple[Problem, ...]]:
    """Return the problems of one severity by the key of the post that met them."""
    found: dict[str, tuple[Problem, ...]] = {}
    for problem, key in met:
        if problem.severity is severity and "/" in key and not problem.allowed:
            found[key] = (*found.get(key, ()), problem)
    return found


def _once(met: Iterable[tuple[Problem, str]]) -> tuple[Problem, ...]:
    """Return each problem once, errors first; the hint names the posts that meet it."""
    keys: dict[Problem, list[str]] = {}
    for problem, key in met:
        keys.setdefault(problem, []).append(key)
    said = [_naming(problem, users) for problem, users in keys.items()]
    return tuple(sorted(said, key=lambda problem: problem.severity is not Severity.ERROR))


def _naming(problem: Problem, keys: list[str]) -> Problem:
    users = list(dict.fromkeys(key for key in keys if "/" in key))
    if not users:
        return problem
    more = f" and {len(users) - 1} more" if len(users) > 1 else ""
    hint = f"{problem.hint}; used by {users[0]}{more}" if problem.hint else f"used by {users[0]}{more}"
    return replace(problem, hint=hint)
