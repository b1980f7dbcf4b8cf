"""What a daemon does for its queue besides sending: takes over, gives signs of life, closes windows, forgets."""

import asyncio
import logging
import os
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

from scheduler.clock import Clock, SteppingClock
from scheduler.daemon.catch_up import CatchUp
from scheduler.daemon.news import News
from scheduler.delivery import Trouble
from scheduler.errors import TminusError
from scheduler.model import OnLost
from scheduler.queue import Committer, Reconciled, Route, Store

TAKING_OVER = "taking over the queue"
GONE = frozenset({"queue-replaced", "daemon-running"})
"""The problems after which the queue is not this daemon's any more."""

log = logging.getLogger(__name__)


class Housekeeping:
    """The queue's side of a daemon. `report` hears what time did to parts, `tell` what was caught up with.

    `in_flight` names the parts that are on their way from here, which are not lost whatever their leases say. The
    `policies` may be replaced while it works. `keep` is for how long posts that are over are kept,
    `routes` say by which channel somebody is told what goes wrong on another.
    """

    def __init__(  # noqa: PLR0913 - what housekeeping is done with, by name
        self,
        *,
        committer: Committer,
        clock: Clock,
        owner: str,
        policies: Mapping[str, OnLost],
        in_flight: Callable[[], Collection[int]],
        report: Callable[[Reconciled], None],
        tell: Callable[[News], None],
        keep: timedelta | None,
        routes: Callable[[], Mapping[str, Route]] = dict,
    ) -> None:
        self.policies = policies
        self.gone: TminusError | None = None
        self.keep = keep
        self._committer = committer
        self._clock = clock
        self._owner = owner
        self._in_flight = in_flight
        self._report = report
        self._tell = tell
        self._catch_up: CatchUp | None = None
        self._routes = routes

    async def take_over(self, stopping: asyncio.Event, trouble: Trouble) -> None:
        """Find out what was due meanwhile and what a dead daemon left; wait where the queue is busy just now."""

        def work(store: Store) -> Reconciled:
            now = self._clock.now()
            if not isinstance(self._clock, SteppingClock):
                self._catch_up = self._catch_up or CatchUp.note(store, now)
            return store.take_over(owner=self._owner, now=now, policies=self.policies)

        while not stopping.is_set():
            try:
                left = await self._committer.run(work)
            except TminusError as error:
                if all(problem.code != "queue-busy" for problem in error.problems):
                    raise
                trouble.met(error, TAKING_OVER)
            else:
                trouble.over(TAKING_OVER)
                self._report(left)
                return

    async def reconcile(self) -> None:
        """Give a sign of life, and say what time did; raises TminusError, and then `gone` says whether for good."""
        now, wall_now, in_flight, routes = self._clock.now(), datetime.now(UTC), self._in_flight(), self._routes()

        def work(store: Store) -> Reconciled:
            store.check_file()
            store.beat(self._owner, os.getpid(), wall_now)
            changed = store.reconcile(now=now, wall_now=wall_now, policies=self.policies, in_flight=in_flight)
            if routes:
                store.tell_troubles(routes, now=now)
            return changed

        try:
            self._report(await self._committer.run(work))
            if self._catch_up and (caught_up := await self._catch_up.over(self._committer)):
                self._catch_up = None
                self._tell(caught_up)
        except TminusError as error:
            if any(problem.code in GONE for problem in error.problems):
                self.gone = error
            raise

    async def forget(self) -> None:
        """Forget a few of the posts that are over for longer than the workspace keeps them."""
        if self.keep:
            await self._committer.run(partial(Store.prune, before=self._clock.now() - self.keep))

    async def say_goodbye(self) -> None:
        """Take the sign of life back, if the queue lets us."""
        try:
            await self._committer.run(lambda store: store.release_beat(self._owner))
        except TminusError as error:
            log.warning("the daemon's sign of life could not be taken back: %s", error)
