"""The reference page of the commands, written from what `--help` says.

    python -m scheduler.cli.console.reference > docs/reference/commands.md

prints it; a test says when the page is out of date.
"""

import inspect
import sys
from collections.abc import Iterator

import click

from scheduler.cli.console.options import common_flags
from scheduler.cli.console.program import SECTIONS, program

HEAD = """\
# Commands

<!-- Written by: python -m scheduler.cli.console.reference > docs/reference/commands.md -->

`tminus COMMAND --help` prints the same. SELECT is a post's key or how it starts, such as `quiet-harbour/three-things`;
`*` stands for one segment, and where the usage has dots several may be named. Exit codes are in
[exit-codes.md](exit-codes.md), problems in [problems.md](problems.md).

## Flags of every command

They stand before or after the command's name.
"""

TABLE = "| option | what it does |\n|---|---|"


def page() -> str:
    """Return the page."""
    context = click.Context(program, info_name="tminus")
    lines = [HEAD, TABLE, *(_row(flag, context) for flag in common_flags())]
    names = program.list_commands(context)
    placed = {name for section in SECTIONS.values() for name in section}
    for title, members in {**SECTIONS, "More": [name for name in names if name not in placed]}.items():
        present = [name for name in members if name in names]
        if present:
            lines.append(f"\n## {title}")
        for name in present:
            command = program.get_command(context, name)
            if command:
                lines += _section(command, name, context)
    return "\n".join(lines)


def _section(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"\n### {context.command_path}\n\n    {usage.replace(' [OPTIONS]', '')}\n"
    yield inspect.cleandoc(command.help or "").strip()
    common = {flag.name for flag in common_flags()}
    own = [each for each in command.params if isinstance(each, click.Option) and each.name not in common]
    if own:
        yield f"\n{TABLE}"
        yield from (_row(option, context) for option in own)
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            member = command.get_command(context, each)
            if member:
                yield from _section(member, each, context)


def _row(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    names, meaning = record or ("", "")
    return f"| `{names}` | {meaning} |".replace("|  |", "| |")


if __name__ == "__main__":
    sys.stdout.write(page() + "\n")
