"""What stands still until a person says otherwise, said so that nobody can miss it, with the way back."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from scheduler.cli.console.screen import clock_time
from scheduler.errors import Problem, Severity
from scheduler.model import PartState, Post

if TYPE_CHECKING:
    from scheduler.queue import Paused


def pause_problems(paused: "Paused | None", zone: str) -> tuple[Problem, ...]:
    """Return the warning that everything is paused, and since when."""
    if paused is None:
        return ()
    message = f"Everything is paused by {paused.user} since {clock_time(paused.at, zone)}: nothing at all is sent"
    return (
        Problem(
            code="queue-paused",
            severity=Severity.WARNING,
            message=message,
            hint="go on with  tminus queue resume --all",
        ),
    )


def approval_problems(posts: Iterable[Post]) -> tuple[Problem, ...]:
    """Return the warning that posts wait for an approval: without one they expire."""
    waiting = [post for post in posts if post.state is PartState.AWAITING]
    if not waiting:
        return ()
    many = f"{len(waiting)} posts wait" if len(waiting) > 1 else f"{waiting[0].key} waits"
    return (
        Problem(
            code="post-awaiting",
            severity=Severity.WARNING,
            message=f"{many} for an approval, and will not be sent without",
            hint=f"look at it, then  tminus queue approve {waiting[0].key}",
        ),
    )
