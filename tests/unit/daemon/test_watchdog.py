"""What ends a daemon that stands still."""

import subprocess
import sys
import time

from driving import PATIENCE_SECONDS
from scheduler.daemon.watchdog import STALL_SECONDS, Watchdog

STALLED = """
import asyncio, logging, threading, time
from scheduler.daemon import watchdog
logging.basicConfig()
looked_at = time.monotonic()
watchdog.STALL_SECONDS = 1

async def stand_still():
    watchdog.Watchdog(lambda: time.monotonic() - looked_at)
    threading.Event().wait()  # the event loop itself: nothing asynchronous could end this

asyncio.run(stand_still())
"""


def test_a_process_whose_event_loop_stands_still_is_ended_with_a_word() -> None:
    """With a code that has the service manager start it again."""
    command = [sys.executable, "-c", STALLED]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)
    assert ended.returncode == 1
    assert "did not get to look at the queue" in ended.stderr


def test_a_daemon_that_looks_is_left_alone() -> None:
    """It is asked every second, and until it is told to stop watching."""
    asked: list[float] = []

    def stalled() -> float:
        asked.append(time.monotonic())
        return STALL_SECONDS - 1

    watchdog = Watchdog(stalled)
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not asked and time.monotonic() < give_up:
        time.sleep(0.05)
    watchdog.stop()
    assert asked
