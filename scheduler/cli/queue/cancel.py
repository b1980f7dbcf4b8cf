"""Call posts off, whatever the files ask for."""

import click

from scheduler import plan as planning
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.asking import ask
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.deciding import chosen, decide, draw_named, opened, told
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.who import user_name
from scheduler.model import Post


@a_command()
@click.argument("select", nargs=-1, required=True)
@click.pass_context
def command(context: click.Context, select: tuple[str, ...]) -> Answer:
    """Call posts off, whatever the files ask for, until they are released.

    More than one are shown first, and it asks.
    """
    desk, named = open_desk(context), " ".join(select)

    def cancel(post: Post) -> Post | str:
        return planning.cancel(post, user=user_name(), at=desk.now)

    with opened(desk) as store:
        posts = chosen(desk, store, *select)
        waiting = [post for post in posts if post.waits]
        if len(waiting) > 1:

            def show(screen: Screen) -> None:
                screen.line(f"This calls {len(waiting)} posts off:")
                draw_named(screen, desk, waiting)

            otherwise = f"{named} means {len(waiting)} posts that wait; cancel asks before it calls off more than one"
            ask(desk.options, "Cancel them?", show, otherwise=otherwise, hint="pass --yes, or name one post")
        done = decide(desk, store, posts, cancel, verb="cancelled")
    return told(
        desk,
        "queue-cancel",
        done,
        "Cancelled {} by hand.",
        f"tminus queue release {named}",
        same="is called off already",
    )
