"""What stands still until a person says otherwise, said so that nobody can miss it, with the way back."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from scheduler.cli.console.times import clock_time
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


def paused_problems(paused: Mapping[str, str | None], waiting: Mapping[str, int]) -> tuple[Problem, ...]:
    """Return one warning a paused channel: why it is, how many posts wait for it, and the way back."""
    return tuple(
        Problem(
            code="channel-paused",
            severity=Severity.WARNING,
            message=f"The channel {name} is paused ({reason or 'by hand'}); {_waits(waiting.get(name, 0))}",
            hint=f"{'put that right, then  ' if reason else ''}tminus queue resume channel:{name}",
        )
        for name, reason in paused.items()
    )


def _waits(many: int) -> str:
    if many < 2:  # noqa: PLR2004 - the singular
        return "one of its posts waits" if many else "no post waits for it"
    return f"{many} of its posts wait"


def approval_problems(posts: Iterable[Post]) -> tuple[Problem, ...]:
    """Return the warning that posts wait for an approval: without one they expire."""
    waiting = [post.key for post in posts if post.state is PartState.AWAITING]
    return unapproved(len(waiting), waiting[0]) if waiting else ()


def unapproved(many: int, first: str) -> tuple[Problem, ...]:
    """Return the warning that so many posts wait for an approval, the first of them by its key."""
    waits = f"{many} posts wait" if many > 1 else f"{first} waits"
    return (
        Problem(
            code="post-awaiting",
            severity=Severity.WARNING,
            message=f"{waits} for an approval, and will not be sent without",
            hint=f"look at it, then  tminus queue approve {first}",
        ),
    )
