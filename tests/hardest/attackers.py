"""Receivers that misbehave, in a process of their own: what they keep in memory is not ours.

`python attackers.py` prints the port of each by its name, as JSON, and serves until its standard input is closed.
"""

import asyncio
import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

HEAD = b"HTTP/1.1 200 OK\r\n"
GIGABYTES = 10


def bomb(megabytes: int = 200) -> bytes:
    """Return a small gzip file that unpacks to so many million nulls; packed once, and repeated, as it is allowed."""
    million, crc = bytes(1_000_000), 0
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(million) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(megabytes):
        crc = zlib.crc32(million, crc)
    head = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
    return head + block * megabytes + packer.flush() + struct.pack("<II", crc, megabytes * 1_000_000)


BOMB = bomb()

Reader, Writer = asyncio.StreamReader, asyncio.StreamWriter


async def header_drip(reader: Reader, writer: Writer) -> None:
    """One byte of a header now and then."""
    await request(reader)
    writer.write(HEAD + b"x-slow: ")
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.05)


async def body_drip(reader: Reader, writer: Writer) -> None:
    """One byte of the body now and then."""
    await request(reader)
    writer.write(HEAD + b"content-length: 1000000\r\n\r\n")
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.05)


async def endless_102(reader: Reader, writer: Writer) -> None:
    """Processing, processing, processing."""
    await request(reader)
    while True:
        writer.write(b"HTTP/1.1 102 Processing\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.02)


async def never_reads(_: Reader, writer: Writer) -> None:
    """Takes the connection, and looks away."""
    writer.transport.pause_reading()  # type: ignore[attr-defined] # a transport of the selector loop
    await asyncio.sleep(60)


async def ten_gigabytes(reader: Reader, writer: Writer) -> None:
    """As fast as it can."""
    await request(reader)
    writer.write(HEAD + b"content-length: %d\r\n\r\n" % (GIGABYTES * 10**9))
    chunk = bytes(1_000_000)
    for _ in range(GIGABYTES * 1000):
        writer.write(chunk)
        await writer.drain()


async def gzip_bomb(reader: Reader, writer: Writer) -> None:
    """Some 200 kB that unpack to 200 MB."""
    await request(reader)
    writer.write(HEAD + b"content-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(BOMB))
    writer.write(BOMB)
    await writer.drain()


async def hangs(reader: Reader, _: Writer) -> None:
    """Reads, and says nothing."""
    await request(reader)
    await asyncio.sleep(60)


async def resets(_: Reader, writer: Writer) -> None:
    """Hangs up at once."""
    writer.transport.abort()


async def fails(reader: Reader, writer: Writer) -> None:
    """Has a fault."""
    await request(reader)
    writer.write(b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
    await writer.drain()


async def healthy(reader: Reader, writer: Writer) -> None:
    """Takes a post in."""
    await request(reader)
    writer.write(HEAD + b"content-length: 2\r\nconnection: close\r\n\r\nok")
    await writer.drain()


async def request(reader: Reader) -> None:
    """Read a request."""
    head = await reader.readuntil(b"\r\n\r\n")
    line = next(each for each in head.lower().split(b"\r\n") if each.startswith(b"content-length:"))
    await reader.readexactly(int(line.split(b":")[1]))


TRICKLES: Mapping[str, Callable[[Reader, Writer], Awaitable[None]]] = {
    each.__name__: each for each in (header_drip, body_drip, endless_102, never_reads, ten_gigabytes, gzip_bomb)
}
DEAD = {each.__name__: each for each in (hangs, resets, fails, header_drip)}
ALL = {**TRICKLES, **DEAD, "healthy": healthy}


def guarded(behave: Callable[[Reader, Writer], Awaitable[None]]) -> Callable[[Reader, Writer], Awaitable[None]]:
    """Let a receiver end quietly with its client."""

    async def handle(reader: Reader, writer: Writer) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await behave(reader, writer)
        writer.close()

    return handle


async def main() -> None:
    """Serve."""
    ports = {}
    for name, behave in ALL.items():
        server = await asyncio.start_server(guarded(behave), "127.0.0.1", 0, backlog=1024)
        ports[name] = server.sockets[0].getsockname()[1]
    print(json.dumps(ports), flush=True)  # noqa: T201 - whoever started it waits for this
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


@contextmanager
def attacking() -> Iterator[Mapping[str, str]]:
    """Run them while the block runs; yields the address of each."""
    with subprocess.Popen([sys.executable, str(Path(__file__))], stdin=-1, stdout=-1, text=True) as process:
        try:
            assert process.stdout
            ports = json.loads(process.stdout.readline())
            yield {name: f"http://127.0.0.1:{port}/hook" for name, port in ports.items()}
        finally:
            process.kill()


if __name__ == "__main__":
    asyncio.run(main())
