"""List the posts of the queue with their state."""

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.table import draw_list
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.selecting import matching
from scheduler.cli.console.shapes import post_json


@a_command()
@click.argument("select", nargs=-1)
@click.pass_context
def command(context: click.Context, select: tuple[str, ...]) -> Answer:
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
