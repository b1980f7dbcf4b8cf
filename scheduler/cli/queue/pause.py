"""Send nothing of some posts, of a channel, or of all."""

import click

from scheduler import plan as planning
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.deciding import channel_named, chosen, decide, known_channel, one_of, opened, told
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import instant_json
from scheduler.cli.console.who import user_name
from scheduler.model import Post


@a_command()
@click.argument("what", metavar="[SELECT... | channel:NAME]", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Everything: nothing at all is sent until  queue resume --all.")
@click.pass_context
def command(context: click.Context, what: tuple[str, ...], everything: bool) -> Answer:
    """Send nothing of these posts, on this channel, or at all, until it is resumed; what is on its way still ends.

    Time goes on: a post whose window closes meanwhile expires.
    """
    desk = open_desk(context)
    what = one_of(what, everything=everything, verb="pause")
    if not what:
        return _all(desk)
    if name := channel_named(what[0]):
        return _channel(desk, name)
    return _posts(desk, what)


def _posts(desk: Desk, select: tuple[str, ...]) -> Answer:
    def pause(post: Post) -> Post | str:
        return planning.pause(post, user=user_name(), at=desk.now)

    with opened(desk) as store:
        done = decide(desk, store, chosen(desk, store, *select), pause, verb="paused")
    said = "Paused {}: not sent until resumed. Time goes on, and windows close."
    return told(desk, "queue-pause", done, said, f"tminus queue resume {' '.join(select)}", same="is paused already")


def _channel(desk: Desk, given: str) -> Answer:
    with opened(desk) as store:
        name = known_channel(desk, store, given)
        store.pause_channel(name, None, now=desk.now, user=user_name())
        reason = store.paused_channels()[name]

    def show(screen: Screen) -> None:
        why = f": {reason}" if reason else ""
        screen.line(f"The channel {name} is paused{why}. Nothing is sent on it.")
        screen.line(f"Go on with:  tminus queue resume channel:{name}")

    return Answer(name="queue-pause", data={"channel": name, "paused": True, "reason": reason}, show=show)


def _all(desk: Desk) -> Answer:
    with opened(desk) as store:
        paused = store.pause_all(now=desk.now, user=user_name())

    def show(screen: Screen) -> None:
        screen.line(("Everything is paused: nothing at all is sent", "bold"), ", also after a restart of the daemon.")
        screen.line("Time goes on: a post whose window closes meanwhile expires.")
        screen.line("Go on with:  tminus queue resume --all")

    data = {"all": True, "paused": True, "user": paused.user, "since": instant_json(paused.at)}
    return Answer(name="queue-pause", data=data, show=show)
