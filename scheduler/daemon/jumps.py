"""Notices that the wall clock was set: it and the monotonic clock then disagree about how long a moment was."""

import time
from collections.abc import Callable

JUMP_SECONDS = 2
"""What a clock is corrected by little by little is no jump."""


class Jumps:
    """Compares the two clocks from one look to the next."""

    def __init__(self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._before = wall(), monotonic()

    def since_last_look(self) -> float | None:
        """Return by how many seconds the wall clock was set since the last look, forward being positive."""
        wall, monotonic = self._before
        self._before = self._wall(), self._monotonic()
        jumped = (self._before[0] - wall) - (self._before[1] - monotonic)
        return jumped if abs(jumped) > JUMP_SECONDS else None
