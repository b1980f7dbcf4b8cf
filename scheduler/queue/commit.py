"""Group commit: while one transaction is being written, the calls that arrive become the next one.

A durable commit costs the disk one wait, however many rows it holds; with one transaction a call, a hundred slots would
queue up behind a hundred waits. The transactions run on one thread of their own, so that a slow disk never stops the
event loop.
"""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self, TypeVar

from scheduler.clock import Clock
from scheduler.model import PartState, Phase
from scheduler.queue.begin import Begun, begin
from scheduler.queue.settle import Settlement, settle
from scheduler.queue.store import Store

T = TypeVar("T")


@dataclass
class _Group:
    """The calls of one transaction, with those who wait for them."""

    begins: list[tuple[list[int], "asyncio.Future[list[Begun]]"]] = field(default_factory=list)
    settles: list[tuple[list[Settlement], "asyncio.Future[list[int]]"]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.begins or self.settles)


class Committer:
    """The only way by which a running event loop writes to the queue.

    `owner` is whose attempts it begins, `lease` for how long of wall time each is its owner's. Use it as an async
    context manager, or close it: what was asked before is then still written.
    """

    def __init__(
        self,
        store: Store,
        *,
        owner: str,
        clock: Clock,
        lease: timedelta = timedelta(seconds=60),
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.owner = owner
        self._store = store
        self._clock = clock
        self._lease = lease
        self._wall = wall
        self._waiting = _Group()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="queue")
        self._flushing: asyncio.Task[None] | None = None
        self._closed = False

    async def __aenter__(self) -> Self:
        """Return the committer, to be closed when the block ends."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self.close()

    async def begin(self, part_ids: Iterable[int]) -> list[Begun]:
        """Begin those of the parts that may be sent now, in the next transaction.

        If the caller is cancelled before it learns what was begun, nothing of it was sent, and it is scheduled again.
        """
        result: asyncio.Future[list[Begun]] = asyncio.get_running_loop().create_future()
        self._join().begins.append((list(part_ids), result))
        return await result

    async def settle(self, settlements: Iterable[Settlement]) -> list[int]:
        """Settle attempts in the next transaction; return the ids of the parts whose attempt was still its owner's.

        A caller that is cancelled meanwhile does not take its settlement back.
        """
        result: asyncio.Future[list[int]] = asyncio.get_running_loop().create_future()
        self._join().settles.append((list(settlements), result))
        return await result

    async def run(self, work: Callable[[Store], T]) -> T:
        """Call a verb of the store on the committer's thread, between its transactions."""
        if self._closed:
            raise RuntimeError("the committer is closed")
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self._store)

    async def close(self) -> None:
        """Write what was asked for, refuse what comes later, and end the thread."""
        self._closed = True
        while self._flushing:
            await asyncio.wait([self._flushing])
        self._thread.shutdown()

    def _join(self) -> _Group:
        """Return the group of the next transaction, and see to it that there is one."""
        if self._closed:
            raise RuntimeError("the committer is closed")
        if self._flushing is None:
            self._flushing = asyncio.get_running_loop().create_task(self._flush())
        return self._waiting

    async def _flush(self) -> None:
        """Write groups until nobody waits."""
        try:
            while self._waiting:
                group, self._waiting = self._waiting, _Group()
                await self._commit(group)
        finally:
            self._flushing = None

    async def _commit(self, group: _Group) -> None:
        """Write one group, and tell everyone who waits for it what came of it."""
        loop = asyncio.get_running_loop()
        now, lease_until = self._clock.now(), self._wall() + self._lease
        try:
            settled, begun = await loop.run_in_executor(self._thread, self._write, group, now, lease_until)
        except Exception as error:  # noqa: BLE001 - it belongs to those who wait, whatever it is
            waiters: list[asyncio.Future[Any]] = [call[1] for call in group.begins] + [
                call[1] for call in group.settles
            ]
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_exception(error)
            return
        kept = {id(each) for each in settled}
        for asked, told in group.settles:
            _tell(told, [each.part_id for each in asked if id(each) in kept])
        mine = {each.part_id: each for each in begun}
        for wanted, told_begun in group.begins:
            won = [mine.pop(id_) for id_ in wanted if id_ in mine]
            if not _tell(told_begun, won) and won:
                self._take_back(won)

    def _write(self, group: _Group, now: datetime, lease_until: datetime) -> tuple[list[Settlement], list[Begun]]:
        """Settle first: a part that was delivered makes the next of its thread ready."""
        settlements = [each for asked, _ in group.settles for each in asked]
        ids = [id_ for asked, _ in group.begins for id_ in asked]
        with self._store.writing() as connection:
            settled = settle(connection, settlements, now=now) if settlements else []
            begun = begin(connection, ids, owner=self.owner, now=now, lease_until=lease_until) if ids else []
        return settled, begun

    def _take_back(self, begun: Iterable[Begun]) -> None:
        """Schedule again what nobody is left to send; the next transaction of the running flush writes it."""
        settlements = [
            Settlement(
                part_id=each.part_id,
                attempt=each.attempt,
                owner=each.owner,
                state=PartState.SCHEDULED,
                outcome="retry",
                phase=Phase.NOT_SENT,
                reason="cancelled before it was sent",
            )
            for each in begun
        ]
        unheard: asyncio.Future[list[int]] = asyncio.get_running_loop().create_future()
        unheard.add_done_callback(lambda done: done.exception())  # if it fails, the lease says the rest
        self._waiting.settles.append((settlements, unheard))


def _tell(waiter: "asyncio.Future[T]", result: T) -> bool:
    """Give a waiter its result, and return whether it is still there."""
    if waiter.done():
        return False
    waiter.set_result(result)
    return True
