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
    """Delivers in this process. A part that is in hand already is not taken twice, however often it is offered."""

    def __init__(self, delivery: Delivery, changed: asyncio.Event) -> None:
        self._delivery = delivery
        self._changed = changed
        self._over: dict[int, asyncio.Future[None]] = {}
        self._in_hand: Counter[str] = Counter()
        self._quiet = asyncio.Event()

    def offer(self, due: Iterable[Due]) -> None:
        """Take parts that are ready."""
        for each in due:
            if each.part_id not in self._over and (over := self._delivery.offer(each.part_id, each.channel)):
                self._over[each.part_id] = over
                self._in_hand[each.channel] += 1
                self._quiet.clear()
                over.add_done_callback(partial(self._done, each))

    def _done(self, due: Due, over: asyncio.Future[None]) -> None:
        del self._over[due.part_id]
        self._in_hand[due.channel] -= 1
        if not over.cancelled() and (error := over.exception()):
            log.error("a delivery failed", exc_info=error)
        if not self._over:
            self._quiet.set()
        self._changed.set()

    def __contains__(self, part_id: int) -> bool:
        """Say whether a part waits for a slot here, or is on its way."""
        return part_id in self._over

    @property
    def in_hand(self) -> Mapping[str, int]:
        """How many parts of each channel wait for a slot or are on their way."""
        return +self._in_hand

    @property
    def busy(self) -> bool:
        """Whether a part is waiting for a slot or on its way."""
        return bool(self._over)

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
        return True
