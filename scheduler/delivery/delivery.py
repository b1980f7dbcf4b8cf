"""The shell around an attempt: who may start when, and that none is lost."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from scheduler.clock import Clock
from scheduler.delivery.lane import Lane
from scheduler.delivery.policy import Result, settlement_of
from scheduler.delivery.sending import send
from scheduler.delivery.trouble import Trouble
from scheduler.destinations import Endpoint
from scheduler.errors import TminusError
from scheduler.model import PartState, Phase, Retry, Unknown
from scheduler.queue import Begun, Committer, Settlement

log = logging.getLogger(__name__)

SLOTS = 32
BEGIN_AGAIN_SECONDS = 1.0
SETTLE_AGAIN_SECONDS = (0.1, 0.5, 2.0, 5.0)
"""Pauses between tries to write down an outcome. Where the queue refuses, the last one is repeated until it does not:
as long as this process lives, what became of an attempt is known. A fault of tminus itself is not tried for ever."""
BEGINNING, SETTLING = "beginning a post", "writing down what became"
ENOUGH = 8
"""How many parts in hand keep a channel busy until the queue is read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One attempt that came to its end, for the daemon's one line a delivery.

    `at` is campaign time, `ready_at` when the part may be sent again (None: it is not). `kept` is False if the queue
    had given the attempt up meanwhile: it changed nothing then. `paused` says that the answer closed the channel.
    """

    key: str
    channel: str
    attempt: int
    outcome: str
    state: PartState
    phase: Phase | None
    status: int | None
    reason: str | None
    receipt: str | None
    ready_at: datetime | None
    at: datetime
    duration: timedelta
    kept: bool
    paused: bool = False


class Delivery:
    """Delivers parts, each channel on its own: at most `concurrency` attempts of a channel, `slots` of all at a time.

    `report` is called with every attempt that ended. `chance` gives the jitter, in [0, 1).
    """

    def __init__(
        self,
        committer: Committer,
        endpoints: Mapping[str, Endpoint],
        clock: Clock,
        owner: str,
        report: Callable[[Sent], None] = lambda _: None,
        *,
        slots: int = SLOTS,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._committer = committer
        self._clock = clock
        self._owner = owner
        self._report = report
        self._chance = chance
        self._lanes = {channel: Lane(endpoint) for channel, endpoint in endpoints.items()}
        self._slots = asyncio.Semaphore(slots)
        self._here: set[int] = set()
        self._in_flight: dict[asyncio.Task[None], int] = {}
        self._draining = False
        self._trouble = Trouble()

    @property
    def busy(self) -> int:
        """How many parts wait for their turn or are in flight; while it is not 0 a stepping clock stands still."""
        return len(self._here)

    @property
    def in_flight(self) -> frozenset[int]:
        """The parts that were begun here and are not settled yet: whatever their leases say, they are not lost."""
        return frozenset(self._in_flight.values())

    def enough(self, channel: str) -> int:
        """Return how many parts in hand keep a channel busy for a while."""
        lane = self._lanes.get(channel)
        return max(ENOUGH, 2 * lane.endpoint.concurrency) if lane else ENOUGH

    async def deliver(self, part_ids: Iterable[int], channel: str) -> None:
        """Begin, send and settle those of these parts of one channel that may be sent now; return when all are done.

        The ids are hints: one that cannot be begun, or is being delivered already, is passed over. Cancelling the call
        drops the parts that were not begun; the others run to their end. No fault of an attempt comes out of here.
        """
        lane = self._lanes.get(channel)
        if lane is None:
            await self._pause(channel)
            return
        await asyncio.gather(*(self._deliver(part_id, lane) for part_id in part_ids))

    async def drain(self) -> None:
        """Begin nothing more, and wait until what is in flight is settled."""
        self._draining = True
        while self._in_flight:
            await asyncio.wait(self._in_flight)

    async def _deliver(self, part_id: int, lane: Lane) -> None:
        if part_id in self._here:
            return
        self._here.add(part_id)
        task = None
        try:
            async with lane.slots:
                async with lane.gate:
                    task = await self._begin(part_id, lane)
                if task:
                    await asyncio.shield(task)
        finally:
            if task is None:
                self._here.discard(part_id)

    async def _begin(self, part_id: int, lane: Lane) -> asyncio.Task[None] | None:
        """Wait for the rate and a slot, begin, and return the running attempt; None if there is nothing to send."""
        await lane.wait_for_rate()
        await self._slots.acquire()
        begun = None
        try:
            if not self._draining:
                begun = next(iter(await self._committer.begin([part_id])), None)
                self._trouble.over(BEGINNING)
        except Exception as error:  # noqa: BLE001 - the part is as it was, and is offered again
            self._trouble.met(error, BEGINNING)
            await asyncio.sleep(BEGIN_AGAIN_SECONDS)
        finally:
            if begun is None:
                self._slots.release()
        if begun is None:
            return None
        lane.note_start()
        task = asyncio.get_running_loop().create_task(self._attempt(begun, lane))
        self._in_flight[task] = part_id
        task.add_done_callback(lambda done: self._ended(part_id, done))
        return task

    def _ended(self, part_id: int, task: asyncio.Task[None]) -> None:
        del self._in_flight[task]
        self._here.discard(part_id)
        self._slots.release()

    async def _attempt(self, begun: Begun, lane: Lane) -> None:
        """Send and settle one part that was begun."""
        start = lane.time()
        try:
            if datetime.now(UTC) < begun.lease_until:
                result = await send(begun, lane, self._clock.now())
            else:  # this process stood still, and the part may be somebody else's by now
                result = Result(outcome=Retry(reason="its lease ran out before it was sent"), phase=Phase.NOT_SENT)
        except Exception as error:
            log.exception("%s: a fault of tminus during the attempt", begun.key)
            reason = f"a fault of tminus: {type(error).__name__}"
            result = Result(outcome=Unknown(phase=Phase.PARTIAL, reason=reason), phase=Phase.PARTIAL)
        now = self._clock.now()
        lane.note_wish(result.outcome, now)
        settlement = settlement_of(begun, result, lane.endpoint, now, self._chance())
        kept = await self._settle(begun, settlement)
        try:
            self._report(_sent(begun, settlement, now, timedelta(seconds=lane.time() - start), kept=kept))
        except Exception:
            log.exception("%s: its delivery could not be reported", begun.key)

    async def _settle(self, begun: Begun, settlement: Settlement) -> bool:
        """Settle, more than once if the queue is in trouble; return whether the attempt was still ours."""
        pauses = iter(SETTLE_AGAIN_SECONDS)
        while True:
            try:
                kept = await self._committer.settle([settlement])
            except Exception as error:  # noqa: BLE001 - an outcome is not dropped because of what a library raises
                self._trouble.met(error, SETTLING, f" of {begun.key} ({settlement.outcome})")
                pause = next(pauses, SETTLE_AGAIN_SECONDS[-1] if isinstance(error, TminusError) else None)
            else:
                self._trouble.over(SETTLING)
                if not kept:
                    log.warning("%s: %s came after the attempt was given up", begun.key, settlement.outcome)
                return bool(kept)
            if pause is None:
                log.error("%s: %s is not in the queue; its lease will end as unknown", begun.key, settlement.outcome)
                return False
            await asyncio.sleep(pause)

    async def _pause(self, channel: str) -> None:
        reason = "it is not in config/channels.yaml"
        log.warning("channel %s is paused: %s", channel, reason)
        now = self._clock.now()
        await self._committer.run(lambda store: store.pause_channel(channel, reason, now=now, user=self._owner))


def _sent(begun: Begun, settlement: Settlement, at: datetime, duration: timedelta, *, kept: bool) -> Sent:
    return Sent(
        key=begun.key,
        channel=begun.channel,
        attempt=begun.attempt,
        outcome=settlement.outcome,
        state=settlement.state,
        phase=settlement.phase,
        status=settlement.status,
        reason=settlement.reason,
        receipt=settlement.receipt,
        ready_at=settlement.ready_at,
        at=at,
        duration=duration,
        kept=kept,
        paused=settlement.pause_channel and kept,
    )
