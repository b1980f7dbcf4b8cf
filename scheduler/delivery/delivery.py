"""The shell around an attempt: who may start when, and that none is lost."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.clock import Clock
from scheduler.delivery.lane import Lane
from scheduler.delivery.policy import Result, settlement_of
from scheduler.delivery.sending import send
from scheduler.destinations import Endpoint
from scheduler.model import PartState, Phase, Unknown
from scheduler.queue import Begun, Committer, Settlement

log = logging.getLogger(__name__)

SLOTS = 32
SETTLE_AGAIN_SECONDS = (0.1, 0.5, 2.0, 5.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One attempt that came to its end, for the daemon's one line a delivery.

    `at` is campaign time, `ready_at` when the part may be sent again (None: it is not). `kept` is False if the queue
    had given the attempt up meanwhile: it changed nothing then.
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
        self._in_flight: set[asyncio.Task[None]] = set()
        self._draining = False

    @property
    def busy(self) -> int:
        """How many parts wait for their turn or are in flight; while it is not 0 a stepping clock stands still."""
        return len(self._here)

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
        except Exception:
            log.exception("part %d could not be begun; it is offered again later", part_id)
        finally:
            if begun is None:
                self._slots.release()
        if begun is None:
            return None
        lane.note_start()
        task = asyncio.get_running_loop().create_task(self._attempt(begun, lane))
        self._in_flight.add(task)
        task.add_done_callback(lambda done: self._ended(part_id, done))
        return task

    def _ended(self, part_id: int, task: asyncio.Task[None]) -> None:
        self._in_flight.discard(task)
        self._here.discard(part_id)
        self._slots.release()

    async def _attempt(self, begun: Begun, lane: Lane) -> None:
        """Send and settle one part that was begun."""
        start = lane.time()
        try:
            result = await send(begun, lane, self._clock.now())
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
        for pause in (*SETTLE_AGAIN_SECONDS, None):
            try:
                kept = await self._committer.settle([settlement])
            except Exception:
                log.exception("%s: %s could not be written down", begun.key, settlement.outcome)
                if pause is not None:
                    await asyncio.sleep(pause)
            else:
                if not kept:
                    log.warning("%s: %s came after the attempt was given up", begun.key, settlement.outcome)
                return bool(kept)
        log.error("%s: %s is not in the queue; its lease will end as unknown", begun.key, settlement.outcome)
        return False

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
    )
