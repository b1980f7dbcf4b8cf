"""Take back the last thing done to the queue.

An apply, or something done by hand; whole, until one of its posts was begun.
"""

from typing import Final

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.asking import ask
from scheduler.cli.console.changes.changes import draw_changes
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.deciding import opened
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import changes_json, instant_json
from scheduler.cli.console.times import clock_time
from scheduler.cli.console.who import user_name
from scheduler.model import Change
from scheduler.plan.undoing import taken_back
from scheduler.queue import Deed
from scheduler.queue.hands.deeds import nothing

NAMES: Final = {
    "applied": "the apply",
    "paused": "the pause",
    "resumed": "the end of a pause",
    "moved": "the move",
    "cancelled": "the cancellation",
    "released": "the release",
    "approved": "the approval",
}
"""What a deed is called."""


@a_command()
@click.pass_context
def command(context: click.Context) -> Answer:
    """Take back the last thing done to the queue, whole: an apply, or a pause, move, cancellation, ... by hand.

    It shows what that changes, and asks. Once one of its posts was begun it is too late. The files stay as they are, so
    the next plan shows the difference again.
    """
    desk = open_desk(context)
    with opened(desk) as store:
        deed = store.last_deed()
        if deed is None:
            raise nothing()
        changes = taken_back(deed.before, deed.now)

        def preview(screen: Screen) -> None:
            screen.line(_heading(desk, deed))
            draw_changes(screen, changes, desk)

        otherwise = f"undo would take {NAMES[deed.action]} of {deed.user} back, and asks first"
        ask(desk.options, "Take this back?", preview, otherwise=otherwise, hint="pass --yes")
        store.undo(deed.revision, now=desk.now, user=user_name())

    def show(screen: Screen) -> None:
        many = len(changes)
        screen.line(f"Took {NAMES[deed.action]} of {deed.user} back: {many} post{'s' if many != 1 else ''}.")
        if desk.options.yes:
            draw_changes(screen, changes, desk)
        screen.line("The files stay as they are. See what they ask for now:  tminus plan")

    return Answer(name="undo", data=_data(deed, changes), show=show)


def _heading(desk: Desk, deed: Deed) -> str:
    when = clock_time(deed.at, desk.workspace.zone)
    return f"This takes back {NAMES[deed.action]} of {deed.user}, {when}:"


def _data(deed: Deed, changes: tuple[Change, ...]) -> dict[str, object]:
    undone = {"revision": deed.revision, "action": deed.action, "user": deed.user, "at": instant_json(deed.at)}
    return {"undone": undone, "changes": changes_json(changes)}
