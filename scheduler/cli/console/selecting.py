"""SELECT on the command line: which posts it names, and what was probably meant where it names none."""

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Final

from scheduler.errors import Problem, UsageError, did_you_mean
from scheduler.model import Post, selection

ONE_OFFS: Final = "posts"
SHOWN: Final = 3


def is_named(key: str, selects: Sequence[str]) -> bool:
    """Say whether one of the SELECTs names a key; without any every key is named."""
    return not selects or any(selection(select).fullmatch(key) for select in selects)


def matching(posts: tuple[Post, ...], selects: Sequence[str], *, failed: Iterable[str] = ()) -> tuple[Post, ...]:
    """Return the posts that any SELECT names, in their order: a key or its leading segments, `*` for one segment.

    Raises UsageError for each that names none, not even one of those that `failed` to be made.
    """
    keys = [*(post.key for post in posts), *failed]
    empty = [select for select in selects if not any(is_named(key, [select]) for key in keys)]
    if empty:
        raise UsageError(*(_nothing(select, posts) for select in empty))
    return tuple(post for post in posts if is_named(post.key, selects))


def _nothing(select: str, posts: tuple[Post, ...]) -> Problem:
    return Problem(code="select-empty", message=f'no post is named "{select}"', hint=_meant(select, posts))


def _meant(select: str, posts: tuple[Post, ...]) -> str:
    """Return what was probably meant by a SELECT that names nothing."""
    keys = [post.key for post in posts]
    starts = dict.fromkeys("/".join(key.split("/")[:depth]) for key in keys for depth in (1, 2, 3))
    if within := [start for start in starts if start.endswith(f"/{select}")]:
        return f'did you mean "{within[0]}"?'
    if inside := [post.key for post in posts if post.place and is_file(select, post.place.file)]:
        return _of_file(inside)
    return did_you_mean(select, starts) or (f"there are {_some(list(starts))}" if starts else "there are none")


def is_file(select: str, file: str) -> bool:
    """Say whether a SELECT is the name of a file, with or without its folder and its ending."""
    path = PurePosixPath(file)
    return select.removeprefix("./") in {file, path.name, path.stem}


def _of_file(keys: list[str]) -> str:
    """Return how the posts of a file are named, where the file was named in their place."""
    if not keys[0].startswith(f"{ONE_OFFS}/"):
        return f'did you mean "{keys[0].partition("/")[0]}"?'
    rows = list(dict.fromkeys("/".join(key.split("/")[:2]) for key in keys))
    return f"that is a file; its posts are named by its column key: {_some(rows)}"


def _some(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (", ..." if names[SHOWN:] else "")
