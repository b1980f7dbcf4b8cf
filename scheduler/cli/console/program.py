"""The program: its commands by file name, its help by the first line of each file."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

import scheduler.cli
from scheduler.cli.console.completing import offer_names
from scheduler.cli.console.options import common_flags
from scheduler.errors import did_you_mean

SECTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Start": ("init", "demo", "doctor"),
        "Write": ("facts", "validate", "preview"),
        "Schedule": ("plan", "apply", "rehearse", "undo"),
        "Operate": ("run", "status", "queue", "log", "catch", "trigger"),
        "Exchange": ("import", "export"),
        "Plumbing": ("measure", "schema", "completion", "explain", "version"),
    },
)
"""In which order help shows the commands; one that is not named here stands last."""

HELP = {"help_option_names": ["-h", "--help"]}


class Command(click.Command):
    """A command that takes the common flags after its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **{"context_settings": HELP, **kwargs})
        offer_names(self)
        self.params.extend(common_flags())

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options, and name the common ones in a line."""
        _write_options(self, ctx, formatter)


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    common = {flag.name for flag in common_flags()}
    own = [
        record
        for param in command.get_params(ctx)
        if param.name not in common and (record := param.get_help_record(ctx))
    ]
    if own:
        with formatter.section("Options"):
            formatter.write_dl(own)
    with formatter.section("Common options (explained by  tminus --help)"):
        formatter.write_text("-w DIR --json --plain --no-color -q -v --no-input --yes --strict --at TIME")


class Commands(click.Group):
    """Commands that are imported when they are called, and suggested when they are mistyped."""

    command_class = Command
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **{"context_settings": HELP, **kwargs})
        self.params.extend(common_flags())

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        name = args[0] if args else ""
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            hint = did_you_mean(name, self.list_commands(ctx)) or f"see  {ctx.command_path} --help"
            raise click.UsageError(f'there is no command "{name}": {hint}', ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands first: they are what a reader looks for."""
        self.format_commands(ctx, formatter)
        _write_options(self, ctx, formatter)


class Room(Commands):
    """Commands found by their file names in a package; `order` is how help shows them."""

    def __init__(self, *args: Any, package: str, order: tuple[str, ...] = (), **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **kwargs)
        self.package = package
        self.order = order

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the files of the room; `console` is what commands are drawn with, and none."""
        modules = pkgutil.iter_modules(importlib.import_module(self.package).__path__)
        found = {info.name.rstrip("_") for info in modules if not info.name.startswith("_")} - {"console"}
        return [name for name in self.order if name in found] + sorted(found - set(self.order))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's file and return its `command`."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{self.package}.{_module_name(cmd_name)}")
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(f"{module.__name__}.command is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, without importing one of them."""
        self.write_section(formatter, "Commands", self.list_commands(ctx))

    def write_section(self, formatter: click.HelpFormatter, title: str, names: list[str], wide: int = 0) -> None:
        """Write commands under a title, each with the first line of its file."""
        rows = [(name.ljust(wide), _first_line(f"{self.package}.{_module_name(name)}")) for name in names]
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows, col_spacing=4)


class Program(Room):
    """`tminus` itself."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands first, then every common flag with its meaning."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by section."""
        names = self.list_commands(ctx)
        wide = max(map(len, names))
        placed = {name for section in SECTIONS.values() for name in section}
        sections = {**SECTIONS, "More": tuple(name for name in names if name not in placed)}
        for title, members in sections.items():
            self.write_section(formatter, title, [name for name in members if name in names], wide)


def _module_name(command: str) -> str:
    return f"{command}_" if command == "import" else command


def _first_line(module: str) -> str:
    spec = find_spec(module)
    source = Path(spec.origin).read_text(encoding="utf-8") if spec and spec.origin else ""
    found = re.match(r'"""(.+?)(?:"""|\n)', source)
    return found[1].rstrip(".") if found else ""


def command(**settings: Any) -> Callable[[Callable[..., Any]], Command]:  # noqa: ANN401 - click's own
    """Make a function a command; its module's name is the command's."""
    return click.command(cls=Command, **settings)


program = Program(
    name="tminus",
    package=scheduler.cli.__name__,
    order=tuple(name for names in SECTIONS.values() for name in names),
    help="An article goes in; a campaign of platform-exact posts comes out: true when it arrives, on time, once.",
    epilog="First steps:  tminus demo   |   tminus init, tminus preview, tminus rehearse",
)
