"""The seam between the daemon and whoever delivers. It may lose an offer and may repeat one: begin decides."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
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
    """Delivers in this process: a task a part, which begins it once its channel has a free slot.

    A part that is in hand already is not taken twice, however often it is offered.
    """

    def __init__(self, delivery: Delivery, changed: asyncio.Event) -> None:
        self._delivery = delivery
        self._changed = changed
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._in_hand: Counter[str] = Counter()
        self._quiet = asyncio.Event()

    def offer(self, due: Iterable[Due]) -> None:
        """Take parts that are ready."""
        for each in due:
            if each.part_id not in self._tasks:
                task = asyncio.get_running_loop().create_task(self._delivery.deliver([each.part_id], each.channel))
                self._tasks[each.part_id] = task
                self._in_hand[each.channel] += 1
                self._quiet.clear()
                task.add_done_callback(partial(self._done, each))

    def _done(self, due: Due, task: asyncio.Task[None]) -> None:
        del self._tasks[due.part_id]
        self._in_hand[due.channel] -= 1
        if not task.cancelled() and (error := task.exception()):
            log.error("a delivery failed", exc_info=error)
        if not self._tasks:
            self._quiet.set()
        self._changed.set()

    def __contains__(self, part_id: int) -> bool:
        """Say whether a part waits for a slot here, or is on its way."""
        return part_id in self._tasks

    @property
    def in_hand(self) -> Mapping[str, int]:
        """How many parts of each channel wait for a slot or are on their way."""
        return +self._in_hand

    @property
    def busy(self) -> bool:
        """Whether a part is waiting for a slot or on its way."""
        return bool(self._tasks)

    async def wait_until_quiet(self, seconds: float) -> None:
        """Wait until nothing is in hand, at most so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._quiet.wait()

    async def drain(self, seconds: float) -> bool:
        """Begin nothing more, wait for what is on its way, at most so long; return whether all of it ended."""
        try:
            async with asyncio.timeout(seconds):
                await self._delivery.drain()
        except TimeoutError:
            return False
        for task in self._tasks.values():
            task.cancel()
        return True
