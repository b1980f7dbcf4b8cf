"""The seam between the daemon and whoever delivers. It may lose an offer and may repeat one: begin decides."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Protocol

from scheduler.delivery import Delivery
from scheduler.queue import Due

log = logging.getLogger(__name__)


class Handoff(Protocol):
    """The seam between the daemon and whoever delivers: it may lose an offer, and may repeat one."""

    def offer(self, due: Iterable[Due]) -> None:
        """Take parts that are ready; returns at once."""
        ...


class LocalHandoff:
    """Delivers in this process: a task an offer, which begins the part once its channel has a free slot."""

    def __init__(self, delivery: Delivery, changed: asyncio.Event) -> None:
        self._delivery = delivery
        self._changed = changed
        self._tasks: set[asyncio.Task[None]] = set()

    def offer(self, due: Iterable[Due]) -> None:
        """Take parts that are ready."""
        for each in due:
            task = asyncio.get_running_loop().create_task(self._delivery.deliver([each.part_id], each.channel))
            self._tasks.add(task)
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a delivery failed", exc_info=error)
        self._changed.set()

    @property
    def busy(self) -> bool:
        """Whether a part is waiting for a slot or on its way."""
        return bool(self._tasks)

    async def drain(self, seconds: float) -> bool:
        """Begin nothing more, wait for what is on its way, at most so long; return whether all of it ended."""
        try:
            async with asyncio.timeout(seconds):
                await self._delivery.drain()
        except TimeoutError:
            return False
        for task in self._tasks:
            task.cancel()
        return True
