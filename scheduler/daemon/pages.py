"""Two pages for monitors, on this machine only: `/healthz` and `/metrics`.

HTTP in a few lines, because it is read by two kinds of clients and serves nothing anybody may change: a request is a
line and its headers, an answer closes the connection. A Host that is no name of this machine is refused, so that no web
page can read the figures through a name it makes point here.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address
from typing import Final

from scheduler.daemon.metrics import CONTENT_TYPE, Metrics
from scheduler.daemon.news import Pulse
from scheduler.errors import TminusError, UsageError

STALLED_SECONDS: Final = 30.0
LONGEST_REQUEST: Final = 16 * 1024
PATIENCE_SECONDS: Final = 5.0
TEXT: Final = "text/plain; charset=utf-8"
OWN_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})

log = logging.getLogger(__name__)

Answer = tuple[HTTPStatus, str, bytes]


def address_of(text: str) -> tuple[str, int]:
    """Return the host and port of `127.0.0.1:9464`. Raises UsageError where that is none, or not this machine."""
    host, _, port = text.rpartition(":")
    host = "127.0.0.1" if host in {"", "localhost"} else host.strip("[]")
    try:
        mine, number = ip_address(host).is_loopback, int(port)
    except ValueError:
        raise UsageError.of("metrics-address", f'"{text}" is no address', "write it as 127.0.0.1:9464") from None
    if not mine or not 0 <= number <= 0xFFFF:  # noqa: PLR2004 - the last port
        hint = "use 127.0.0.1:9464; a proxy with a password can show it to others"
        raise UsageError.of("metrics-address", f"{text} is not an address of this machine alone", hint)
    return host, number


class Pages:
    """Serves the two pages."""

    def __init__(self, metrics: Metrics, pulse: Callable[[], Pulse]) -> None:
        self._metrics = metrics
        self._pulse = pulse
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen, and return the port. Raises TminusError `metrics-port` where it is taken."""
        try:
            self._server = await asyncio.start_server(self._serve, host, port, limit=LONGEST_REQUEST)
        except OSError as error:
            message = f"Nothing can be served at {host}:{port} ({error.strerror})"
            raise TminusError.of("metrics-port", message, "give --metrics another port") from None
        number: int = self._server.sockets[0].getsockname()[1]
        return number

    def stop(self) -> None:
        """Serve no more."""
        if self._server:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                status, kind, body = await self._answer(head)
                writer.write(_head(status, kind, len(body)) + (b"" if head.startswith("HEAD ") else body))
                await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _answer(self, head: str) -> Answer:
        first, *lines = head.split("\r\n")
        method, _, rest = first.partition(" ")
        path = rest.partition(" ")[0].partition("?")[0]
        fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if not _ours(fields.get("host", "")):
            return HTTPStatus.MISDIRECTED_REQUEST, TEXT, b"this is not the host you are looking for\n"
        if method not in {"GET", "HEAD"}:
            return HTTPStatus.METHOD_NOT_ALLOWED, TEXT, b"only GET and HEAD\n"
        if path == "/healthz":
            return self._health()
        if path != "/metrics":
            return HTTPStatus.NOT_FOUND, TEXT, b"there are /healthz and /metrics\n"
        try:
            return HTTPStatus.OK, CONTENT_TYPE, await asyncio.to_thread(self._metrics.text)
        except TminusError as error:
            log.warning("the figures could not be read: %s", error)
            return HTTPStatus.SERVICE_UNAVAILABLE, TEXT, b"the queue cannot be read\n"

    def _health(self) -> Answer:
        pulse = self._pulse()
        well = pulse.looked_seconds_ago < STALLED_SECONDS and not pulse.stopping
        document = {
            "alive": well,
            "stopping": pulse.stopping,
            "last_refill_seconds_ago": round(pulse.looked_seconds_ago, 1),
            "last_reload_worked": pulse.reload_worked,
        }
        status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
        return status, "application/json", json.dumps(document).encode() + b"\n"


def _head(status: HTTPStatus, kind: str, length: int) -> bytes:
    fields = {
        "Content-Type": kind,
        "Content-Length": str(length),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Connection": "close",
    }
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def _ours(host: str) -> bool:
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return name.lower() in OWN_NAMES
