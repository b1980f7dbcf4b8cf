"""Trouble with the queue, said once and not at every try: a full disk must not be filled up with complaints."""

import logging
import time
from collections.abc import Callable
from math import inf

from scheduler.errors import TminusError

AGAIN_SECONDS = 30

log = logging.getLogger(__name__)


class Trouble:
    """What keeps the queue from being read or written, as the log tells it: at once, every half minute, and its end.

    A full disk is read well and written badly, so each kind of work is told apart. A TminusError is the queue's own
    word, for people; anything else is a fault of tminus and comes with its traceback.
    """

    def __init__(self, time_: Callable[[], float] = time.monotonic) -> None:
        self._time = time_
        self._said_at: dict[str, float] = {}

    def met(self, error: Exception, doing: str, about: str = "") -> None:
        """Take up that `doing` failed, this time `about` something."""
        now = self._time()
        if now - self._said_at.get(doing, -inf) < AGAIN_SECONDS:
            return
        self._said_at[doing] = now
        if isinstance(error, TminusError):
            log.warning("%s%s failed, and is tried again until it works: %s", doing, about, error)
        else:
            log.error("%s%s failed, and is tried again", doing, about, exc_info=error)

    def over(self, doing: str) -> None:
        """Take up that `doing` worked."""
        if self._said_at.pop(doing, None) is not None and not self._said_at:
            log.warning("the queue works again")
