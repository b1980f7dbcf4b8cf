"""Group commit: while one transaction is being written, the calls that arrive become the next one.

A durable commit costs the disk one wait, however many rows it holds; with one transaction a call, a hundred slots would
queue up behind a hundred waits. The transactions run on one thread of their own, so that a slow disk never stops the
event loop.
"""

import asyncio
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self, TypeVar

from scheduler.clock import Clock
from scheduler.errors import TminusError
from scheduler.model import PartState, Phase, Rate
from scheduler.queue.begin import Beginning, Begun, begin
from scheduler.queue.restraint.breaker import Breaker
from scheduler.queue.restraint.limits import Terms, arrived
from scheduler.queue.settle import Settled, settle
from scheduler.queue.settlement import Settlement
from scheduler.queue.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Call:
    """What one caller wants written, and where it hears what came of it."""

    settlements: list[Settlement]
    ids: list[int]
    told: "asyncio.Future[tuple[list[int], list[Begun]]]"

    def tell(self, kept: list[int], begun: list[Begun]) -> bool:
        """Give the caller its result, and return whether it is still there."""
        if self.told.done():
            return False
        self.told.set_result((kept, begun))
        return True

    def fail(self, error: Exception) -> None:
        """Give the caller an error."""
        if not self.told.done():
            self.told.set_exception(error)


class Committer:
    """The only way by which a running event loop writes to the queue.

    `owner` is whose attempts it begins, `lease` for how long of wall time each is its owner's, `rates` what channels
    are held to. Use it as an async context manager, or close it: what was asked before is then still written. `turned`
    hears of a breaker that opened or closed, `waits` until when (wall time) a channel is to wait: both before whoever
    asked for the transaction hears what came of it.
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
        self.lease = lease
        self.rates: Mapping[str, Sequence[Rate]] = {}
        self.turned: Callable[[str, Breaker], None] = lambda _name, _breaker: None
        self.waits: Callable[[str, datetime], None] = lambda _name, _until: None
        self._wall = wall
        self._waiting: list[_Call] = []
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
        return (await self._ask((), part_ids))[1]

    async def settle(self, settlements: Iterable[Settlement]) -> list[int]:
        """Settle attempts in the next transaction; return the ids of the parts whose attempt was still its owner's.

        A caller that is cancelled meanwhile does not take its settlement back.
        """
        return (await self._ask(settlements, ()))[0]

    async def hand_on(self, settlement: Settlement, part_ids: Iterable[int]) -> tuple[bool, list[Begun]]:
        """Settle an attempt, and begin parts in its place: both or, if this raises, neither.

        So a slot is handed on from one part to the next in one transaction, and never holds two.
        """
        kept, begun = await self._ask((settlement,), part_ids)
        return bool(kept), begun

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

    async def _ask(self, settlements: Iterable[Settlement], ids: Iterable[int]) -> tuple[list[int], list[Begun]]:
        """Join the next transaction, and see to it that there is one."""
        if self._closed:
            raise RuntimeError("the committer is closed")
        loop = asyncio.get_running_loop()
        call = _Call(list(settlements), list(ids), loop.create_future())
        self._waiting.append(call)
        if self._flushing is None:
            self._flushing = loop.create_task(self._flush())
        return await call.told

    async def _flush(self) -> None:
        """Write what was asked for until nobody waits."""
        try:
            while self._waiting:
                calls, self._waiting = self._waiting, []
                await self._commit(calls)
        finally:
            self._flushing = None

    async def _commit(self, calls: list[_Call]) -> None:
        """Write these calls in one transaction, and tell each what came of it."""
        loop = asyncio.get_running_loop()
        now, lease_until = self._clock.now(), self._wall() + self.lease
        try:
            settled, begun = await loop.run_in_executor(self._thread, self._write, calls, now, lease_until)
        except Exception as error:  # noqa: BLE001 - it belongs to those who wait, whatever it is
            if len(calls) == 1 or isinstance(error, TminusError):
                for call in calls:
                    call.fail(error)
                return
            for call in sorted(calls, key=lambda call: not call.settlements):
                await self._commit([call])  # it is the fault of one, and nothing was written: the others go through
            return
        for name, breaker in settled.turned.items():
            self.turned(name, breaker)
        for name, until in begun.waits.items():
            self.waits(name, until)
        kept = {id(each) for each in settled.kept}
        mine = {each.part_id: each for each in begun.begun}
        for call in calls:
            won = [mine.pop(id_) for id_ in call.ids if id_ in mine]
            if not call.tell([each.part_id for each in call.settlements if id(each) in kept], won) and won:
                self._take_back(won)

    def _write(self, calls: list[_Call], now: datetime, lease_until: datetime) -> tuple[Settled, Beginning]:
        """Settle first: a part that was delivered makes the next of its thread ready.

        Rates go by the time at which it is this transaction's turn: another process may have had its turn meanwhile.
        """
        settlements = [each for call in calls for each in call.settlements]
        ids = [id_ for call in calls for id_ in call.ids]
        with self._store.writing() as connection:
            settled = settle(connection, settlements, now=now) if settlements else Settled(kept=[], turned={})
            if self.rates:
                ended = ((each.part_id, each.attempt) for each in settlements)
                arrived(connection, ended, self.rates.keys(), self._wall())
            terms = Terms(wall_now=self._wall(), rates=self.rates, chance=random.random())  # noqa: S311 - jitter
            begun = Beginning(begun=[], waits={})
            if ids:
                begun = begin(connection, ids, owner=self.owner, now=now, lease_until=lease_until, terms=terms)
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
        unheard: asyncio.Future[tuple[list[int], list[Begun]]] = asyncio.get_running_loop().create_future()
        unheard.add_done_callback(lambda done: done.exception())  # if it fails, the lease says the rest
        self._waiting.append(_Call(settlements, [], unheard))
