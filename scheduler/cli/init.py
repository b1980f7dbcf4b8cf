"""Make a workspace with a sample campaign.

It is ready to look at, to rehearse, and to send to yourself.
"""

import re
import secrets
import shlex
from datetime import date
from pathlib import Path

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.sample import SampleDates, make_workspace
from scheduler.cli.console.screen import Screen


@a_command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
def command(folder: Path) -> Answer:
    """Make a workspace in DIR (default: here) with a sample campaign whose release lies five weeks ahead.

    Nothing that is there already is overwritten.
    """
    made = make_workspace(folder, workspace_id=_id(folder), dates=SampleDates.from_today(date.today()))  # noqa: DTZ011 - the user's own day

    def show(screen: Screen) -> None:
        screen.line(f"Made a workspace in {folder}/" if str(folder) != "." else "Made a workspace here")
        for path, note in NOTES:
            screen.line(f"  {path:<36}", (note, "dim"))
        screen.line()
        steps = [(f"cd {shlex.quote(str(folder))}", ""), *STEPS] if str(folder) != "." else STEPS
        for number, (step, note) in enumerate(steps):
            screen.line("Next:  " if number == 0 else "       ", f"{step:<32}" if note else step, (note, "dim"))

    return Answer(name="init", data={"folder": str(folder), "files": made}, show=show)


NOTES = (
    ("config/workspace.yaml", "who you are, zones, quiet hours"),
    ("config/channels.yaml", "where posts go: to yourself, for now"),
    ("config/articles/quiet-harbour.txt", "an article on a film that is none"),
    ("config/facts/quiet-harbour.yaml", "its facts, each with its proof"),
    ("config/campaigns/quiet-harbour.yaml", "a countdown, from T-7 to out now"),
    ("config/posts/", "one-off posts, as a spreadsheet"),
    ("templates/", "what the posts say"),
    (".env", "addresses and secrets, not for git"),
)

STEPS = [
    ("tminus preview", "see every post; nothing is sent"),
    ("tminus preview --html page.html", "the same as a page for your browser"),
    ("tminus rehearse", "play the whole campaign in seconds"),
    ("tminus apply", "queue it; then  tminus catch, tminus run"),
]


def _id(folder: Path) -> str:
    """Return a name for the workspace that no other has: the folder's, and four random letters."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")[:30].strip("-")
    return f"{name or 'workspace'}-{secrets.token_hex(2)}"
