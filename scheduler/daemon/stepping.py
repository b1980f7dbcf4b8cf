"""A rehearsal's time: it stands still while anything is due or on its way, and otherwise jumps."""

from datetime import datetime
from functools import partial

from scheduler.clock import SteppingClock
from scheduler.queue import Committer, Store

CLOCK = "clock"
"""The name under which a rehearsal's queue keeps the stepping clock's position."""


async def step(committer: Committer, clock: SteppingClock, stop_at: datetime | None) -> bool:
    """Jump to the next instant at which anything can happen; return False where nothing can, or not before `stop_at`.

    The position is stored first, so that a killed daemon resumes it.
    """
    following = await committer.run(lambda store: store.next_instant(clock.now()))
    if following is None or (stop_at and following >= stop_at):
        return False
    if following <= clock.now():
        raise RuntimeError(f"the rehearsal stands still at {following:%Y-%m-%d %H:%M:%S}")
    await committer.run(partial(Store.set_meta, name=CLOCK, value=following.isoformat()))
    clock.step(following)
    return True
