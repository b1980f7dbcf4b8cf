"""Send one request under one deadline, noting how far it gets."""

import asyncio
import base64
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import httpcore
import httpx

from scheduler import __version__
from scheduler.destinations import Fault, Request, Response
from scheduler.http.faults import why
from scheduler.http.guard import ALLOW_PRIVATE, GuardedTransport
from scheduler.model import Phase

BODY_LIMIT_BYTES = 64 * 1024
AT_ONCE = 100
"""How many connections there are at a time: however many attempts wait for one, their answers fit into memory."""

CONNECT = timedelta(seconds=5)

HEADERS = (
    ("user-agent", f"tminus/{__version__}"),
    ("accept", "*/*"),
    ("accept-encoding", "identity"),
    ("connection", "close"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What came of one attempt. `fault` and `reason` say why there is no response; neither carries a secret."""

    phase: Phase
    response: Response | None = None
    fault: Fault = Fault.NETWORK
    reason: str = ""


async def attempt(
    request: Request, *, deadline: timedelta, connect: timedelta = CONNECT, allow_private: Sequence[str] = ()
) -> Exchange:
    """Send `request` once; whatever the network does, return an Exchange within `deadline`.

    `connect` bounds what comes before the first byte of the request: a place, name, connection, TLS. Once the headers
    of an answer came, its status counts, even if the body breaks off, is too long, or runs into the deadline.
    """
    progress = _Progress()
    bound = min(connect, deadline)
    if bound <= timedelta(0):
        return progress.ended(Fault.NETWORK, progress.late(bound, deadline))
    start = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout_at(start + bound.total_seconds()) as limit:

            async def trace(event: str, _info: dict[str, Any]) -> None:  # httpcore awaits it
                if event.endswith(".send_request_headers.started"):
                    limit.reschedule(start + deadline.total_seconds())
                progress.note(event)

            async with _places():
                await _exchange(request, trace, progress, allow_private)
    except TimeoutError:
        return progress.ended(Fault.NETWORK, progress.late(bound, deadline))
    except httpcore.LocalProtocolError:  # raised before the first byte is written
        return Exchange(
            phase=Phase.NOT_SENT, fault=Fault.BAD_REQUEST, reason="the request has a header that cannot be sent"
        )
    except Exception as error:  # noqa: BLE001 - an attempt ends as an Exchange, whatever a library raises
        return progress.ended(*why(error))
    return progress.ended()


class _Progress:
    """How far one attempt got, noted while it runs, so that being cut short loses nothing."""

    def __init__(self) -> None:
        self.phase = Phase.NOT_SENT
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = bytearray()
        self.whole = False
        self.at = datetime.now(UTC)

    def note(self, event: str) -> None:
        """Take up an event of the trace extension."""
        if event.endswith(".send_request_headers.started"):
            self.phase = Phase.PARTIAL
        elif event.endswith(".send_request_body.complete"):
            self.phase = Phase.SENT

    def answered(self, response: httpx.Response) -> None:
        """Keep the status and headers of an answer."""
        self.phase, self.at = Phase.ANSWERED, datetime.now(UTC)
        self.status, self.headers = response.status_code, {k.lower(): v for k, v in response.headers.items()}

    def late(self, connect: timedelta, deadline: timedelta) -> str:
        """Say which bound was reached."""
        if self.phase is Phase.NOT_SENT:
            return f"no connection within {_rounded(connect)} s"
        return f"no answer within {_rounded(deadline)} s"

    def ended(self, fault: Fault = Fault.NETWORK, reason: str = "") -> Exchange:
        """Return the attempt's end: an answer wins over whatever happened after its headers."""
        if self.phase is not Phase.ANSWERED:
            return Exchange(phase=self.phase, fault=fault, reason=reason)
        body = bytes(self.body[:BODY_LIMIT_BYTES])
        self.body.clear()
        response = Response(status=self.status, headers=self.headers, body=body, cut=not self.whole, at=self.at)
        return Exchange(phase=self.phase, response=response)


async def _exchange(request: Request, trace: object, progress: _Progress, allow_private: Sequence[str]) -> None:
    address = _address(request.url.reveal())
    sent = httpx.Request(
        request.method,
        address,
        headers=[*HEADERS, *_login(address), *request.headers],
        content=request.body,
        extensions={"trace": trace, ALLOW_PRIVATE: allow_private},
    )
    response = await _transport.handle_async_request(sent)
    async with aclosing(response):
        progress.answered(response)
        async for chunk in response.aiter_raw():
            progress.body += chunk
            if len(progress.body) > BODY_LIMIT_BYTES:
                return
        progress.whole = True


def _rounded(time: timedelta) -> str:
    return f"{round(time.total_seconds(), 3):g}"


_of_loops: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


def _places() -> asyncio.Semaphore:
    """Return the places for connections of the running loop."""
    return _of_loops.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))


_transport = GuardedTransport()
"""Asked without a client of httpx around it, which looks into each answer before we do: it loses one whose `Location`
it cannot read. There are no cookies, proxies and redirects to follow here."""


def _login(address: httpx.URL) -> list[tuple[str, str]]:
    """Return the header for the name and the password of an address; none where it has none."""
    if not address.userinfo:
        return []
    said = base64.b64encode(f"{address.username}:{address.password}".encode()).decode()
    return [("authorization", f"Basic {said}")]


_address = lru_cache(maxsize=1024)(httpx.URL)
