"""Print the JSON Schema of a kind of file, or write all of them for your editor."""

import json
from pathlib import Path

import click

from scheduler import workspace as files
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.options import options_of
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.schema_files import FOLDER, modeline, write_schemas
from scheduler.cli.console.screen import Screen
from scheduler.errors import UsageError, did_you_mean
from scheduler.workspace.schemas import names, schema


@a_command()
@click.argument("kind", metavar="[NAME]", required=False)
@click.option("--write", is_flag=True, help=f"Write all of them into {FOLDER}/ of the workspace.")
@click.pass_context
def command(context: click.Context, kind: str | None, *, write: bool) -> Answer:
    """Print the JSON Schema (draft-07) of a kind of file: workspace, channels, campaign, facts or posts-csv.

    Editors that speak yaml-language-server complete and check by it, where the first line of a file names it; --write
    puts the schemas there and says what that line is.
    """
    if kind is not None and kind not in names():
        hint = did_you_mean(kind, names()) or f"there are {', '.join(names())}"
        raise UsageError.of("schema-unknown", f'There is no schema "{kind}"', hint)
    if not write:
        found = schema(kind) if kind else {each: schema(each) for each in names()}
        shown = json.dumps(found, ensure_ascii=False, indent=2)
        data = {"schemas": {kind: found} if kind else found}
        return Answer(name="schema", data=data, show=lambda _screen: click.echo(shown if kind else "\n".join(names())))
    root = files.find(options_of(context).workspace or Path.cwd())
    written = write_schemas(root)

    def show(screen: Screen) -> None:
        screen.line(f"Wrote {len(written)} schemas into {FOLDER}/. Name one in the first line of a file:")
        for file in ("config/workspace.yaml", "config/channels.yaml", "config/campaigns/", "config/facts/"):
            screen.line(f"  {file:<22} ", (modeline(file) or "", "dim"))

    return Answer(name="schema", data={"files": written}, show=show)
