"""The daemon itself: refill, hand over, reconcile, step, stop in order."""

import asyncio
import logging
import os
import signal
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from math import inf

from scheduler.clock import Clock, SteppingClock
from scheduler.daemon.catch_up import CatchUp
from scheduler.daemon.handoff import LocalHandoff
from scheduler.daemon.news import ClockJumped, News, Pulse, Reloaded
from scheduler.daemon.notify import Notifier
from scheduler.daemon.pace import Pace
from scheduler.daemon.refill import Refill
from scheduler.daemon.reload import Reload
from scheduler.daemon.timer import Timer
from scheduler.daemon.watchdog import STALL_SECONDS, Watchdog
from scheduler.delivery import Delivery, Trouble, lease_of
from scheduler.destinations import Endpoint
from scheduler.errors import TminusError
from scheduler.model import OnUnknown
from scheduler.queue import Committer, Reconciled, Store

REFILL_SECONDS = 1
FORGET_SECONDS = 60
RECONCILE_SECONDS = 2
BETWEEN_LOOKS_SECONDS = 0.05
"""While deliveries end one after another, the queue is looked at again no sooner than this."""
DRAIN_SECONDS = 25
LOOKING = "looking at the queue"
SENDING = "sends what is due"
ONE_CALL_SECONDS = 0.1
JUMP_SECONDS = 2
CLOCK = "clock"
"""The name under which a rehearsal's queue keeps the stepping clock's position."""

log = logging.getLogger(__name__)


class Daemon:
    """Refills the timer from the queue, hands due parts to delivery, closes windows, and stops in order.

    `report` hears what time did to parts, `tell` everything else worth a line. `reread` reads the channels again, for
    SIGHUP: in a thread, and raising TminusError where they cannot be used.
    """

    def __init__(  # noqa: PLR0913 - what a daemon is made of, by name
        self,
        *,
        committer: Committer,
        delivery: Delivery,
        clock: Clock,
        policies: Mapping[str, OnUnknown],
        owner: str,
        report: Callable[[Reconciled], None],
        tell: Callable[[News], None] = lambda _: None,
        reread: Callable[[], Mapping[str, Endpoint]] | None = None,
        keep: timedelta | None = None,
    ) -> None:
        self._keep = keep
        self._committer = committer
        self._delivery = delivery
        self._clock = clock
        self._policies = policies
        self._owner = owner
        self._report = report
        self._tell = tell
        self._notifier = Notifier()
        self._reload = Reload(reread, self._use, self._reloaded)
        self._catch_up: CatchUp | None = None
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
        self._gone: TminusError | None = None
        self._listen()
        await self._take_over()
        self._timer.every(RECONCILE_SECONDS, self._reconcile)
        if not stepping:
            self._timer.every(REFILL_SECONDS, self._look_ahead)
            if self._keep:
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
            self._timer.stop()
            await self._say_goodbye()
        if self._gone:
            raise self._gone
        return 0 if drained else 1

    async def _main(self) -> None:
        if isinstance(self._clock, SteppingClock):
            await self._step_through(self._clock)
            return
        wall, monotonic = time.time(), time.monotonic()
        while not self._stopping.is_set():
            await self._wait_for_change(1)
            if self._seconds_since_look() < STALL_SECONDS:
                self._notifier.alive()
            passed = time.monotonic() - monotonic
            if abs(time.time() - wall - passed) > JUMP_SECONDS:
                self._clock_jumped(time.time() - wall - passed)
            wall, monotonic = time.time(), time.monotonic()

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
        self._policies = {name: each.on_lost for name, each in endpoints.items()}
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

    async def _take_over(self) -> None:
        """Find out what was due meanwhile and what a dead daemon left; wait where the queue is busy just now."""

        def work(store: Store) -> Reconciled:
            now = self._clock.now()
            if not isinstance(self._clock, SteppingClock):
                self._catch_up = self._catch_up or CatchUp.note(store, now)
            return store.take_over(owner=self._owner, now=now, policies=self._policies)

        while not self._stopping.is_set():
            try:
                left = await self._committer.run(work)
            except TminusError as error:
                if all(problem.code != "queue-busy" for problem in error.problems):
                    raise
                self._trouble.met(error, LOOKING)
            else:
                self._trouble.over(LOOKING)
                self._report(left)
                return

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
        now, wall_now, in_flight = self._clock.now(), datetime.now(UTC), self._delivery.in_flight

        def work(store: Store) -> Reconciled:
            store.check_file()
            store.beat(self._owner, os.getpid(), wall_now)
            return store.reconcile(now=now, wall_now=wall_now, policies=self._policies, in_flight=in_flight)

        try:
            self._report(await self._committer.run(work))
            if self._catch_up and (caught_up := await self._catch_up.over(self._committer)):
                self._catch_up = None
                self._tell(caught_up)
        except TminusError as error:
            if any(problem.code in {"queue-replaced", "daemon-running"} for problem in error.problems):
                self._gone = error
                self._stopping.set()
                self._changed.set()
            raise
        finally:
            self._looked_at = time.monotonic()

    async def _forget(self) -> None:
        """Forget a few of the posts that are over for longer than the workspace keeps them."""
        if self._keep and not self._stopping.is_set():
            await self._committer.run(partial(Store.prune, before=self._clock.now() - self._keep))

    async def _say_goodbye(self) -> None:
        """Take the sign of life back, if the queue lets us."""
        try:
            await self._committer.run(lambda store: store.release_beat(self._owner))
        except TminusError as error:
            log.warning("the daemon's sign of life could not be taken back: %s", error)

    async def _step_through(self, clock: SteppingClock) -> None:
        """Play the queue to its end: wait until nothing is due or on its way, then jump."""
        while not self._stopping.is_set():
            await self._reconcile()
            await self._look()
            while self._refill.busy and not self._stopping.is_set():
                await self._changed.wait()
                await self._look_again()
            following = await self._committer.run(lambda store: store.next_instant(clock.now()))
            if following is None or self._stopping.is_set():
                return
            if following <= clock.now():
                raise RuntimeError(f"the rehearsal stands still at {following:%Y-%m-%d %H:%M:%S}")
            await self._committer.run(partial(_keep_position, following))
            clock.step(following)


def _keep_position(position: datetime, store: Store) -> None:
    """Store the stepping clock's position, so that a killed daemon resumes it."""
    store.set_meta(CLOCK, position.isoformat())
