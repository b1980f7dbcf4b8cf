"""2. A receiver reads the whole post and hangs up, in each way there is; its own journal is the oracle."""

import asyncio
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from hardest.rig import HOUR, NOON, Stage, a_post, add, webhook
from scheduler.model import OnUnknown, PartState

DELIVERED = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"


@dataclass
class Dropper:
    """A receiver that drops the first `drops` requests after reading them, and takes the others in."""

    how: str
    drops: int
    journal: list[tuple[str, bytes]] = field(default_factory=list)
    url: str = ""
    _writers: list[asyncio.StreamWriter] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
        body = await reader.readexactly(int(fields["content-length"]))
        self.journal.append((fields["webhook-id"], body))
        if len(self.journal) > self.drops:
            writer.write(DELIVERED)
            await writer.drain()
        elif self.how == "silence":
            await asyncio.sleep(30)
        elif self.how == "rst":
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort() if self.how == "rst" else writer.close()

    @contextmanager
    def listening(self) -> Iterator["Dropper"]:
        """Serve on a thread of its own."""
        loop = asyncio.new_event_loop()
        ready = threading.Event()

        async def run() -> None:
            server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
            self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
            self._over = asyncio.Event()
            ready.set()
            await self._over.wait()
            server.close()
            running = asyncio.all_tasks() - {asyncio.current_task()}
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            for writer in self._writers:
                writer.transport.abort()
            await asyncio.sleep(0.05)

        thread = threading.Thread(target=loop.run_until_complete, args=(run(),))
        thread.start()
        ready.wait()
        try:
            yield self
        finally:
            loop.call_soon_threadsafe(self._over.set)
            thread.join()
            loop.close()


ways = pytest.mark.parametrize("how", ["fin", "rst", "silence"])


@ways
def test_where_nothing_tells_a_repeat_it_is_sent_once_and_unknown(stage: Stage, how: str) -> None:
    """No library, and no policy, sends it a second time behind our back."""
    with Dropper(how, drops=9).listening() as receiver:
        add(stage.store, a_post("c/s/hold", NOON))
        stage.play([webhook(receiver.url)], until=HOUR)
    assert [key for key, _ in receiver.journal] == ["c/s/hold#1"]
    assert stage.states() == {"c/s/hold#1": PartState.UNKNOWN}


@ways
def test_where_a_repeat_is_told_it_comes_again_byte_for_byte(stage: Stage, how: str) -> None:
    """The same key and the same bytes each time, until it is known to have arrived."""
    with Dropper(how, drops=2).listening() as receiver:
        add(stage.store, a_post("c/s/hold", NOON))
        endpoint = webhook(receiver.url, on_unknown=OnUnknown.RESEND)
        stage.play([endpoint], until=HOUR)
    assert len(receiver.journal) == 3
    assert len(set(receiver.journal)) == 1
    assert stage.states() == {"c/s/hold#1": PartState.DELIVERED}
