"""The address guard: which network a request may enter, decided after one lookup and before the first packet."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import cache
from typing import Any

import httpcore
import httpx

from scheduler.addresses import check

NEXT_ADDRESS_AFTER = timedelta(seconds=1)
"""How long one address of several may take before the next is tried."""


class GuardedTransport(httpx.AsyncBaseTransport):
    """A transport of one connection, opened by a GuardedNetwork.

    It is built from the public parts of httpx and httpcore only, so no upgrade can take the guard out unnoticed.
    """

    def __init__(self, allow_private: Sequence[str]) -> None:
        self._network = GuardedNetwork(allow_private)
        self._pool = httpcore.AsyncConnectionPool(_tls(), max_connections=1, retries=0, network_backend=self._network)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        url = request.url
        origin = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        sent = httpcore.Request(
            request.method, origin, headers=request.headers.raw, content=request.stream, extensions=request.extensions
        )
        answer = await self._pool.handle_async_request(sent)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    async def aclose(self) -> None:
        """Close the connection, also one whose TLS handshake was cut short (httpcore 1.0.9 leaves that one open)."""
        await self._pool.aclose()
        if self._network.stream:
            await self._network.stream.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._answer.aclose()


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Resolves a name once, checks every address it stands for, and connects to the very address it checked.

    One forbidden address among several refuses them all; as there is no second lookup, there is none to tamper with.
    TLS and the Host header keep the name.
    """

    def __init__(self, allow_private: Sequence[str]) -> None:
        self._allow_private = allow_private
        self._network = httpcore.AnyIOBackend()
        self.stream: httpcore.AsyncNetworkStream | None = None

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,  # noqa: ARG002 - the same
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address that answers; raise AddressRefused if one must not be contacted."""
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        literals = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for literal in literals:
            check(literal, self._allow_private)
        *others, last = literals
        for literal in others:
            with suppress(OSError, httpcore.ConnectError, httpcore.ConnectTimeout):
                async with asyncio.timeout(NEXT_ADDRESS_AFTER.total_seconds()):
                    return await self._open(literal, port, timeout, socket_options)
        return await self._open(last, port, timeout, socket_options)

    async def _open(
        self, literal: str, port: int, seconds: float | None, options: Iterable[Any] | None
    ) -> httpcore.AsyncNetworkStream:
        self.stream = await self._network.connect_tcp(literal, port, seconds, None, options)
        return self.stream


@cache
def _tls() -> ssl.SSLContext:
    """Build the shared context once, when it is first needed: it takes 26 ms."""
    return httpx.create_ssl_context()
