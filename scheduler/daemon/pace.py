"""What came due while no daemon ran goes out at a bounded rate, and first what expires soonest.

A receiver that was spared for a weekend must not get three days' posts within a second.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from scheduler.queue import Due

AT_LEAST_LATE = timedelta(minutes=1)
"""What came due so shortly before the start is not held back: a daemon that is restarted has nothing to catch up."""

BETWEEN = timedelta(milliseconds=200)
"""On one channel, between one part that is late and the next."""

BEFORE_THE_END = timedelta(seconds=30)
"""A part whose window closes is not held back beyond this, so that no post is lost to our own patience."""


class Pace:
    """Says when each part is hinted at. `started` is when the daemon began, None where nothing is held back."""

    def __init__(self, started: datetime | None) -> None:
        self._late_before = started - AT_LEAST_LATE if started else None
        self._free_at: dict[str, datetime] = {}

    def times(self, found: Iterable[Due], now: datetime) -> list[tuple[Due, datetime]]:
        """Return each part and when it is its time: what is late one after another, the rest when it is ready."""
        if self._late_before is None:
            return [(due, max(due.ready_at, now)) for due in found]
        late_before = self._late_before
        ordered = sorted(found, key=lambda due: due.not_after if due.ready_at < late_before else due.ready_at)
        return [
            (due, self._late(due, now) if due.ready_at < late_before else max(due.ready_at, now)) for due in ordered
        ]

    def _late(self, due: Due, now: datetime) -> datetime:
        at = max(now, self._free_at.get(due.channel, now))
        self._free_at[due.channel] = at + BETWEEN
        return min(at, max(now, due.not_after - BEFORE_THE_END))

    def forget(self) -> None:
        """Forget who has which time: the hints were."""
        self._free_at.clear()
