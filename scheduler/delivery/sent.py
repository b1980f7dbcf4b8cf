"""What is reported of an attempt that came to its end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.model import PartState, Phase
from scheduler.queue import Begun, Breaker, Settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One attempt that came to its end, for the daemon's one line a delivery.

    `at` is campaign time, `ready_at` when the part may be sent again (None: it is not). `kept` is False if the queue
    had given the attempt up meanwhile: it changed nothing then. `paused` says that the answer closed the channel.
    `late` is how long after the part was due the attempt began. `breaker` is the channel's where this attempt opened or
    closed it.
    """

    key: str
    channel: str
    attempt: int
    outcome: str
    state: PartState
    phase: Phase | None
    status: int | None
    reason: str | None
    receipt: str | None
    ready_at: datetime | None
    at: datetime
    duration: timedelta
    kept: bool
    paused: bool = False
    late: timedelta | None = None
    breaker: Breaker | None = None


def sent(
    begun: Begun,
    settlement: Settlement,
    at: datetime,
    duration: timedelta,
    *,
    late: timedelta,
    kept: bool,
    breaker: Breaker | None,
) -> Sent:
    """Return what there is to report of an attempt that was settled."""
    return Sent(
        key=begun.key,
        channel=begun.channel,
        attempt=begun.attempt,
        outcome=settlement.outcome,
        state=settlement.state,
        phase=settlement.phase,
        status=settlement.status,
        reason=settlement.reason,
        receipt=settlement.receipt,
        ready_at=settlement.ready_at,
        at=at,
        duration=duration,
        kept=kept,
        paused=settlement.pause_channel and kept,
        late=late,
        breaker=breaker,
    )
