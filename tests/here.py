"""The command, driven inside the process of the tests: for tests that need many short ones."""

import contextlib
import io
from unittest.mock import patch

from driving import Desk, Ran
from scheduler.cli.console.boundary import run_program
from scheduler.cli.console.program import program


class Here(Desk):
    """A workspace whose short commands run in this process; what is `started` is a process all the same."""

    def tminus(self, *arguments: str, **environment: str) -> Ran:
        """Run a command that ends by itself, in the workspace's folder and with its environment."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            contextlib.chdir(self.folder),
            patch.dict("os.environ", {**self.environment, **environment}, clear=True),
        ):
            code = run_program(program, [*arguments])
        said, talk = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined] # BytesIO
        assert "error[internal]" not in talk, talk
        return Ran(code, said, talk)
