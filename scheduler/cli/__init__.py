"""The command line: one command a file, found by its name and imported only when it runs.

`main` is the one boundary where errors stop: it prints a command's answer for people or as one JSON document, and turns
every error into problems and an exit code (see scheduler.errors). No traceback reaches a user unless `-v` asks for it.
"""

import atexit
import gc
import os
import sys
from collections.abc import Sequence

from scheduler.cli.console.boundary import run_program

GARBAGE_AFTER = (200_000, 20, 50)
"""After how many new objects Python looks for garbage: importing makes many and leaves none."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `tminus` with the arguments (default: those of the process) and return its exit code."""
    if arguments is None:  # the process is ours alone
        _make_haste()
    from scheduler.cli.console.program import program  # noqa: PLC0415 - inside the boundary's reach

    return run_program(program, list(sys.argv[1:] if arguments is None else arguments))


def _make_haste() -> None:
    """Spare the process what costs a short command a third of its time, and gives it nothing."""
    gc.set_threshold(*GARBAGE_AFTER)
    atexit.register(gc.freeze)  # the system takes the memory back: no need to look through it for garbage first
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # to look for one reads every package's metadata
