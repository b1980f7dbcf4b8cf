"""Trouble with the queue, said once and not at every try: a full disk must not be filled up with complaints."""

import asyncio
import logging
import time
from collections.abc import Callable
from math import inf

from scheduler.errors import TminusError

AGAIN_SECONDS = 30
CALM_SECONDS = 5
"""A queue works again once nothing failed for so long: into a disk that is full, what is small enough still fits."""

Later = Callable[[float, Callable[[], None]], object]

log = logging.getLogger(__name__)


def _later(seconds: float, call: Callable[[], None]) -> object:
    return asyncio.get_running_loop().call_later(seconds, call)


class Trouble:
    """What keeps the queue from being read or written, as the log tells it: at once, every half minute, and its end.

    A full disk is read well and written badly, so each kind of work is told apart. A TminusError is the queue's own
    word, for people; anything else is a fault of tminus and comes with its traceback. `later` calls a function after
    so many seconds; it is asked for only while there is trouble.
    """

    def __init__(self, time_: Callable[[], float] = time.monotonic, later: Later = _later) -> None:
        self._time = time_
        self._later = later
        self._said_at: dict[str, float] = {}
        self._failing: set[str] = set()
        self._failed_at = -inf
        self._waits = False

    def met(self, error: Exception, doing: str, about: str = "") -> None:
        """Take up that `doing` failed, this time `about` something."""
        now = self._time()
        self._failing.add(doing)
        self._failed_at = now
        if now - self._said_at.get(doing, -inf) < AGAIN_SECONDS:
            return
        self._said_at[doing] = now
        if isinstance(error, TminusError):
            log.warning("%s%s failed, and is tried again until it works: %s", doing, about, error)
        else:
            log.error("%s%s failed, and is tried again", doing, about, exc_info=error)

    def over(self, doing: str) -> None:
        """Take up that `doing` worked; that the queue does is said after a while without trouble."""
        if not self._said_at:
            return
        self._failing.discard(doing)
        if not self._failing and not self._waits:
            self._waits = True
            self._later(self._calm_in(), self._calmed)

    def _calm_in(self) -> float:
        return self._failed_at + CALM_SECONDS - self._time()

    def _calmed(self) -> None:
        self._waits = False
        if self._failing:
            return
        if self._calm_in() > 0:
            self._waits = True
            self._later(self._calm_in(), self._calmed)
            return
        self._said_at.clear()
        log.warning("the queue works again")
