"""The command, driven inside the process of the tests: for tests that need many short ones."""

import contextlib
import io

from driving import Desk, Ran
from scheduler.cli.console.boundary import run_program
from scheduler.cli.console.program import program


class Here(Desk):
    """A workspace whose short commands run in this process; what is `started` is a process all the same."""

    def tminus(self, *arguments: str, **_: str) -> Ran:
        """Run a command that ends by itself."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_program(program, [*arguments, "-w", str(self.folder)])
        return Ran(code, out.getvalue(), err.getvalue())
