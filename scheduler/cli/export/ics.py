"""The posts as a calendar.

Google, Apple and Outlook read it; how each post stands is in its title.
"""

from pathlib import Path

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.exchange.exporting import gathered, give_out, summary, tell
from scheduler.cli.console.program import command as a_command

LAG = "A calendar that reads it from an address shows it as of its last look: Google may lag a day."


@a_command()
@click.argument("select", nargs=-1)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file (default: the standard output).")
@click.option("--planned", is_flag=True, help="As the next apply will leave the queue.")
@click.pass_context
def command(context: click.Context, select: tuple[str, ...], output: Path | None, planned: bool) -> Answer:
    """Give out the posts as a calendar, for looking: how each one stands is in its title.

    SELECT is a post's key or how it starts; `*` stands for one segment. Each event keeps its identity, so that a newer
    file replaces an older one; what was cancelled stays as a cancelled event. The same queue gives the same file.
    """
    from scheduler.cli.console.exchange.calendar_file import calendar_bytes  # noqa: PLC0415 - the one command that needs icalendar

    desk = open_desk(context, takes_at=planned)
    exported = gathered(desk, select, planned=planned)
    data = calendar_bytes(desk, exported)
    give_out(desk, data, output)
    tell(desk, exported, output, LAG)
    shown = summary(exported, output, data.decode("utf-8"))
    return Answer(name="export-ics", data=shown, show=lambda _: None)
