"""Say yes to posts as they stand, words and time."""

import click

from scheduler import plan as planning
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.deciding import chosen, decide, opened, told
from scheduler.cli.console.who import user_name
from scheduler.model import Post


@a_command()
@click.argument("select", nargs=-1, required=True)
@click.pass_context
def command(context: click.Context, select: tuple[str, ...]) -> Answer:
    """Say yes to posts as they stand, in the name of TMINUS_USER, else the login name.

    The yes is to these words at this time: whatever changes either makes the post wait for another one. The workspace
    says how many people have to (`approval: {required: 1}`).
    """
    desk = open_desk(context)
    user = user_name()

    def approve(post: Post) -> Post | str:
        return planning.approve(post, user=user, at=desk.now)

    with opened(desk) as store:
        done = decide(desk, store, chosen(desk, store, *select), approve, verb="approved")
    said = f"Approved {{}} as {user}."
    return told(desk, "queue-approve", done, said, "tminus undo", same=f"was approved by {user} already")
