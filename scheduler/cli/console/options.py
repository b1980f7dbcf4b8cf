"""The flags that every command takes, before or after its name."""

import os
from dataclasses import dataclass, fields
from pathlib import Path

import click


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the common flags said. `at` is the text as typed: its zone is known once the workspace is read."""

    workspace: Path | None = None
    json: bool = False
    plain: bool = False
    no_color: bool = False
    quiet: bool = False
    verbose: bool = False
    no_input: bool = False
    yes: bool = False
    strict: bool = False
    at: str | None = None


def common_flags() -> list[click.Option]:
    """Return fresh copies of the common flags, for one command."""
    return [
        _flag("-w", "--workspace", metavar="DIR", help="The folder that holds config/ (default: here or above)."),
        _flag("--json", is_flag=True, help="Print one JSON document."),
        _flag("--plain", is_flag=True, help="No boxes, no colour: for pipes and screen readers."),
        _flag("--no-color", is_flag=True, help="No colour."),
        _flag("-q", "--quiet", is_flag=True, help="Print errors only."),
        _flag("-v", "--verbose", is_flag=True, help="Print more; a traceback where the program itself fails."),
        _flag("--no-input", is_flag=True, help="Never ask."),
        _flag("--yes", is_flag=True, help="Answer every question with yes."),
        _flag("--strict", is_flag=True, help="Take warnings for errors."),
        _flag("--at", metavar="TIME", help="Pretend it is this time (preview, plan, apply, rehearse)."),
    ]


def _flag(*names: str, **settings: object) -> click.Option:
    return click.Option(names, expose_value=False, callback=_keep, **settings)  # type: ignore[arg-type]


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> object:
    given = context.find_root().meta.setdefault("tminus.options", {})
    if parameter.name and value not in {None, False}:
        given[parameter.name] = value
    return value


def options_of(context: click.Context) -> Options:
    """Return the flags given on any level, the innermost winning; TMINUS_WORKSPACE stands for -w."""
    given = dict(context.find_root().meta.get("tminus.options", {}))
    folder = given.pop("workspace", None) or os.environ.get("TMINUS_WORKSPACE") or None
    known = {field.name for field in fields(Options)}
    return Options(
        workspace=Path(str(folder)) if folder else None,
        **{name: value for name, value in given.items() if name in known},
    )
