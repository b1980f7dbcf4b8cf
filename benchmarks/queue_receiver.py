"""A receiver of posts in a process of its own, as light as one can be: it notes the key and the time, and answers 200.

`python -m benchmarks.queue_receiver` prints its port, and serves until its standard input is closed. `GET /` answers
with the journal of what came since the last such question.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen
from urllib.request import urlopen

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"
KEY = b"webhook-id:"
LENGTH = b"content-length:"

journal: list[tuple[str, float]] = []


class Conversation(asyncio.Protocol):
    """One connection with one request."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection up."""
        self.transport = transport
        self.data = b""
        self.came_at = time.time()

    def data_received(self, data: bytes) -> None:
        """Answer once the request is whole."""
        self.data += data
        head, end, body = self.data.partition(b"\r\n\r\n")
        if not end:
            return
        fields = {name: value.strip() for name in (KEY, LENGTH) for value in [_value(head, name)]}
        if len(body) < int(fields[LENGTH] or 0):
            return
        if head.startswith(b"GET"):
            told = json.dumps(journal).encode()
            journal.clear()
            self.transport.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(told), told))
        else:
            journal.append((fields[KEY].decode(), self.came_at))
            self.transport.write(ANSWER)
        self.transport.close()


def _value(head: bytes, name: bytes) -> bytes:
    _, found, rest = head.lower().partition(b"\r\n" + name)
    return rest.partition(b"\r\n")[0] if found else b""


async def serve() -> None:
    """Serve until the standard input is closed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Conversation, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


class Receiver:
    """The receiver as the benchmark sees it."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/hook"

    def journal(self) -> list[tuple[str, float]]:
        """Return what came since the last call: the keys, and when each came (wall time)."""
        with urlopen(self.url) as answer:  # noqa: S310 - it is our own address
            return [(key, at) for key, at in json.load(answer)]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run a receiver while the block runs."""
    command = [sys.executable, "-m", __name__]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as process:  # noqa: S603 - our own module
        try:
            yield Receiver(int(process.stdout.readline() if process.stdout else 0))
        finally:
            process.terminate()


if __name__ == "__main__":
    asyncio.run(serve())
