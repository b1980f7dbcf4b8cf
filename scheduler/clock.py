"""Campaign time: the real clock, and one that stands still and jumps for rehearsals.

Everything inside takes `now` as an argument; only shells hold a clock. Leases and the daemon's heartbeat run on wall
time and are not read here.
"""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where a shell gets its `now` from."""

    def now(self) -> datetime:
        """Return the campaign's time, an aware instant in UTC."""
        ...

    def wall(self, instant: datetime) -> datetime:
        """Return when, on the clock the timer runs by, the campaign's `instant` comes."""
        ...


class RealClock:
    """Campaign time is the time."""

    def now(self) -> datetime:
        """Return the time."""
        return datetime.now(UTC)

    def wall(self, instant: datetime) -> datetime:
        """Return the instant itself."""
        return instant


class SteppingClock:
    """Stands still until told to step, so that a campaign of weeks plays in seconds and every wait is exact."""

    def __init__(self, position: datetime) -> None:
        self._position = position

    def now(self) -> datetime:
        """Return the position."""
        return self._position

    def wall(self, instant: datetime) -> datetime:
        """Return a wall time as far away as `instant` is from the position: what is due is due now."""
        return datetime.now(UTC) + (instant - self._position)

    def step(self, instant: datetime) -> None:
        """Jump to `instant`; never backwards."""
        self._position = max(self._position, instant)
