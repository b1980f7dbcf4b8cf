"""Send again what was paused: some posts, a channel, or all."""

import click

from scheduler import plan as planning
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.deciding import channel_named, chosen, decide, known_channel, one_of, opened, told
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.who import user_name
from scheduler.model import PartState


@a_command()
@click.argument("what", metavar="[SELECT... | channel:NAME]", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Take  queue pause --all  back.")
@click.pass_context
def command(context: click.Context, what: tuple[str, ...], everything: bool) -> Answer:
    """Send again what was paused, by hand or because a receiver refused everything.

    What waited goes out at once, unless its time is over.
    """
    desk = open_desk(context)
    what = one_of(what, everything=everything, verb="resume")
    if not what:
        return _all(desk)
    if name := channel_named(what[0]):
        return _channel(desk, name)
    with opened(desk) as store:
        done = decide(desk, store, chosen(desk, store, *what), planning.resume, verb="resumed")
    off = any(post.state is PartState.CANCELLED for post in done.changed)
    said = "What was called off meanwhile comes back with  tminus apply." if off else "What is due goes out at once."
    return told(
        desk,
        "queue-resume",
        done,
        f"Resumed {{}}. {said}",
        f"tminus queue pause {' '.join(what)}",
        same="was not paused",
    )


def _channel(desk: Desk, given: str) -> Answer:
    with opened(desk) as store:
        name = known_channel(desk, store, given)
        was_paused = bool(store.open_channels([name], now=desk.now, user=user_name()))

    def show(screen: Screen) -> None:
        screen.line(f"{name} is open again; what waits is sent." if was_paused else f"{name} was not paused.")

    return Answer(name="queue-resume", data={"channel": name, "paused": False, "was_paused": was_paused}, show=show)


def _all(desk: Desk) -> Answer:
    with opened(desk) as store:
        was = store.resume_all(now=desk.now, user=user_name())
        still = store.paused_channels()
        held = [post.key for post in store.posts() if post.held and post.waits]

    def show(screen: Screen) -> None:
        screen.line("The queue goes on: what is due is sent at once." if was else "Not everything was paused.")
        for name in still:
            screen.line(f"The channel {name} stays paused:  tminus queue resume channel:{name}")
        for key in held:
            screen.line(f"{key} stays paused:  tminus queue resume {key}")

    data = {"all": True, "paused": False, "was_paused": was is not None, "channels": sorted(still), "posts": held}
    return Answer(name="queue-resume", data=data, show=show)
