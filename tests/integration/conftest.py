"""Servers that misbehave, on real sockets of this machine."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from walls import walled_in as walled_in  # noqa: PLC0414 - a fixture

SELF_SIGNED = Path(__file__).with_name("self-signed.pem")

Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Wire:
    """A server on 127.0.0.1 that counts what reaches it, and then does as it is told."""

    def __init__(self, behave: Behaviour) -> None:
        self.behave = behave
        self.connections = 0
        self.requests: list[bytes] = []
        self.port = 0

    def url(self, path: str = "/hook/CANARY-0123456789abcdef", host: str = "127.0.0.1", scheme: str = "http") -> str:
        """Return an address of this server."""
        return f"{scheme}://{host}:{self.port}{path}"

    @asynccontextmanager
    async def serve(
        self, host: str = "127.0.0.1", *, tls: bool = False, certificate: Path = SELF_SIGNED
    ) -> AsyncIterator["Wire"]:
        """Listen, and end every connection at the end."""
        running: set[asyncio.Task[None]] = set()

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections += 1
            task = asyncio.current_task()
            assert task is not None
            running.add(task)
            try:
                await self.behave(reader, writer)
            except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                pass
            finally:
                running.discard(task)
                writer.transport.abort()

        context = None
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
        server = await asyncio.start_server(handle, host, 0, ssl=context)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            await server.wait_closed()

    async def read_request(self, reader: asyncio.StreamReader) -> bytes:
        """Read one whole request, note it, and return its body."""
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        body = await reader.readexactly(int(length.split(b":")[1]))
        self.requests.append(head + body)
        return body


def answering(answer: bytes) -> Wire:
    """Make a server that reads a request and writes these bytes."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await wire.read_request(reader)
        writer.write(answer)
        await writer.drain()
        writer.close()

    wire = Wire(behave)
    return wire


def reset(writer: asyncio.StreamWriter) -> None:
    """Hang up with a RST instead of a FIN."""
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@pytest.fixture
def wire() -> type[Wire]:
    """Return the class of servers that do as they are told."""
    return Wire


@pytest.fixture(name="answering")
def answering_fixture() -> Callable[[bytes], Wire]:
    """Return the maker of servers that answer with fixed bytes."""
    return answering


@pytest.fixture(name="reset")
def reset_fixture() -> Callable[[asyncio.StreamWriter], None]:
    """Return the way to hang up with a RST."""
    return reset


@pytest.fixture
def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
