"""Channels that parts wait for and that are not configured: each is paused, and says why."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from scheduler.clock import Clock
from scheduler.queue import Committer

log = logging.getLogger(__name__)

REASON = "it is not in config/channels.yaml"


class Absent:
    """Pauses what is absent, one channel once at a time. `do` starts a chore."""

    def __init__(
        self,
        committer: Committer,
        clock: Clock,
        owner: str,
        do: Callable[[Coroutine[Any, Any, None]], "asyncio.Task[None]"],
    ) -> None:
        self._committer = committer
        self._clock = clock
        self._owner = owner
        self._do = do
        self._pausing: dict[str, asyncio.Task[None]] = {}

    def pause(self, channel: str) -> "asyncio.Task[None] | None":
        """Pause a channel; None where that is being done already."""
        if channel in self._pausing:
            return None
        task = self._do(self._pause(channel))
        self._pausing[channel] = task
        task.add_done_callback(lambda _: self._pausing.pop(channel))
        return task

    async def _pause(self, channel: str) -> None:
        log.warning("channel %s is paused: %s", channel, REASON)
        now = self._clock.now()
        await self._committer.run(lambda store: store.pause_channel(channel, REASON, now=now, user=self._owner))
