"""A warning about posts: its code, and how it is found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scheduler.errors import Problem
from scheduler.plan.warnings.ahead import Ahead, Keys


@dataclass(frozen=True, slots=True)
class PostWarning:
    """`find` yields a warning once for each post it is about; equal ones are said once."""

    name: str
    find: Callable[[Ahead], Iterator[tuple[Problem, Keys]]]
