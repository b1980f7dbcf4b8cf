"""What becomes of a part after an attempt. Pure: the same result at the same time leads to the same settlement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from http import HTTPStatus

from scheduler.destinations import Endpoint
from scheduler.model import Delivered, OnUnknown, Outcome, PartState, Phase, Rejected, Retry, Unknown
from scheduler.queue import Begun, Settlement, Sign

BACKOFF_BASE = timedelta(seconds=5)
BACKOFF_CAP = timedelta(minutes=10)
BACKOFF_CAP_LATER = timedelta(minutes=30)
FIRST_HOUR = timedelta(hours=1)
BACKOFF_FLOOR = timedelta(seconds=1)

REASON_LIMIT = 300
LEASE_MARGIN = timedelta(seconds=30)
"""What an attempt may take besides its deadline: two commits on a busy machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How one attempt ended; `status` is None where no answer came.

    `quiet` is how long the receiver asks to be left alone though it took the part. `ours` says that the receiver had no
    part in how it ended.
    """

    outcome: Outcome
    phase: Phase
    status: int | None = None
    quiet: timedelta | None = None
    ours: bool = False


def lease_of(endpoints: Iterable[Endpoint]) -> timedelta:
    """Return the lease that outlives every attempt on these endpoints."""
    return max((endpoint.deadline for endpoint in endpoints), default=timedelta(0)) + LEASE_MARGIN


SHOWN_AS = {"url": "address", "secrets": "secret"}
"""What a channel's file calls a field of an endpoint, where it has another name."""


def changed(before: Endpoint, after: Endpoint) -> list[str]:
    """Return the names of the settings in which two endpoints differ, as people know them; never their values."""
    differing = [each.name for each in fields(Endpoint) if getattr(before, each.name) != getattr(after, each.name)]
    return [SHOWN_AS.get(name, name) for name in differing]


def backoff(
    attempt_number: int, jitter: float, tried_for: timedelta = timedelta(0), left: timedelta = timedelta.max
) -> timedelta:
    """Return how long to wait after a failed attempt (counted from 1): full jitter, `jitter` in [0, 1).

    It doubles from 5 s to at most 10 min; a part that is being tried for an hour may wait 30 min. Where less time than
    that is `left` in the part's window, the wait is drawn from what is left: a part is tried while it is true.
    """
    cap = BACKOFF_CAP if tried_for < FIRST_HOUR else BACKOFF_CAP_LATER
    ceiling = min(cap, BACKOFF_BASE * (1 << min(attempt_number - 1, 16)), left)
    return max(BACKOFF_FLOOR, timedelta(microseconds=int(ceiling / timedelta.resolution * jitter)))


def sign_of(result: Result) -> Sign | None:
    """Return what an attempt says of its receiver; None: nothing, for it was not asked."""
    if result.ours or (result.status is None and isinstance(result.outcome, Rejected)):
        return None
    if isinstance(result.outcome, Delivered):
        return Sign.WELL
    unheard = result.status is None or result.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return Sign.FAULT if unheard else Sign.ANSWERS


def settlement_of(
    begun: Begun, result: Result, endpoint: Endpoint, now: datetime, jitter: float, *, neighbours: Sequence[str] = ()
) -> Settlement:
    """Return what becomes of a part after an attempt; `neighbours` are all channels on the receiver's host.

    A retry comes after the backoff (drawn inside the part's window) or the wait the receiver asked for, whichever is
    longer; where the window closes before it may come, the part expires. What nobody knows goes by the channel's
    `on_unknown`; if there is no time left to send it again it stays unknown, for it may have arrived. A receiver that
    is busy (429), or whose limit is used up, is left alone by the whole channel, or by all its neighbours where it says
    so.
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
        receipt=_receipt(result.outcome, endpoint),
        ready_at=ready_at,
        pause_channel=isinstance(result.outcome, Rejected) and result.outcome.pause_channel,
        sign=sign_of(result),
        chance=jitter,
        alarms=isinstance(result.outcome, Retry) and result.outcome.alarms and not begun.failures,
        quiet=_quiet(begun, result.outcome, neighbours),
        quiet_until=_quiet_until(begun, result, now, jitter),
    )


def _quiet(begun: Begun, outcome: Outcome, neighbours: Sequence[str]) -> tuple[str, ...]:
    everywhere = isinstance(outcome, Retry) and outcome.everywhere
    return tuple(sorted({begun.channel, *neighbours})) if everywhere else (begun.channel,)


def _quiet_until(begun: Begun, result: Result, now: datetime, jitter: float) -> datetime | None:
    """Return until when the receiver is to be left alone, None where it did not ask for that."""
    if isinstance(result.outcome, Retry) and not result.outcome.counts:
        return now + _wait(begun, result.outcome, now, jitter)
    return now + result.quiet if result.quiet else None


def _wait(begun: Begun, retry: Retry, now: datetime, jitter: float) -> timedelta:
    """Return how long to wait before the next attempt; a 429 does not count as a failed one."""
    tried_for = now - begun.tried_since if begun.tried_since else timedelta(0)
    own = backoff(begun.failures + 1 if retry.counts else 1, jitter, tried_for, begun.not_after - now)
    return max(own, retry.after or timedelta(0))


def _receipt(outcome: Outcome, endpoint: Endpoint) -> str | None:
    """Return the receipt of a delivery; an id that repeats a secret is none, for the queue keeps no secret."""
    receipt = outcome.receipt if isinstance(outcome, Delivered) else None
    return receipt if receipt and endpoint.without_secrets(receipt) == receipt else None


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
        case Retry(reason=reason) as retry:
            ready_at = now + _wait(begun, retry, now, jitter)
            state = _back(begun, ready_at)
            return state, "retry", ready_at if state is PartState.SCHEDULED else None, reason


def _back(begun: Begun, ready_at: datetime) -> PartState:
    return PartState.SCHEDULED if ready_at < begun.not_after else PartState.EXPIRED
