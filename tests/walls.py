"""A wall around the tests: no connection leaves this machine, even where the guard that is tested is broken."""

import asyncio
import socket
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def walled_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let no test open a connection that leaves this machine; fail the one that tried."""
    outside: list[str] = []
    connect = asyncio.selector_events.BaseSelectorEventLoop.sock_connect

    async def connect_here(self: Any, sock: socket.socket, where: tuple[Any, ...]) -> None:
        address = where[0] if ":" in where[0] else socket.inet_ntoa(socket.inet_aton(where[0]))
        if not address.startswith("127.") and address not in ("::1", "::ffff:127.0.0.1", "::ffff:7f00:1"):
            outside.append(where[0])
            raise ConnectionError("kept inside")
        await connect(self, sock, where)

    monkeypatch.setattr(asyncio.selector_events.BaseSelectorEventLoop, "sock_connect", connect_here)
    yield outside
    assert outside == []
