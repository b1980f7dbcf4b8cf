"""What the fakes of platforms have in common: HTTP on this machine, a limit counted over a window, and a memory.

A fake keeps the rules of its platform's documentation as research/delivery.md has them (read 2026-11-22): who may post,
what a body must have, how a thread is chained, how a repeat is known, what an error looks like, how a limit is told.
Its time is the test's, so nothing waits.
"""

import json
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Self
from urllib.parse import parse_qsl, urlsplit

Now = Callable[[], datetime]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request as it came in."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def document(self) -> dict[str, Any]:
        """The body as the JSON object it is; an empty one for anything else."""
        try:
            document = json.loads(self.body)
        except ValueError:
            return {}
        return document if isinstance(document, dict) else {}


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer."""

    status: int
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def reply(
    status: int, document: object = None, headers: Mapping[str, object] | None = None, *, text: str = ""
) -> Reply:
    """Return an answer of JSON, or of plain text."""
    body, kind = (text, "text/plain") if document is None else (json.dumps(document), "application/json")
    named = {"content-type": kind, **(headers or {})}
    return Reply(status=status, body=body, headers=tuple((name, str(value)) for name, value in named.items()))


@dataclass
class Message:
    """One message as people see it; `reply_to` and `root` are ids of the messages it hangs on."""

    id: str
    text: str
    reply_to: str | None = None
    root: str | None = None
    more: dict[str, Any] = field(default_factory=dict)


class Fake:
    """A platform on a port of this machine.

    `asked` is all that came in, `messages` what its readers see, `refused` how often the limit was passed.
    """

    limit: ClassVar[tuple[int, timedelta] | None] = None

    def __init__(self, now: Now = lambda: datetime.now(UTC)) -> None:
        self.now = now
        self.asked: list[Asked] = []
        self.messages: list[Message] = []
        self.refused = 0
        self.trouble: deque[Reply] = deque()
        self._starts: deque[datetime] = deque()
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        """Listen."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more."""
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    @property
    def server(self) -> str:
        """The address of the server."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, asked: Asked) -> Reply:
        """Answer one request: with the trouble a test prepared, with the limit, or as usual."""
        with self._lock:
            self.asked.append(asked)
            if self.trouble:
                return self.trouble.popleft()
            wait = self._over_limit()
            if wait:
                self.refused += 1
                return self.too_many(wait)
            answer = self.take(asked)
            return replace(answer, headers=(*self._told(), *answer.headers))

    def _over_limit(self) -> timedelta | None:
        """Return how long the limit is used up: so many requests in any window of that length."""
        if self.limit is None:
            return None
        count, window = self.limit
        now = self.now()
        while self._starts and self._starts[0] <= now - window:
            self._starts.popleft()
        if len(self._starts) >= count:
            return self._starts[0] + window - now
        self._starts.append(now)
        return None

    def _told(self) -> list[tuple[str, str]]:
        """Return the headers by which an answer tells how the limit stands."""
        if self.limit is None or not self._starts:
            return []
        count, window = self.limit
        headers = self.left(count - len(self._starts), self._starts[0] + window - self.now())
        return [(name, str(value)) for name, value in headers.items()]

    def left(self, requests: int, wait: timedelta) -> Mapping[str, object]:
        """Return the headers that say how many requests are left, and in what time that starts afresh."""
        del requests, wait
        return {}

    def take(self, asked: Asked) -> Reply:
        """Take a request that the limit lets through."""
        raise NotImplementedError

    def too_many(self, wait: timedelta) -> Reply:
        """Refuse for `wait`, as this platform says it."""
        raise NotImplementedError

    def add(self, message: Message) -> Message:
        """Show a message to readers."""
        self.messages.append(message)
        return message

    def has(self, id_: str) -> bool:
        """Say whether there is a message of that id."""
        return any(message.id == id_ for message in self.messages)


def _handler(fake: Fake) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            parts = urlsplit(self.path)
            answer = fake.answer(
                Asked(
                    path=parts.path,
                    query=dict(parse_qsl(parts.query)),
                    headers={name.lower(): value for name, value in self.headers.items()},
                    body=self.rfile.read(length),
                )
            )
            self.close_connection = True
            self.send_response_only(answer.status)
            body = answer.body.encode()
            usual = {
                "date": format_datetime(fake.now().astimezone(UTC), usegmt=True),
                "content-length": str(len(body)),
                "connection": "close",
            }
            for name, value in (usual | dict(answer.headers)).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            pass

    return Handler


def bearer(asked: Asked) -> str:
    """Return the token of a request."""
    return asked.headers.get("authorization", "").removeprefix("Bearer ")
