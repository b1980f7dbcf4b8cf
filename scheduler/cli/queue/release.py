"""Give posts back to the files: what a hand did ends."""

import click

from scheduler import plan as planning
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.deciding import chosen, decide, opened, told


@a_command()
@click.argument("select", nargs=-1, required=True)
@click.pass_context
def command(context: click.Context, select: tuple[str, ...]) -> Answer:
    """Give posts back to the files: a pause by hand ends now, another time or a cancellation with the next apply."""
    desk = open_desk(context)
    with opened(desk) as store:
        done = decide(desk, store, chosen(desk, store, *select), planning.release, verb="released")
    said = "See what the files make of that:  tminus plan"
    return told(desk, "queue-release", done, f"Released {{}}. {said}", "tminus undo", same="is as the files have it")
