"""One daemon a workspace: a lock on a file, which goes with its process however that ends.

The lock spares two daemons each other's way; what makes them safe is the fenced statement in begin.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scheduler.errors import DaemonError


@contextmanager
def sole_daemon(path: Path) -> Iterator[None]:
    """Hold the lock while the block runs.

    Raises DaemonError `daemon-running` where another daemon holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"Another daemon runs already (process {_pid(path) or 'unknown'})"
            hint = "one daemon a workspace is enough; see  tminus status"
            raise DaemonError.of("daemon-running", message, hint) from None
        with suppress(OSError):  # the number is for people; a full disk does not keep the daemon from starting
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        yield


def daemon_pid(path: Path) -> int | None:
    """Return the process that holds the lock, None where no daemon runs."""
    try:
        with path.open(encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return _pid(path)
    return None


def _pid(path: Path) -> int | None:
    text = path.read_text(encoding="utf-8").strip()
    return int(text) if text.isdecimal() else None
