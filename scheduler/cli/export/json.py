"""The posts as one JSON document.

The same post objects as those of preview, plan and queue list.
"""

from pathlib import Path

import click

from scheduler.cli.console.answer import Answer, document
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.exchange.exporting import STANDARD, gathered, give_out, tell
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.shapes import post_json

NAME = "export-json"


@a_command()
@click.argument("select", nargs=-1)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file (default: the standard output).")
@click.option("--planned", is_flag=True, help="As the next apply will leave the queue.")
@click.pass_context
def command(context: click.Context, select: tuple[str, ...], output: Path | None, planned: bool) -> Answer:
    """Give out the posts as one JSON document, with or without --json.

    SELECT is a post's key or how it starts; `*` stands for one segment. Instants are RFC 3339 in UTC.
    """
    desk = open_desk(context, takes_at=planned)
    exported = gathered(desk, select, planned=planned)
    data = {
        "source": "plan" if exported.planned else "queue",
        "posts": [post_json(post) for post in exported.posts],
        "file": str(output) if output and output != STANDARD else None,
    }
    give_out(desk, f"{document(NAME, data, (), 0)}\n".encode(), output)
    tell(desk, exported, output)
    return Answer(name=NAME, data=data, show=lambda _: None)
