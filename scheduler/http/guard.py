"""The address guard: which network a request may enter, decided after one lookup and before the first packet."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import cache, lru_cache
from ipaddress import ip_address
from typing import Final

import httpcore
import httpx

from scheduler.addresses import check
from scheduler.http.lookup import look_up
from scheduler.http.wire import Address, Wire

NEXT_ADDRESS_AFTER = timedelta(seconds=1)
"""How long one address of several may take before the next is tried."""

ALLOW_PRIVATE: Final = "allow_private"
"""The extension of a request that lists the private networks it may enter."""

PORTS: Final = {b"http": 80, b"https": 443}


class GuardedTransport(httpx.AsyncBaseTransport):
    """Opens a connection for each request, to an address that was checked, and closes it behind the answer.

    It keeps nothing between two requests, so any number of them may share it, and none can be in another's way. It is
    built from the public parts of httpx and httpcore only, so no upgrade can take the guard out unnoticed. Requests may
    enter the private networks of `allow_private`, or of their own extension of that name.
    """

    def __init__(self, allow_private: Sequence[str] = ()) -> None:
        self._allow_private = allow_private

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        url = request.url
        port = PORTS.get(url.raw_scheme.lower())
        if port is None or not url.raw_host:
            raise httpx.UnsupportedProtocol("only http:// and https:// with a host")
        origin = httpcore.Origin(url.raw_scheme, url.raw_host, url.port or port)
        target = httpcore.URL(scheme=origin.scheme, host=origin.host, port=origin.port, target=url.raw_path)
        wire = await connect(origin, request.extensions.get(ALLOW_PRIVATE, self._allow_private))
        try:
            answer = await httpcore.AsyncHTTP11Connection(origin, wire).handle_async_request(
                httpcore.Request(
                    request.method,
                    target,
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except BaseException:
            wire.abort()
            raise
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer, wire))


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response, wire: Wire) -> None:
        self._answer = answer
        self._wire = wire

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._wire.aclose()


async def connect(origin: httpcore.Origin, allow_private: Sequence[str]) -> Wire:
    """Resolve a name once, check every address it stands for, and connect to the very address that was checked.

    One forbidden address among several refuses them all (AddressRefused); as there is no second lookup, there is none
    to tamper with. The first address that answers is taken. TLS and the Host header keep the name.
    """
    host = origin.host.decode("ascii")
    addresses = await _addresses(host, origin.port)
    for _, where in addresses:
        _check(where[0], tuple(allow_private))
    tls = _tls() if origin.scheme == b"https" else None
    *others, last = addresses
    for address in others:
        with suppress(httpcore.ConnectError, TimeoutError):
            async with asyncio.timeout(NEXT_ADDRESS_AFTER.total_seconds()):
                return await Wire.open(address, tls, host)
    return await Wire.open(last, tls, host)


async def _addresses(host: str, port: int) -> list[Address]:
    """Return what a name stands for, each once; an address stands for itself and is not looked up."""
    try:
        literal = ip_address(host)
    except ValueError:
        found = await look_up(host, port)
        return list(dict.fromkeys((entry[0], entry[4]) for entry in found))
    return [(socket.AF_INET if literal.version == 4 else socket.AF_INET6, (host, port))]  # noqa: PLR2004 - IPv4


_check = lru_cache(maxsize=1024)(check)
"""What may be contacted is remembered; what may not is judged anew every time, for errors are not cached."""


@cache
def _tls() -> ssl.SSLContext:
    """Build the shared context once, when it is first needed: it takes 26 ms."""
    context = httpx.create_ssl_context()
    context.set_alpn_protocols(["http/1.1"])
    return context
