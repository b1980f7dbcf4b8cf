"""Writing down what became of an attempt: as long as this process lives, that is known."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from scheduler.delivery.trouble import Trouble
from scheduler.errors import TminusError
from scheduler.queue import Settlement

log = logging.getLogger(__name__)

AGAIN_SECONDS = (0.1, 0.5, 2.0, 5.0)
"""Pauses between tries. Where the queue refuses, the last one is repeated until it does not; a fault of tminus itself
is not tried for ever."""
SETTLING = "writing down what became"


async def settled(key: str, settlement: Settlement, write: Callable[[], Awaitable[bool]], trouble: Trouble) -> bool:
    """Settle a part, more than once if the queue is in trouble; return whether the attempt was still ours.

    `write` is one try: it returns that, or raises.
    """
    pauses = iter(AGAIN_SECONDS)
    while True:
        try:
            kept = await write()
        except Exception as error:  # noqa: BLE001 - an outcome is not dropped because of what a library raises
            trouble.met(error, SETTLING, f" of {key} ({settlement.outcome})")
            pause = next(pauses, AGAIN_SECONDS[-1] if isinstance(error, TminusError) else None)
        else:
            trouble.over(SETTLING)
            if not kept:
                log.warning("%s: %s came after the attempt was given up", key, settlement.outcome)
            return kept
        if pause is None:
            log.error("%s: %s is not in the queue; its lease will end as unknown", key, settlement.outcome)
            return False
        await asyncio.sleep(pause)
