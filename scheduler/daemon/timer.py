"""The alarm clock: APScheduler with nothing to lose. The queue is the truth; a job is a hint that may be forgotten."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.delivery import Trouble

Work = Callable[..., Coroutine[Any, Any, None]]
PART = "part:"
MANY = 1000
"""APScheduler drops a one-shot whose id still runs, without a word to anybody who waits for it; so none is refused."""


class CappedScheduler(AsyncIOScheduler):  # type: ignore[misc]
    """An AsyncIOScheduler that looks at the clock at least once a second, so that it notices when the clock jumps.

    The stock one measures a wait once and sleeps it through (read in 3.11.3).
    """

    def _start_timer(self, wait_seconds: float | None) -> None:
        super()._start_timer(1 if wait_seconds is None else min(wait_seconds, 1))


class Timer:
    """Date jobs for parts and interval jobs for the rest, in memory, in UTC, with no limit on lateness."""

    def __init__(self, trouble: Trouble | None = None) -> None:
        self._trouble = trouble or Trouble()
        self._running: set[asyncio.Task[None]] = set()
        self._stopped = False
        self._scheduler = CappedScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            timezone=UTC,
        )

    def start(self) -> None:
        """Start in the running event loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Call nothing more, and return once what was called has ended.

        APScheduler would cancel it, and write the cancellation into the log as a fault; what it asked of the queue is
        written all the same, and nobody would hear what came of it.
        """
        self._stopped = True
        self._scheduler.pause()
        await asyncio.sleep(0)  # what was called at this moment begins
        while self._running:
            await asyncio.wait(self._running)
        self._scheduler.shutdown(wait=False)

    def every(self, seconds: float, work: Work) -> None:
        """Call `work` now and every so many seconds; one that fails is logged and called again."""
        name = getattr(work, "__name__", "a job").strip("_")

        async def guarded() -> None:
            if task := asyncio.current_task():
                self._running.add(task)
                task.add_done_callback(self._running.discard)
            try:
                await work()
            except Exception as error:  # noqa: BLE001 - whatever it was, the next call may succeed
                self._trouble.met(error, name)
            else:
                self._trouble.over(name)

        self._scheduler.add_job(
            guarded,
            "interval",
            seconds=seconds,
            next_run_time=datetime.now(UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def at(self, wall: datetime, part_id: int, work: Work, *arguments: object) -> None:
        """Call `work` at a wall time, on behalf of a part; a later call for the same part replaces it."""
        self._scheduler.add_job(
            work,
            "date",
            args=arguments,
            run_date=wall,
            id=f"{PART}{part_id}",
            max_instances=MANY,
            misfire_grace_time=None,
            replace_existing=True,
        )

    @contextmanager
    def together(self) -> Iterator[None]:
        """Take up what is asked for in the block at once: APScheduler looks through its jobs once, not once a job."""
        self._scheduler.pause()
        try:
            yield
        finally:
            if not self._stopped:
                self._scheduler.resume()

    def measure_again(self) -> None:
        """Forget the hints for parts and call the rest now: for when the clock jumped."""
        for job in self._scheduler.get_jobs():
            if job.id.startswith(PART):
                job.remove()
            else:
                job.modify(next_run_time=datetime.now(UTC))
