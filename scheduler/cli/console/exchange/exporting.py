"""What is exported: the posts of the queue as they stand, or as the next apply will leave them; and where it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.output_file import write_out, write_whole
from scheduler.cli.console.selecting import matching
from scheduler.errors import UsageError
from scheduler.model import WAITING, Op, PartState, Plan, Post

if TYPE_CHECKING:
    from scheduler.queue.hands.marks import Mark

STANDARD = Path("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The posts in the order they are due, and what happened to each; `planned` if they are those of the next apply."""

    posts: tuple[Post, ...]
    planned: bool
    marks: "Mapping[str, Mark]" = field(default_factory=lambda: MappingProxyType({}))
    queued: frozenset[str] = frozenset()


def gathered(desk: Desk, select: tuple[str, ...], *, planned: bool) -> Exported:
    """Return the posts that SELECT names: of the queue, or where nothing was applied yet, of the files.

    Raises UsageError where SELECT names none, WorkspaceError where what is planned cannot be.
    """
    queued, marks = _queued(desk)
    if queued and not planned:
        return Exported(posts=matching(queued, select), planned=False, marks=marks, queued=_keys(queued))
    made, _ = desk.plan()  # its warnings are plan's to tell
    posts = after(made, queued)
    chosen = matching(posts, select) if posts else ()
    return Exported(posts=chosen, planned=True, marks=marks, queued=_keys(queued))


def _keys(posts: tuple[Post, ...]) -> frozenset[str]:
    return frozenset(post.key for post in posts)


def _queued(desk: Desk) -> "tuple[tuple[Post, ...], Mapping[str, Mark]]":
    with desk.queue(create=False) as store:
        if store is None:
            return (), {}
        from scheduler.queue.hands.marks import marks  # noqa: PLC0415 - only where there is a queue

        with store.reading() as connection:
            found = marks(connection)
        return tuple(store.posts()), found


def after(plan: Plan, queued: tuple[Post, ...]) -> tuple[Post, ...]:
    """Return the posts of the queue as an apply of the plan will leave them, in the order they are due."""
    posts = {post.key: post for post in queued}
    for change in plan.waiting:
        if change.op is Op.CANCEL and change.before:
            posts[change.key] = _cancelled(change.before)
        elif change.after:
            posts[change.key] = change.after
    return tuple(sorted(posts.values(), key=lambda post: (post.due_at, post.key)))


def _cancelled(post: Post) -> Post:
    parts = tuple(replace(part, state=PartState.CANCELLED) if part.state in WAITING else part for part in post.parts)
    return replace(post, parts=parts)


def give_out(desk: Desk, data: bytes, output: Path | None) -> None:
    """Write an export into a file, else to the standard output, where `--json` speaks instead.

    Raises UsageError `export-inside`: in config/ and templates/ it would be read as if somebody had written it.
    """
    if output is None or output == STANDARD:
        if not desk.options.json:
            write_out(data)
        return
    whole = output.resolve()
    for folder in ("config", "templates"):
        if whole.is_relative_to(desk.workspace.root / folder):
            hint = "name a file elsewhere; tminus import csv brings posts back"
            raise UsageError.of("export-inside", f"{output} stands in {folder}/, which tminus reads", hint)
    write_whole(output, data)


def tell(desk: Desk, exported: Exported, output: Path | None, *words: str) -> None:
    """Say on the standard error what was given out, and what has to be known of it."""
    if desk.options.quiet or desk.options.json:
        return
    number = len(exported.posts)
    what = f"{number} post{'' if number == 1 else 's'}"
    if output and output != STANDARD:
        what = f"Written to {output}: {what}"
    if exported.planned:
        what += ", as the next apply will leave the queue"
        what += "" if exported.queued else "; nothing is applied yet"
    click.echo(f"{what}.", err=True)
    for each in words:
        click.echo(each, err=True)


def summary(exported: Exported, output: Path | None, text: str | None) -> dict[str, object]:
    """Return the data of `--json`: the text itself where it went into no file."""
    written = output is not None and output != STANDARD
    return {
        "source": "plan" if exported.planned else "queue",
        "posts": len(exported.posts),
        "file": str(output) if written else None,
        "content": None if written else text,
    }
