"""From the queue to the timer: a hint for each part that is due, and for each that soon will be."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from scheduler.clock import Clock
from scheduler.daemon.handoff import LocalHandoff
from scheduler.daemon.pace import Pace
from scheduler.daemon.timer import Timer
from scheduler.queue import Committer, Due, Store

HORIZON = timedelta(seconds=15)
BATCH = 1000
BREATH = 50
"""How many hints are given before the event loop gets a turn."""


class Refill:
    """Reads the queue and hints at what it finds, without reading the same parts again and again.

    Parts that are in hand stay `scheduled` until a slot is free, so the queue shows them at every look. A channel that
    has `enough` in hand is therefore left out: its long queue neither hides the parts of other channels nor is read
    over and over. What becomes ready within the horizon is read apart, soonest first.
    """

    def __init__(
        self,
        committer: Committer,
        clock: Clock,
        timer: Timer,
        handoff: LocalHandoff,
        enough: Callable[[str], int],
        pace: Pace,
    ) -> None:
        self._committer = committer
        self._clock = clock
        self._timer = timer
        self._handoff = handoff
        self._enough = enough
        self._pace = pace
        self._hinted: dict[int, Due] = {}

    @property
    def busy(self) -> bool:
        """Whether a hint was given that has not fired yet, or a part is in hand."""
        return bool(self._hinted) or self._handoff.busy

    def forget(self) -> None:
        """Forget the hints: the timer did."""
        self._hinted.clear()
        self._pace.forget()

    async def due(self, now: datetime) -> None:
        """Hint at everything that is ready, whole channels at a time where they have enough to do already."""
        while True:
            in_hand = Counter(self._handoff.in_hand)
            in_hand.update(due.channel for due in self._hinted.values() if due.ready_at <= now)
            full = [channel for channel, parts in in_hand.items() if parts >= self._enough(channel)]
            limit = BATCH + sum(parts for channel, parts in in_hand.items() if channel not in full)
            found = await self._committer.run(partial(Store.upcoming, until=now, limit=limit, without=full))
            await self._hint(found, now)
            if len(found) < limit:
                return

    async def soon(self, now: datetime) -> None:
        """Hint at the first parts that become ready within the horizon."""
        work = partial(Store.upcoming, until=now + HORIZON, limit=BATCH, after=now)
        await self._hint(await self._committer.run(work), now)

    async def _hint(self, found: list[Due], now: datetime) -> None:
        fresh = [due for due in found if self._hinted.get(due.part_id) != due and due.part_id not in self._handoff]
        times = self._pace.times(fresh, now)
        for start in range(0, len(times), BREATH):
            with self._timer.together():
                for due, at in times[start : start + BREATH]:
                    self._hinted[due.part_id] = due
                    self._timer.at(self._clock.wall(at), due.part_id, self._fire, due)
            await asyncio.sleep(0)

    async def _fire(self, due: Due) -> None:
        self._hinted.pop(due.part_id, None)
        self._handoff.offer([due])
