"""The daemon itself: refill, hand over, reconcile, step, stop in order."""

import asyncio
import logging
import os
import signal
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

from scheduler.clock import Clock, SteppingClock
from scheduler.daemon.handoff import LocalHandoff
from scheduler.daemon.timer import Timer
from scheduler.daemon.watchdog import Watchdog
from scheduler.delivery import Delivery
from scheduler.errors import TminusError
from scheduler.model import OnUnknown
from scheduler.queue import Committer, Due, Reconciled, Store

REFILL_SECONDS = 1
RECONCILE_SECONDS = 2
HORIZON = timedelta(seconds=15)
BATCH = 1000
DRAIN_SECONDS = 25
JUMP_SECONDS = 2
CLOCK = "clock"
"""The name under which a rehearsal's queue keeps the stepping clock's position."""

log = logging.getLogger(__name__)


class Daemon:
    """Refills the timer from the queue, hands due parts to delivery, closes windows, and stops in order."""

    def __init__(
        self,
        *,
        committer: Committer,
        delivery: Delivery,
        clock: Clock,
        policies: Mapping[str, OnUnknown],
        owner: str,
        report: Callable[[Reconciled], None],
    ) -> None:
        self._committer = committer
        self._delivery = delivery
        self._clock = clock
        self._policies = policies
        self._owner = owner
        self._report = report
        self._hinted: dict[int, datetime] = {}
        self._looked_at = time.monotonic()

    async def run(self) -> int:
        """Run until told to stop (or, on the stepping clock, until nothing is left) and return the exit code."""
        self._changed = asyncio.Event()
        self._stopping = asyncio.Event()
        self._handoff = LocalHandoff(self._delivery, self._changed)
        self._timer = Timer()
        self._listen()
        await self._take_over()
        self._timer.every(RECONCILE_SECONDS, self._reconcile)
        if not isinstance(self._clock, SteppingClock):
            self._timer.every(REFILL_SECONDS, self._refill)
        self._timer.start()
        watchdog = Watchdog(lambda: time.monotonic() - self._looked_at)
        try:
            await self._main()
        finally:
            watchdog.stop()
            drained = await self._handoff.drain(DRAIN_SECONDS)
            self._timer.stop()
            await self._committer.run(lambda store: store.release_beat(self._owner))
        return 0 if drained else 1

    async def _main(self) -> None:
        if isinstance(self._clock, SteppingClock):
            await self._step_through(self._clock)
            return
        wall, monotonic = time.time(), time.monotonic()
        while not self._stopping.is_set():
            await self._wait_for_change(1)
            passed = time.monotonic() - monotonic
            if abs(time.time() - wall - passed) > JUMP_SECONDS:
                self._clock_jumped(time.time() - wall - passed)
            wall, monotonic = time.time(), time.monotonic()

    def _clock_jumped(self, seconds: float) -> None:
        log.warning("the clock jumped by %.0f seconds; every wait is measured again", seconds)
        self._timer.measure_again()
        self._hinted.clear()

    async def _wait_for_change(self, seconds: float) -> None:
        """Wait until a delivery ended or the daemon is to stop, at most so long; then refill at once."""
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return
        self._changed.clear()
        try:
            await self._refill()
        except TminusError as error:
            log.warning("the queue could not be read, and is read again: %s", error)

    def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)

    def stop(self) -> None:
        """Begin nothing more and end what is on its way; a second call ends the process at once."""
        if self._stopping.is_set():
            log.warning("stopped at once; what was on its way is unknown")
            os._exit(1)
        self._stopping.set()
        self._changed.set()

    async def _take_over(self) -> None:
        now = self._clock.now()
        self._report(
            await self._committer.run(
                lambda store: store.take_over(owner=self._owner, now=now, policies=self._policies),
            ),
        )

    async def _refill(self) -> None:
        """Add a date job for each part that becomes ready within the horizon."""
        if self._stopping.is_set():
            return
        now = self._clock.now()
        horizon = timedelta() if isinstance(self._clock, SteppingClock) else HORIZON
        for due in await self._committer.run(lambda store: store.upcoming(now + horizon, BATCH)):
            if self._hinted.get(due.part_id) == due.ready_at:
                continue
            self._hinted[due.part_id] = due.ready_at
            self._timer.at(self._clock.wall(max(due.ready_at, now)), due.part_id, self._fire, due)
        self._looked_at = time.monotonic()

    async def _fire(self, due: Due) -> None:
        self._hinted.pop(due.part_id, None)
        if not self._stopping.is_set():
            self._handoff.offer([due])
        self._changed.set()

    async def _reconcile(self) -> None:
        now, wall_now = self._clock.now(), datetime.now(UTC)

        def work(store: Store) -> Reconciled:
            store.beat(self._owner, os.getpid(), wall_now)
            return store.reconcile(now=now, wall_now=wall_now, policies=self._policies)

        self._report(await self._committer.run(work))
        self._looked_at = time.monotonic()

    async def _step_through(self, clock: SteppingClock) -> None:
        """Play the queue to its end: wait until nothing is due or on its way, then jump."""
        while not self._stopping.is_set():
            await self._reconcile()
            await self._refill()
            if self._hinted or self._handoff.busy:
                self._changed.clear()
                if self._hinted or self._handoff.busy:
                    await self._changed.wait()
                continue
            following = await self._committer.run(lambda store: store.next_instant(clock.now()))
            if following is None:
                return
            if following <= clock.now():
                raise RuntimeError(f"the rehearsal stands still at {following:%Y-%m-%d %H:%M:%S}")
            await self._committer.run(partial(_keep_position, following))
            clock.step(following)


def _keep_position(position: datetime, store: Store) -> None:
    """Store the stepping clock's position, so that a killed daemon resumes it."""
    store.set_meta(CLOCK, position.isoformat())
