"""Try posts again that failed."""

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.attempted import decided, nothing
from scheduler.cli.console.queue.deciding import opened
from scheduler.cli.console.who import user_name
from scheduler.model import selection


@a_command()
@click.argument("select")
@click.pass_context
def command(context: click.Context, select: str) -> Answer:
    """Try posts again that failed, with the parts of their threads that stopped behind them.

    Exit code 6 where the time of one is over: it is not sent then.
    """
    desk = open_desk(context)
    with opened(desk) as store:
        keys = [select]
        one = "*" not in select and any(post.key == select.partition("#")[0].strip("/") for post in store.posts())
        if not one:
            keys = [post.key for post in store.posts() if selection(select).fullmatch(post.key)]
        found = store.retry_each(keys, now=desk.now, user=user_name())
        if not found:
            raise nothing(store, keys[0] if len(keys) == 1 else select, "failed")
    return decided(desk, "queue-retry", found, one=one)
