"""Ends a daemon that stalls, so that a dead one is never silent."""

import logging
import os
import threading
from collections.abc import Callable

STALL_SECONDS = 30

log = logging.getLogger(__name__)


class Watchdog:
    """Ends the process when the refill stalls: a daemon that lives and sends nothing is worse than one that is gone.

    It runs in a thread of its own, because the event loop may be what stalls.
    """

    def __init__(self, stalled_seconds: Callable[[], float]) -> None:
        self._stalled_seconds = stalled_seconds
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def _watch(self) -> None:
        while not self._ended.wait(1):
            if self._stalled_seconds() > STALL_SECONDS:
                log.critical(
                    "the daemon did not get to look at the queue for %s seconds, and ends itself", STALL_SECONDS
                )
                os._exit(1)

    def stop(self) -> None:
        """Stop watching."""
        self._ended.set()
