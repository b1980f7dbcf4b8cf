"""Print which tminus this is."""

import platform

from scheduler import __version__
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.program import command as a_command


@a_command()
def command() -> Answer:
    """Print which tminus this is."""
    data = {"version": __version__, "python": platform.python_version(), "system": platform.system()}
    return Answer(name="version", data=data, show=lambda screen: screen.line(f"tminus {__version__}"))
