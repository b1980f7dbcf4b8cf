"""The daemon itself: refill, hand over, reconcile, step, stop in order."""

import asyncio
import logging
import os
import signal
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from math import inf

from scheduler.clock import Clock, SteppingClock
from scheduler.daemon.handoff import LocalHandoff
from scheduler.daemon.housekeeping import Housekeeping
from scheduler.daemon.jumps import Jumps
from scheduler.daemon.news import ClockJumped, News, Pulse, Reloaded
from scheduler.daemon.notify import Notifier
from scheduler.daemon.pace import Pace
from scheduler.daemon.refill import Refill
from scheduler.daemon.reload import Reload
from scheduler.daemon.stepping import step
from scheduler.daemon.timer import Timer
from scheduler.daemon.watchdog import STALL_SECONDS, Watchdog
from scheduler.delivery import Delivery, Trouble, lease_of
from scheduler.destinations import Endpoint
from scheduler.model import OnLost
from scheduler.queue import Committer, Reconciled

REFILL_SECONDS = 1
FORGET_SECONDS = 60
RECONCILE_SECONDS = 2
BETWEEN_LOOKS_SECONDS = 0.05
"""While deliveries end one after another, the queue is looked at again no sooner than this."""
DRAIN_SECONDS = 25
LOOKING = "looking at the queue"
SENDING = "sends what is due"
ONE_CALL_SECONDS = 0.1

log = logging.getLogger(__name__)


class Daemon:
    """Refills the timer from the queue, hands due parts to delivery, closes windows, and stops in order.

    `report` hears what time did to parts, `tell` everything else worth a line. `reread` reads the channels again, for
    SIGHUP: in a thread, and raising TminusError where they cannot be used. `stop_at` ends a rehearsal before its end.
    """

    def __init__(  # noqa: PLR0913 - what a daemon is made of, by name
        self,
        *,
        committer: Committer,
        delivery: Delivery,
        clock: Clock,
        policies: Mapping[str, OnLost],
        owner: str,
        report: Callable[[Reconciled], None],
        tell: Callable[[News], None] = lambda _: None,
        reread: Callable[[], Mapping[str, Endpoint]] | None = None,
        keep: timedelta | None = None,
        stop_at: datetime | None = None,
        jumps: Jumps | None = None,
    ) -> None:
        self._stop_at = stop_at
        self._jumps = jumps or Jumps()
        self._committer = committer
        self._delivery = delivery
        self._clock = clock
        self._tell = tell
        self._house = Housekeeping(
            committer=committer,
            clock=clock,
            owner=owner,
            policies=policies,
            routes=lambda: self._delivery.routes,
            in_flight=lambda: delivery.in_flight,
            report=report,
            tell=tell,
            keep=keep,
        )
        self._notifier = Notifier()
        self._reload = Reload(reread, self._use, self._reloaded)
        self._trouble = Trouble()
        self._looked_at = time.monotonic()
        self._told_to_stop_at = -inf

    async def run(self) -> int:
        """Run until told to stop (or, on the stepping clock, until nothing is left) and return the exit code.

        Raises TminusError `queue-replaced` once the file of the queue is not the one it was.
        """
        self._changed = asyncio.Event()
        self._stopping = asyncio.Event()
        self._handoff = LocalHandoff(self._delivery, self._changed)
        self._timer = Timer(self._trouble)
        stepping = isinstance(self._clock, SteppingClock)
        pace = Pace(None if stepping else self._clock.now())
        self._refill = Refill(self._committer, self._clock, self._timer, self._handoff, self._delivery.enough, pace)
        self._listen()
        await self._house.take_over(self._stopping, self._trouble)
        self._timer.every(RECONCILE_SECONDS, self._reconcile)
        if not stepping:
            self._timer.every(REFILL_SECONDS, self._look_ahead)
            if self._house.keep:
                self._timer.every(FORGET_SECONDS, self._forget)
        self._timer.start()
        self._notifier.ready(SENDING)
        watchdog = Watchdog(self._seconds_since_look)
        try:
            await self._main()
        finally:
            self._notifier.stopping()
            watchdog.stop()
            drained = await self._handoff.drain(DRAIN_SECONDS)
            await self._timer.stop()
            await self._house.say_goodbye()
        if self._house.gone:
            raise self._house.gone
        return 0 if drained else 1

    async def _main(self) -> None:
        if isinstance(self._clock, SteppingClock):
            await self._step_through(self._clock)
            return
        while not self._stopping.is_set():
            await self._wait_for_change(1)
            if self._seconds_since_look() < STALL_SECONDS:
                self._notifier.alive()
            if seconds := self._jumps.since_last_look():
                self._clock_jumped(seconds)

    @property
    def pulse(self) -> Pulse:
        """How the daemon is, for monitors."""
        return Pulse(
            stopping=self._stopping.is_set(),
            looked_seconds_ago=self._seconds_since_look(),
            reload_worked=self._reload.worked,
        )

    def _seconds_since_look(self) -> float:
        return time.monotonic() - self._looked_at

    def _clock_jumped(self, seconds: float) -> None:
        log.warning("the clock jumped by %+.0f seconds; every wait is measured again", seconds)
        self._tell(ClockJumped(seconds=seconds))
        self._timer.measure_again()
        self._refill.forget()

    async def _wait_for_change(self, seconds: float) -> None:
        """Wait until a delivery ended or the daemon is to stop, at most so long; then look at the queue at once."""
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return
        try:
            await self._look_again()
        except Exception as error:  # noqa: BLE001 - the next look may succeed, and a daemon that ends sends nothing
            self._trouble.met(error, LOOKING)
            await asyncio.sleep(BETWEEN_LOOKS_SECONDS)
        else:
            self._trouble.over(LOOKING)

    async def _look_again(self) -> None:
        """Look at what is due; where deliveries end one after another, together for several of them."""
        if self._handoff.busy and not self._stopping.is_set():
            await self._handoff.wait_until_quiet(BETWEEN_LOOKS_SECONDS)
        self._changed.clear()
        await self._look()

    def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        loop.add_signal_handler(signal.SIGHUP, self.reload)

    def reload(self) -> None:
        """Read the channels again."""
        self._notifier.reloading()
        self._reload.ask()

    def _use(self, endpoints: Mapping[str, Endpoint]) -> list[str]:
        """Go by other channels from now on; return what changed, in words."""
        self._house.policies = {name: each.on_lost for name, each in endpoints.items()}
        self._committer.lease = lease_of(endpoints.values())
        return self._delivery.use(endpoints)

    def _reloaded(self, news: Reloaded) -> None:
        self._tell(news)
        self._notifier.ready(SENDING)
        self._changed.set()

    def stop(self) -> None:
        """Begin nothing more and end what is on its way; a second call ends the process at once.

        Signals come in pairs where a shell passes on to its whole group what it sent to the process: that is one call.
        """
        if self._stopping.is_set():
            if time.monotonic() - self._told_to_stop_at < ONE_CALL_SECONDS:
                return
            log.warning("stopped at once; what was on its way is unknown")
            os._exit(1)
        self._told_to_stop_at = time.monotonic()
        self._stopping.set()
        self._changed.set()

    async def _look(self) -> None:
        """Hint at what is due."""
        try:
            if not self._stopping.is_set():
                await self._refill.due(self._clock.now())
        finally:
            self._looked_at = time.monotonic()

    async def _look_ahead(self) -> None:
        """Hint at what is due, and at what soon will be."""
        await self._look()
        if not self._stopping.is_set():
            await self._refill.soon(self._clock.now())

    async def _reconcile(self) -> None:
        """Let time do its work; where the queue is not ours any more, stop."""
        try:
            await self._house.reconcile()
        finally:
            self._looked_at = time.monotonic()
            if self._house.gone:
                self._stopping.set()
                self._changed.set()

    async def _forget(self) -> None:
        if not self._stopping.is_set():
            await self._house.forget()

    async def _step_through(self, clock: SteppingClock) -> None:
        """Play the queue to its end: wait until nothing is due or on its way, then jump."""
        while not self._stopping.is_set():
            await self._reconcile()
            await self._look()
            while self._refill.busy and not self._stopping.is_set():
                await self._changed.wait()
                await self._look_again()
            if self._stopping.is_set() or not await step(self._committer, clock, self._stop_at):
                return
