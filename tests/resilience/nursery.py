"""Daemons by the dozen: what they import is imported once, and each of them is a fork of that.

    python nursery.py FD    serves requests of that socket, one after another, until it is closed

A request is a JSON object: `options` and a descriptor to write to (a new victim: its pid comes back), or `wait` with a
pid (how it ended comes back once it has).
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

WHOLE = 65_536
HERE = Path(__file__)


class Child:
    """A victim that a nursery bore, as `subprocess.Popen` would show it."""

    def __init__(self, nursery: "Nursery", options: str) -> None:
        reading, writing = os.pipe()
        self._nursery = nursery
        self.pid = nursery.ask({"options": options}, [writing])
        os.close(writing)
        self.stdout: IO[str] = os.fdopen(reading, encoding="utf-8")
        self.returncode: int | None = None

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """See it gone."""
        self.communicate()

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def wait(self, timeout: float | None = None) -> int:
        """Return how it ended; one that takes too long is killed, and TimeoutError raised."""
        if self.returncode is None:
            try:
                self.returncode = self._nursery.ask({"wait": self.pid}, timeout=timeout)
            except TimeoutError:
                self.kill()
                self.returncode = self._nursery.answer()
                raise
        return self.returncode

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        self.wait(timeout)
        said = "" if self.stdout.closed else self.stdout.read()
        self.stdout.close()
        return said, ""


class Nursery:
    """A process that has everything imported, and forks."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            path = os.pathsep.join([str(HERE.parents[1]), str(HERE.parents[2])])
            self._process = subprocess.Popen(
                [sys.executable, HERE, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": path},
            )

    def ask(self, request: dict[str, Any], descriptors: Sequence[int] = (), timeout: float | None = None) -> int:
        socket.send_fds(self._socket, [json.dumps(request).encode()], descriptors)
        return self.answer(timeout)

    def answer(self, timeout: float | None = None) -> int:
        """Return the answer to what was asked; raises TimeoutError, and it is still to come then."""
        self._socket.settimeout(timeout)
        return int(self._socket.recv(WHOLE))

    def close(self) -> None:
        self._socket.close()
        self._process.wait(timeout=10)


def serve(requests: socket.socket) -> None:
    """Bear victims, and say how each ended, until nobody asks any more."""
    from resilience import victim  # noqa: PLC0415 - only here, once

    with contextlib.suppress(ImportError):
        import psycopg  # noqa: F401, PLC0415 - the same
    while True:
        asked, descriptors, *_ = socket.recv_fds(requests, WHOLE, 1)
        if not asked:
            return
        request = json.loads(asked)
        if "wait" in request:
            answer = os.waitstatus_to_exitcode(os.waitpid(request["wait"], 0)[1])
        elif not (answer := os.fork()):
            os.dup2(descriptors[0], 1)
            requests.close()
            os._exit(_lived(victim, request["options"]))
        for descriptor in descriptors:
            os.close(descriptor)
        requests.sendall(str(answer).encode())


def _lived(victim: Any, options: str) -> int:
    try:
        victim.main(options)
    except BaseException:  # noqa: BLE001 - it ends with the process, which is a fork
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
