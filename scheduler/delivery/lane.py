"""What one channel may do at the moment: its slots, its rate, and how long its receiver wants to be left alone."""

import asyncio
from collections import deque
from datetime import datetime, timedelta

from scheduler.delivery.prepared import Prepared
from scheduler.destinations import Endpoint
from scheduler.model import Outcome, Retry

SPACING = timedelta(milliseconds=50)
"""Added to a rate's window, because the receiver counts arrivals and not starts."""


class Lane:
    """The state of one channel, in memory: a new daemon starts with clean ones.

    `active` are its requests on their way. Where there is a rate, one part after another is begun, so that starts are
    spaced.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.active = 0
        self.beginning = 0
        self.quiet_until: datetime | None = None
        self.prepared = Prepared()
        self._starts: deque[float] = deque(maxlen=0)
        self.use(endpoint)

    def use(self, endpoint: Endpoint) -> None:
        """Go by these settings from now on; what the old ones prepared is of no use any more."""
        self.endpoint = endpoint
        self._starts = deque(self._starts, maxlen=endpoint.rate[0] if endpoint.rate else 0)
        self.prepared.drop()

    def time(self) -> float:
        """Return monotonic seconds."""
        return asyncio.get_running_loop().time()

    @property
    def has_slot(self) -> bool:
        """Whether one more may start, as far as its number goes."""
        return self.active < self.endpoint.concurrency and not (self.endpoint.rate and self.beginning)

    def rate_wait(self) -> float:
        """Return in how many seconds one more start keeps to the rate: a sliding log, exact for `n per window`."""
        if not self.endpoint.rate or len(self._starts) < self.endpoint.rate[0]:
            return 0.0
        return max(0.0, self._starts[0] + (self.endpoint.rate[1] + SPACING).total_seconds() - self.time())

    def note_start(self) -> None:
        """Remember a start."""
        self._starts.append(self.time())

    def note_wish(self, outcome: Outcome, now: datetime) -> None:
        """Leave the whole channel alone for as long as an answer 429 asks for."""
        if isinstance(outcome, Retry) and not outcome.counts and outcome.after:
            self.quiet_until = max(self.quiet_until or now, now + outcome.after)
