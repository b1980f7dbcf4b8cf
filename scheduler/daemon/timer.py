"""The alarm clock: APScheduler with nothing to lose. The queue is the truth; a job is a hint that may be forgotten."""

import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

Work = Callable[..., Coroutine[Any, Any, None]]
PART = "part:"


class CappedScheduler(AsyncIOScheduler):  # type: ignore[misc]
    """An AsyncIOScheduler that looks at the clock at least once a second, so that it notices when the clock jumps.

    The stock one measures a wait once and sleeps it through (read in 3.11.3).
    """

    def _start_timer(self, wait_seconds: float | None) -> None:
        super()._start_timer(1 if wait_seconds is None else min(wait_seconds, 1))


class Timer:
    """Date jobs for parts and interval jobs for the rest, in memory, in UTC, with no limit on lateness."""

    def __init__(self) -> None:
        self._scheduler = CappedScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            timezone=UTC,
        )

    def start(self) -> None:
        """Start in the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop; jobs that run are not waited for."""
        self._scheduler.shutdown(wait=False)

    def every(self, seconds: float, work: Work) -> None:
        """Call `work` now and every so many seconds; one that fails is logged and called again."""

        async def guarded() -> None:
            try:
                await work()
            except Exception:
                log.exception("%s failed; it is tried again", getattr(work, "__name__", "a job").strip("_"))

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
            misfire_grace_time=None,
            replace_existing=True,
        )

    def measure_again(self) -> None:
        """Forget the hints for parts and call the rest now: for when the clock jumped."""
        for job in self._scheduler.get_jobs():
            if job.id.startswith(PART):
                job.remove()
            else:
                job.modify(next_run_time=datetime.now(UTC))
