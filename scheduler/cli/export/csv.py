"""The posts as a spreadsheet.

Excel, Numbers and Google Sheets open it; import csv reads it back.
"""

from pathlib import Path

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.exchange.export_rows import csv_bytes
from scheduler.cli.console.exchange.exporting import gathered, give_out, summary, tell
from scheduler.cli.console.program import command as a_command


@a_command()
@click.argument("select", nargs=-1)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file (default: the standard output).")
@click.option("--planned", is_flag=True, help="As the next apply will leave the queue.")
@click.pass_context
def command(context: click.Context, select: tuple[str, ...], output: Path | None, planned: bool) -> Answer:
    """Give out the posts as a spreadsheet: how each one stands, on both clocks.

    SELECT is a post's key or how it starts; `*` stands for one segment. The rows of one-off posts can be changed and
    brought back with  tminus import csv , every character as it was; those of campaigns are only to be looked at. An
    apostrophe stands before what a spreadsheet would take for a formula; import csv takes it away again.
    """
    desk = open_desk(context, takes_at=planned)
    exported = gathered(desk, select, planned=planned)
    data = csv_bytes(desk, exported)
    give_out(desk, data, output)
    tell(desk, exported, output)
    shown = summary(exported, output, data.decode("utf-8-sig"))
    return Answer(name="export-csv", data=shown, show=lambda _: None)
