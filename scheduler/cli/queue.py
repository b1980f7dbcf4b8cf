"""Look at the queue, and decide what only a person can."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from scheduler.cli.apply import user_name
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import Desk, matching, open_desk
from scheduler.cli.console.program import Commands
from scheduler.cli.console.screen import Screen, city, clock_time
from scheduler.cli.console.shapes import post_json
from scheduler.errors import TminusError, UsageError, did_you_mean
from scheduler.model import PartState, Post

if TYPE_CHECKING:
    from scheduler.queue import Decided, Store

CHANNEL = "channel:"
TROUBLE = 6


@click.group(cls=Commands)
def command() -> None:
    """Look at the queue, and decide what only a person can."""


@command.command(name="list")
@click.argument("select", required=False)
@click.pass_context
def list_(context: click.Context, select: str | None) -> Answer:
    """List the posts of the queue with their state.

    SELECT is a post's key or how it starts; `*` stands for one segment.
    """
    desk = open_desk(context)
    with desk.queue(create=False) as store:
        posts = tuple(store.posts()) if store else ()
    chosen = matching(posts, select) if posts else ()

    def show(screen: Screen) -> None:
        draw_list(screen, desk, chosen)

    return Answer(name="queue-list", data={"posts": [post_json(post) for post in chosen]}, show=show)


@command.command()
@click.argument("what", metavar="channel:NAME")
@click.pass_context
def pause(context: click.Context, what: str) -> Answer:
    """Send nothing on a channel until it is resumed; what is on its way still ends."""
    desk = open_desk(context)
    with _queue(desk) as store:
        name = _channel(desk, store, what)
        store.pause_channel(name, None, now=desk.now, user=user_name())
        reason = store.paused_channels()[name]

    def show(screen: Screen) -> None:
        screen.line(
            f"{name} is paused{': ' + reason if reason else ''}. Go on with:  tminus queue resume {CHANNEL}{name}"
        )

    return Answer(name="queue-pause", data={"channel": name, "paused": True, "reason": reason}, show=show)


@command.command()
@click.argument("what", metavar="channel:NAME")
@click.pass_context
def resume(context: click.Context, what: str) -> Answer:
    """Send on a channel again that was paused, by hand or because its receiver refused everything.

    What waited goes out at once, unless its time is over.
    """
    desk = open_desk(context)
    with _queue(desk) as store:
        name = _channel(desk, store, what)
        was_paused = bool(store.open_channels([name], now=desk.now, user=user_name()))

    def show(screen: Screen) -> None:
        screen.line(f"{name} is open again; what waits is sent." if was_paused else f"{name} was not paused.")

    return Answer(name="queue-resume", data={"channel": name, "paused": False, "was_paused": was_paused}, show=show)


@command.command()
@click.argument("key")
@click.argument("verdict", type=click.Choice(["sent", "not-sent"]))
@click.option("--id", "receipt", help="The receiver's id of the post, for the next part of a thread to answer to.")
@click.pass_context
def resolve(context: click.Context, key: str, verdict: str, receipt: str | None) -> Answer:
    """Say whether a post that is `unknown` arrived: look at the receiver first.

    `sent` makes it delivered. `not-sent` sends it again, unless its time is over: then it expires.
    """
    desk = open_desk(context)
    sent = verdict == "sent"
    if receipt and not sent:
        raise UsageError.of("id-refused", "What was not sent has no id", "leave --id out, or say  sent")
    with _queue(desk) as store:
        decided = store.resolve(key, sent=sent, receipt=receipt, now=desk.now, user=user_name())
        if decided is None:
            raise _nothing(store, key, "unknown")
    return _decided(desk, "queue-resolve", decided)


@command.command()
@click.argument("key")
@click.pass_context
def retry(context: click.Context, key: str) -> Answer:
    """Try a post again that failed, with the parts of its thread that stopped behind it.

    Exit code 6 where its time is over: it is not sent then.
    """
    desk = open_desk(context)
    with _queue(desk) as store:
        decided = store.retry(key, now=desk.now, user=user_name())
        if decided is None:
            raise _nothing(store, key, "failed")
    return _decided(desk, "queue-retry", decided)


@contextmanager
def _queue(desk: Desk) -> Iterator["Store"]:
    """Open the queue that is there; raises TminusError where there is none."""
    with desk.queue(create=False) as store:
        if store is None:
            raise TminusError.of("queue-missing", "There is no queue yet", "tminus apply makes it")
        yield store


def _channel(desk: Desk, store: "Store", what: str) -> str:
    """Return the channel's name in `channel:NAME`; raises UsageError for a name nobody knows."""
    name = what.removeprefix(CHANNEL)
    known = {*desk.workspace.channels, *store.paused_channels()}
    if name == what:
        hint = f"write {CHANNEL}{what}" if what in known else f"write {CHANNEL}NAME"
        raise UsageError.of("channel-expected", f'"{what}" names no channel', hint)
    if name not in known:
        raise UsageError.of("channel-unknown", f'There is no channel "{name}"', did_you_mean(name, known))
    return name


def _nothing(store: "Store", key: str, state: str) -> TminusError:
    """Return the error for a key that names no part in the state it has to be in."""
    found = [post for post in store.posts() if post.key == key.partition("#")[0]]
    if found:
        message = f"{key} is not {state}: it is {found[0].state}"
        return TminusError.of(f"not-{state}", message, f"see  tminus queue list {found[0].key}")
    hint = did_you_mean(key, [post.key for post in store.posts()])
    return UsageError.of("select-empty", f'no post is named "{key}"', hint or "see  tminus queue list")


def _decided(desk: Desk, name: str, decided: "Decided") -> Answer:
    """Answer with what became of a part."""
    words = {
        PartState.DELIVERED: "counts as delivered",
        PartState.SCHEDULED: "is scheduled again, and sent by the daemon at once",
        PartState.EXPIRED: f"is not sent: its time was over {clock_time(decided.not_after, desk.workspace.zone)}",
    }

    def show(screen: Screen) -> None:
        screen.line(f"{decided.key} {words[decided.state]}.")

    late = decided.state is PartState.EXPIRED
    data = {"key": decided.key, "state": decided.state.value}
    return Answer(name=name, data=data, show=show, exit_code=TROUBLE if late else 0)


def draw_list(screen: Screen, desk: Desk, posts: tuple[Post, ...]) -> None:
    """Draw one line a post, and one a part where the parts of a thread stand in different states."""
    if not posts:
        screen.line("The queue is empty. Fill it with:  tminus apply")
        return
    zone = desk.workspace.zone
    wide = max(len(post.key) for post in posts)
    screen.line((f"{'due, ' + city(zone):<24}{'post':<{wide + 2}}state", "bold"))
    for post in posts:
        held = " held" if post.held else ""
        reason = next((f"  {part.reason}" for part in post.parts if part.reason), "")
        screen.line(
            f"{clock_time(post.due_at, zone):<24}{post.key:<{wide + 2}}",
            screen.state(post.state),
            (held + _parts(post) + reason, "dim"),
        )
    screen.line()
    screen.line(_counted(posts))


def _parts(post: Post) -> str:
    if len(post.parts) == 1:
        return ""
    done = sum(part.state.value == "delivered" for part in post.parts)
    return f"  {done} of {len(post.parts)} parts delivered"


def _counted(posts: tuple[Post, ...]) -> str:
    states = [post.state.value for post in posts]
    return ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
