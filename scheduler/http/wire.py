"""One connection, opened for one request and closed behind it, on asyncio's own streams.

httpcore speaks HTTP over it. Its own networks are not used: what opens the socket here is also what closes it, so that
an attempt that is cut short, at whatever point, leaves nothing behind.
"""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpcore

Address = tuple[socket.AddressFamily, tuple[Any, ...]]
"""A family and what `connect` takes there; its first is the literal address."""


READS_AHEAD_BYTES = 16 * 1024
"""What a connection keeps of an answer that nobody read yet: of hundreds that pour, all have to fit into memory."""


class HandshakeCut(ConnectionError):  # noqa: N818 - what happened
    """The other side hung up before both had agreed on a secure connection."""


class Wire(httpcore.AsyncNetworkStream):
    """A connected stream. The `timeout` of httpcore's signatures is not looked at: one deadline bounds everything."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        writer.transport.set_write_buffer_limits(0)  # so that what was written is in the kernel's hands, all of it

    @classmethod
    async def open(cls, address: Address, tls: ssl.SSLContext | None, server_name: str) -> "Wire":
        """Connect to an address; with `tls` to a server that proves that it is `server_name`.

        Raises httpcore.ConnectError around what the operating system or TLS has to say.
        """
        with _raised_as(httpcore.ConnectError):
            reader, writer = await asyncio.open_connection(sock=await _connected(address), limit=READS_AHEAD_BYTES)
            if tls:
                bare = writer.transport
                try:
                    await writer.start_tls(tls, server_hostname=server_name)
                except ConnectionError as error:
                    bare.abort()
                    raise HandshakeCut from error
                except BaseException:
                    bare.abort()
                    raise
        return cls(reader, writer)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109 - httpcore's
        """Return what came, at most so much; nothing at the end."""
        with _raised_as(httpcore.ReadError):
            return await self._reader.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109 - httpcore's
        """Write; return once the kernel has it."""
        with _raised_as(httpcore.WriteError):
            self._writer.write(buffer)
            await self._writer.drain()

    async def aclose(self) -> None:
        """Close, and let the event loop give the socket back; nobody is waited for."""
        self.abort()
        await asyncio.sleep(0)

    def abort(self) -> None:
        """Close at once; a second time is none too many."""
        self._writer.transport.abort()

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's signature
        """Return nothing: whoever asks wants to use the connection for something else than this request."""


async def _connected(address: Address) -> socket.socket:
    family, where = address
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.setblocking(False)  # noqa: FBT003 - the standard library's signature
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, READS_AHEAD_BYTES)  # asyncio takes in all there is
        await asyncio.get_running_loop().sock_connect(connection, where)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _raised_as(kind: type[Exception]) -> Iterator[None]:
    """Raise what the operating system has to say as httpcore says it."""
    try:
        yield
    except OSError as error:  # TLS's errors are of this kind, too
        raise kind from error
