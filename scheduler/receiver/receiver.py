"""The receiver itself: takes requests in, one after another, and remembers which keys it has accepted."""

import errno
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

from scheduler.destinations import Destination, get
from scheduler.destinations.signing import key_of, verify
from scheduler.errors import TminusError
from scheduler.model import Secret
from scheduler.receiver.answers import Answer, usual_answer
from scheduler.receiver.journal import Received, accepted_in, accepts, object_in, write
from scheduler.receiver.server import HOST, Server

PORT = 8787
GENERIC = get("webhook")


class Receiver:
    """A receiver on 127.0.0.1 (never on another interface), for use as a context manager or by `start` and `stop`.

    `destinations` says what the receivers of channels are that speak a protocol of their own: the first segment of an
    address is the channel's name. `answer` may return an Answer for a request, to play a receiver in trouble; None
    takes it in as usual. `written` is called with each line of the journal once it is written. Both are called from the
    receiver's threads. Keys accepted before a restart are known from the journal. Raises ValueError for a secret that
    is none.
    """

    def __init__(
        self,
        journal: Path,
        secrets: Sequence[Secret] = (),
        answer: Callable[[Received], Answer | None] | None = None,
        *,
        port: int = PORT,
        written: Callable[[dict[str, object]], None] | None = None,
        destinations: Mapping[str, Destination] = MappingProxyType({}),
    ) -> None:
        for secret in secrets:
            key_of(secret)
        self.secrets = tuple(secrets)
        self.port = port
        self._journal = journal
        self._answer = answer
        self._written = written
        self._destinations = destinations
        self._accepted: set[str] = set()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._server: Server | None = None

    def start(self) -> int:
        """Listen, and return the port (a `port` of 0 takes any that is free).

        Raises TminusError `port-busy` if it cannot be had.
        """
        self._journal.parent.mkdir(parents=True, exist_ok=True)
        self._accepted = accepted_in(self._journal)
        self._stopped.clear()
        try:
            self._server = Server(self.port, self.take, self._wait)
        except (OSError, OverflowError) as error:
            raise _port_problem(self.port, error) from None
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.05,), name="receiver", daemon=True).start()
        return self.port

    def stop(self) -> None:
        """Listen no more; requests that are held are let go."""
        self._stopped.set()
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop."""
        self.stop()

    def url(self, channel: str) -> str:
        """Return the address that stands for a channel."""
        return f"http://{HOST}:{self.port}/{channel}"

    def take(self, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """Write one request into the journal and return what to answer. `headers` has lower-case names."""
        document = object_in(body)
        first = path.partition("/")[0]
        channel = first if first in self._destinations else path
        destination = self._destinations.get(channel)
        with self._lock:
            received = self._read(channel, headers, body, document or {})
            answer = self._answer(received) if self._answer else None
            answer = answer or usual_answer(received.key, document, destination)
            line = received.to_json(None if answer.drop else answer.status)
            write(self._journal, line)
            if received.key and accepts(line["status"]):
                self._accepted.add(received.key)
        if self._written:
            self._written(line)
        return answer

    def _read(self, channel: str, headers: dict[str, str], body: bytes, document: dict[str, Any]) -> Received:
        now = datetime.now(UTC)
        key = _text(headers.get("webhook-id")) or _text(document.get("key"))
        return Received(
            key=key,
            channel=channel,
            at=now,
            verified=verify(self.secrets, headers, body, now),
            repeated=key in self._accepted,
            attempt=_number(headers.get("tminus-attempt")),
            part=_number(document.get("part")),
            parts=_number(document.get("parts")),
            text=_text(self._destinations.get(channel, GENERIC).text_of(document)),
            body=body,
            headers=headers,
        )

    def _wait(self, hold: timedelta) -> None:
        self._stopped.wait(hold.total_seconds())


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004 - no counter is


def _port_problem(port: int, error: Exception) -> TminusError:
    busy = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
    what = "is used by another program" if busy else "cannot be listened on"
    return TminusError.of("port-busy", f"Port {port} of {HOST} {what}", "stop that program, or choose another port")
