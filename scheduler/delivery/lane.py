"""What one channel may do at the moment: its slots, its rate, and how long its receiver wants to be left alone."""

import asyncio
from collections import deque
from contextlib import nullcontext
from datetime import datetime, timedelta

from scheduler.destinations import Endpoint
from scheduler.model import Outcome, Retry

SPACING = timedelta(milliseconds=50)
"""Added to a rate's window, because the receiver counts arrivals and not starts."""


class Lane:
    """The state of one channel, in memory: a new daemon starts with clean ones.

    `slots` bounds its attempts; where there is a rate, whoever begins one holds `gate`, so that starts are spaced.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.slots = asyncio.Semaphore(endpoint.concurrency)
        self.gate = asyncio.Lock() if endpoint.rate else nullcontext()
        self.quiet_until: datetime | None = None
        self._starts: deque[float] = deque(maxlen=endpoint.rate[0] if endpoint.rate else 0)

    def time(self) -> float:
        """Return monotonic seconds."""
        return asyncio.get_running_loop().time()

    async def wait_for_rate(self) -> None:
        """Wait until one more start keeps to the rate: a sliding log of the last starts, exact for `n per window`."""
        if self.endpoint.rate and len(self._starts) == self._starts.maxlen:
            free_at = self._starts[0] + (self.endpoint.rate[1] + SPACING).total_seconds()
            await asyncio.sleep(max(0.0, free_at - self.time()))

    def note_start(self) -> None:
        """Remember a start."""
        self._starts.append(self.time())

    def note_wish(self, outcome: Outcome, now: datetime) -> None:
        """Leave the whole channel alone for as long as an answer 429 asks for."""
        if isinstance(outcome, Retry) and not outcome.counts and outcome.after:
            self.quiet_until = max(self.quiet_until or now, now + outcome.after)
