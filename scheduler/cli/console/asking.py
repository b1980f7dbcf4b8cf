"""Questions before something is changed for good: asked on a terminal, answered by `--yes`, refused without either."""

import sys
from collections.abc import Callable
from dataclasses import replace

import click

from scheduler.cli.console.options import Options
from scheduler.cli.console.screen import Screen
from scheduler.errors import UsageError


def ask(options: Options, question: str, show: Callable[[Screen], None], *, otherwise: str, hint: str) -> None:
    """Show what is about to happen and ask; return where the answer is yes.

    Raises UsageError `yes-needed` (`otherwise`, with the hint) where nobody can be asked, click.Abort for a no.
    """
    if options.yes:
        return
    if not options.json:
        show(Screen(replace(options, quiet=False)))
    if options.no_input or options.json or not sys.stdin.isatty():
        raise UsageError.of("yes-needed", otherwise, hint)
    if not click.confirm(question, err=True):
        raise click.Abort
