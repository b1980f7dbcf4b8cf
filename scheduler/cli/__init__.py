"""The command line: one command a file, found by its name and imported only when it runs.

`main` is the one boundary where errors stop: it prints a command's answer for people or as one JSON document, and turns
every error into problems and an exit code (see scheduler.errors). No traceback reaches a user unless `-v` asks for it.
"""

import sys
from collections.abc import Sequence

from scheduler.cli.console.boundary import run_program


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `tminus` with the arguments (default: those of the process) and return its exit code."""
    from scheduler.cli.console.program import program  # noqa: PLC0415 - inside the boundary's reach

    return run_program(program, list(sys.argv[1:] if arguments is None else arguments))
