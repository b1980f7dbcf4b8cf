"""What is told of a part whose attempt a person settled, or asked for again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.times import two_clocks
from scheduler.errors import TminusError, UsageError, did_you_mean
from scheduler.model import PartState, selection

if TYPE_CHECKING:
    from scheduler.queue import Decided, Store

TROUBLE = 6


def nothing(store: "Store", key: str, state: str) -> TminusError:
    """Return the error for a key that names no part in the state it has to be in."""
    posts = store.posts()
    found = [post for post in posts if selection(key).fullmatch(post.key)]
    if len(found) > 1:
        message = f"None of the {len(found)} posts of {key} is {state}"
        return TminusError.of(f"not-{state}", message, f"see  tminus queue list {key}")
    if found:
        message = f"{key} is not {state}: it is {found[0].state}"
        return TminusError.of(f"not-{state}", message, f"see  tminus queue show {found[0].key}")
    hint = did_you_mean(key, [post.key for post in posts])
    return UsageError.of("select-empty", f'no post is named "{key}"', hint or "see  tminus queue list")


def decided(desk: Desk, name: str, parts: Sequence["Decided"], *, one: bool = True) -> Answer:
    """Answer with what became of parts; `one` was named by its key."""

    def show(screen: Screen) -> None:
        for part in parts:
            over = two_clocks(part.not_after, desk.workspace.audience_zone, desk.workspace.zone)
            words = {
                PartState.DELIVERED: "counts as delivered",
                PartState.SCHEDULED: "is scheduled again, and sent by the daemon at once",
                PartState.EXPIRED: f"is not sent: its time was over {over}",
            }
            screen.line(f"{part.key} {words[part.state]}.")

    late = any(part.state is PartState.EXPIRED for part in parts)
    shapes = [{"key": part.key, "state": part.state.value} for part in parts]
    data: object = shapes[0] if one else {"parts": shapes}
    return Answer(name=name, data=data, show=show, exit_code=TROUBLE if late else 0)
