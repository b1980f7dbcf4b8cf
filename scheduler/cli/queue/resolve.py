"""Say whether a post that is unknown arrived."""

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.attempted import decided, nothing
from scheduler.cli.console.queue.deciding import opened
from scheduler.cli.console.who import user_name
from scheduler.errors import UsageError


@a_command()
@click.argument("key")
@click.argument("verdict", type=click.Choice(["sent", "not-sent"]))
@click.option("--id", "receipt", help="The receiver's id of the post, for the next part of a thread to answer to.")
@click.pass_context
def command(context: click.Context, key: str, verdict: str, receipt: str | None) -> Answer:
    """Say whether a post that is `unknown` arrived: look at the receiver first.

    `sent` makes it delivered. `not-sent` sends it again, unless its time is over: then it expires.
    """
    desk = open_desk(context)
    sent = verdict == "sent"
    if receipt and not sent:
        raise UsageError.of("id-refused", "What was not sent has no id", "leave --id out, or say  sent")
    with opened(desk) as store:
        found = store.resolve(key, sent=sent, receipt=receipt, now=desk.now, user=user_name())
        if found is None:
            raise nothing(store, key, "unknown")
    return decided(desk, "queue-resolve", [found])
