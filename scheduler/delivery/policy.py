"""What becomes of a part after an attempt. Pure: the same result at the same time leads to the same settlement."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from scheduler.destinations import Endpoint
from scheduler.model import Delivered, OnUnknown, Outcome, PartState, Phase, Rejected, Retry, Unknown
from scheduler.queue import Begun, Settlement

BACKOFF_BASE = timedelta(seconds=5)
BACKOFF_CAP = timedelta(minutes=10)
BACKOFF_FLOOR = timedelta(seconds=1)

REASON_LIMIT = 300
LEASE_MARGIN = timedelta(seconds=30)
"""What an attempt may take besides its deadline: two commits on a busy machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How one attempt ended; `status` is None where no answer came."""

    outcome: Outcome
    phase: Phase
    status: int | None = None


def lease_of(endpoints: Iterable[Endpoint]) -> timedelta:
    """Return the lease that outlives every attempt on these endpoints."""
    return max((endpoint.deadline for endpoint in endpoints), default=timedelta(0)) + LEASE_MARGIN


SHOWN_AS = {"url": "address", "secrets": "secret"}
"""What a channel's file calls a field of an endpoint, where it has another name."""


def changed(before: Endpoint, after: Endpoint) -> list[str]:
    """Return the names of the settings in which two endpoints differ, as people know them; never their values."""
    differing = [each.name for each in fields(Endpoint) if getattr(before, each.name) != getattr(after, each.name)]
    return [SHOWN_AS.get(name, name) for name in differing]


def backoff(attempt_number: int, jitter: float) -> timedelta:
    """Return how long to wait after an attempt (counted from 1): full jitter, `jitter` in [0, 1)."""
    ceiling = min(BACKOFF_CAP, BACKOFF_BASE * (1 << min(attempt_number - 1, 16)))
    return max(BACKOFF_FLOOR, ceiling * jitter)


def settlement_of(begun: Begun, result: Result, endpoint: Endpoint, now: datetime, jitter: float) -> Settlement:
    """Return what becomes of a part after an attempt.

    A retry comes after the backoff or the wait the receiver asked for, whichever is longer; one that would come when
    the part's window has closed is none: the part expires. What nobody knows goes by the channel's `on_unknown`; if
    there is no time left to send it again it stays unknown, for it may have arrived.
    """
    policy = endpoint.on_unknown if endpoint.remembers(begun.unsure_since, now) else OnUnknown.HOLD
    state, outcome, ready_at, reason = _became(begun, _by_policy(result.outcome, policy), now, jitter)
    if state is PartState.EXPIRED and isinstance(result.outcome, Unknown):
        state, outcome = PartState.UNKNOWN, "unknown"
    return Settlement(
        part_id=begun.part_id,
        attempt=begun.attempt,
        owner=begun.owner,
        state=state,
        outcome=outcome,
        phase=result.phase,
        status=result.status,
        reason=endpoint.without_secrets(reason)[:REASON_LIMIT] if reason else None,
        receipt=result.outcome.receipt if isinstance(result.outcome, Delivered) else None,
        ready_at=ready_at,
        pause_channel=isinstance(result.outcome, Rejected) and result.outcome.pause_channel,
    )


def _by_policy(outcome: Outcome, on_unknown: OnUnknown) -> Outcome:
    """Return what a channel makes of an outcome nobody knows; every other outcome is what it is."""
    if not isinstance(outcome, Unknown) or on_unknown is OnUnknown.HOLD:
        return outcome
    if on_unknown is OnUnknown.RESEND:
        return Retry(reason=outcome.reason)
    return Delivered(note=f"assumed sent: {outcome.reason}")


def _became(
    begun: Begun, outcome: Outcome, now: datetime, jitter: float
) -> tuple[PartState, str, datetime | None, str | None]:
    """Return the part's state, the attempt's outcome, when it may be sent again, and why."""
    match outcome:
        case Delivered(note=note):
            return PartState.DELIVERED, "delivered", None, note
        case Unknown(reason=reason):
            return PartState.UNKNOWN, "unknown", None, reason
        case Rejected(reason=reason, pause_channel=False):
            return PartState.FAILED, "rejected", None, reason
        case Rejected(reason=reason):
            return _back(begun, now), "rejected", None, reason
        case Retry(reason=reason, after=after, counts=counts):
            wait = max(backoff(begun.attempt if counts else 1, jitter), after or timedelta(0))
            state = _back(begun, now + wait)
            return state, "retry", now + wait if state is PartState.SCHEDULED else None, reason


def _back(begun: Begun, ready_at: datetime) -> PartState:
    return PartState.SCHEDULED if ready_at < begun.not_after else PartState.EXPIRED
