"""What one channel may do at the moment: its slots, its rate, and how long its receiver wants to be left alone."""

import asyncio
from collections import deque
from datetime import datetime

from scheduler.delivery.prepared import Prepared
from scheduler.destinations import Endpoint
from scheduler.queue.restraint.limits import SPACING


class Lane:
    """The state of one channel in this process; what has to outlive it stands in the queue.

    `active` are its requests on their way. Where there is a rate, one part after another is begun, so that starts are
    spaced.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.active = 0
        self.beginning = 0
        self.quiet_until: datetime | None = None
        self.prepared = Prepared()
        self._starts: deque[float] = deque(maxlen=0)
        self._waits_until = 0.0
        self.use(endpoint)

    def use(self, endpoint: Endpoint) -> None:
        """Go by these settings from now on; what the old ones prepared is of no use any more."""
        self.endpoint = endpoint
        self.host = endpoint.host
        self._starts = deque(self._starts, maxlen=max((rate.number for rate in endpoint.rate or ()), default=0))
        self.prepared.drop()

    def time(self) -> float:
        """Return monotonic seconds."""
        return asyncio.get_running_loop().time()

    @property
    def has_slot(self) -> bool:
        """Whether one more may start, as far as its number goes."""
        return self.active < self.endpoint.concurrency and not (self.endpoint.rate and self.beginning)

    def rate_wait(self) -> float:
        """Return in how many seconds one more start keeps to every rate: a sliding log, exact for `n per window`."""
        free = [
            self._starts[-rate.number] + (rate.window + SPACING).total_seconds()
            for rate in self.endpoint.rate or ()
            if len(self._starts) >= rate.number
        ]
        return max(0.0, max([self._waits_until, *free]) - self.time())

    def note_start(self) -> None:
        """Remember a start."""
        self._starts.append(self.time())

    def wait(self, seconds: float) -> None:
        """Start nothing for so long: the queue says that the channel has no room yet."""
        self._waits_until = max(self._waits_until, self.time() + seconds)

    def leave_alone(self, until: datetime) -> None:
        """Send nothing before `until`, not even what was begun already: the receiver asked for it."""
        self.quiet_until = max(self.quiet_until or until, until)
