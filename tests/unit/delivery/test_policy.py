"""What becomes of a part after an attempt: pure, so every rule is one line of a table."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.delivery import Result, backoff, lease_of, settlement_of
from scheduler.model import (
    Delivered,
    OnUnknown,
    Outcome,
    PartState,
    Phase,
    Rejected,
    Retry,
    Unknown,
)
from scheduler.queue import Begun, Settlement, Sign

from .conftest import BEGUN, ENDPOINT, HOUR, NOON, SECOND


def settled(
    outcome: Outcome,
    *,
    begun: Begun = BEGUN,
    now: datetime = NOON,
    jitter: float = 0.5,
    on_unknown: OnUnknown = OnUnknown.HOLD,
    phase: Phase = Phase.ANSWERED,
) -> Settlement:
    """Settle an outcome at noon."""
    endpoint = replace(ENDPOINT, on_unknown=on_unknown)
    return settlement_of(begun, Result(outcome=outcome, phase=phase, status=503), endpoint, now, jitter)


def test_a_settlement_is_fenced_by_owner_and_attempt() -> None:
    """It carries what the queue checks, and how far the request got."""
    settlement = settled(Delivered(receipt="m-1", note="slowly"), begun=replace(BEGUN, attempt=4))
    assert settlement == Settlement(
        part_id=7,
        attempt=4,
        owner="daemon-1",
        state=PartState.DELIVERED,
        outcome="delivered",
        phase=Phase.ANSWERED,
        status=503,
        reason="slowly",
        receipt="m-1",
        sign=Sign.WELL,
        quiet=("x",),
    )


def test_a_rejected_part_fails() -> None:
    """For this part alone."""
    settlement = settled(Rejected(reason="422: too long"))
    assert (settlement.state, settlement.outcome, settlement.pause_channel) == (PartState.FAILED, "rejected", False)


def test_a_closed_receiver_pauses_the_channel_and_burns_no_part() -> None:
    """The part goes back to where it was, at its own time."""
    settlement = settled(Rejected(reason="410", pause_channel=True))
    assert (settlement.state, settlement.outcome, settlement.pause_channel) == (PartState.SCHEDULED, "rejected", True)
    assert settlement.ready_at is None


def test_a_closed_receiver_after_the_window_leaves_the_part_expired() -> None:
    """There is no going back to a window that has closed."""
    settlement = settled(Rejected(reason="410", pause_channel=True), now=NOON + HOUR)
    assert (settlement.state, settlement.pause_channel) == (PartState.EXPIRED, True)


@pytest.mark.parametrize(
    ("attempt", "jitter", "seconds"),
    [
        (1, 0.0, 1),  # the floor
        (1, 0.5, 2.5),
        (1, 0.999, 4.995),
        (2, 0.5, 5),
        (3, 0.5, 10),
        (7, 0.5, 160),
        (8, 0.5, 300),  # the cap
        (1000, 0.5, 300),
    ],
)
def test_a_retry_waits_longer_each_time(attempt: int, jitter: float, seconds: float) -> None:
    """Full jitter under a ceiling of 5, 10, 20, ... seconds, 10 minutes at most, never under a second."""
    later = replace(BEGUN, attempt=99, failures=attempt - 1)
    settlement = settled(Retry(reason="500"), begun=later, jitter=jitter)
    assert settlement.ready_at == NOON + timedelta(seconds=seconds)
    assert (settlement.state, settlement.outcome) == (PartState.SCHEDULED, "retry")


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_backoff_is_between_a_second_and_ten_minutes(attempt: int, jitter: float) -> None:
    """Whatever the number of the attempt."""
    assert SECOND <= backoff(attempt, jitter) <= timedelta(minutes=10)


def test_the_receivers_wait_is_kept_where_it_is_longer() -> None:
    """Never earlier than asked, never earlier than the backoff."""
    assert settled(Retry(reason="429", after=HOUR / 2)).ready_at == NOON + HOUR / 2
    assert settled(Retry(reason="503", after=SECOND)).ready_at == NOON + SECOND * 2.5


def test_a_busy_receiver_does_not_make_the_backoff_grow() -> None:
    """A 429 is no failed attempt."""
    later = replace(BEGUN, attempt=9, failures=8)
    assert settled(Retry(reason="429", counts=False), begun=later).ready_at == NOON + SECOND * 2.5


@pytest.mark.parametrize(
    ("wait", "state"),
    [(HOUR - timedelta(microseconds=1), PartState.SCHEDULED), (HOUR, PartState.EXPIRED), (HOUR * 2, PartState.EXPIRED)],
)
def test_a_retry_that_would_come_too_late_is_none(wait: timedelta, state: PartState) -> None:
    """`not_after` itself is too late: windows are half open."""
    settlement = settled(Retry(reason="503: not available", after=wait))
    assert (settlement.state, settlement.outcome, settlement.reason) == (state, "retry", "503: not available")
    assert (settlement.ready_at is None) == (state is PartState.EXPIRED)


@given(st.timedeltas(timedelta(0), timedelta(days=7)), st.integers(1, 50), st.floats(0, 1, exclude_max=True))
def test_no_retry_is_ever_planned_outside_the_window(after: timedelta, attempt: int, jitter: float) -> None:
    """For any wait, attempt and jitter."""
    settlement = settled(Retry(reason="503", after=after), begun=replace(BEGUN, failures=attempt - 1), jitter=jitter)
    assert (settlement.ready_at is not None) == (settlement.state is PartState.SCHEDULED)
    assert settlement.ready_at is None or NOON < settlement.ready_at < BEGUN.not_after


@given(st.floats(0, 1, exclude_max=True), st.timedeltas(2 * SECOND, HOUR), st.integers(0, 50))
def test_while_a_part_is_true_it_is_tried_again(jitter: float, left: timedelta, failures: int) -> None:
    """However long its backoff would be by now: the wait is drawn from what is left of the window."""
    ours = replace(BEGUN, failures=failures)
    settlement = settled(Retry(reason="500"), begun=ours, now=BEGUN.not_after - left, jitter=jitter)
    assert settlement.state is PartState.SCHEDULED
    assert settlement.ready_at is not None
    assert settlement.ready_at < BEGUN.not_after


@pytest.mark.parametrize(("left", "wait"), [(600, 300), (599, 299.5), (60, 30), (4, 2), (2, 1)])
def test_the_last_waits_are_shares_of_the_window_that_is_left(left: float, wait: float) -> None:
    """Full jitter from then on: the middle of the draw is the middle of what is left."""
    now, ours = BEGUN.not_after - left * SECOND, replace(BEGUN, failures=20)
    assert settled(Retry(reason="500"), begun=ours, now=now).ready_at == now + wait * SECOND


def test_only_the_last_second_of_a_window_is_too_short_for_another_try() -> None:
    """No wait is shorter than a second, so there is nothing left to draw from."""
    assert settled(Retry(reason="500"), now=BEGUN.not_after - SECOND).state is PartState.EXPIRED


def test_what_will_not_pass_by_itself_alarms_once_a_part() -> None:
    """At the first failed attempt, not at every one that follows."""
    bad = Retry(reason="the certificate is not valid", alarms=True)
    assert settled(bad).alarms
    assert not settled(bad, begun=replace(BEGUN, failures=1)).alarms
    assert not settled(Retry(reason="500")).alarms


UNKNOWN = Unknown(phase=Phase.SENT, reason="no answer within 20 s")


@pytest.mark.parametrize(
    ("policy", "state", "outcome", "reason"),
    [
        (OnUnknown.HOLD, PartState.UNKNOWN, "unknown", "no answer within 20 s"),
        (OnUnknown.RESEND, PartState.SCHEDULED, "retry", "no answer within 20 s"),
        (OnUnknown.ASSUME_SENT, PartState.DELIVERED, "delivered", "assumed sent: no answer within 20 s"),
    ],
)
def test_what_nobody_knows_goes_by_the_channels_policy(
    policy: OnUnknown, state: PartState, outcome: str, reason: str
) -> None:
    """Hold, send again, or take it as sent without a receipt."""
    settlement = settled(UNKNOWN, on_unknown=policy, phase=Phase.SENT)
    assert (settlement.state, settlement.outcome, settlement.reason) == (state, outcome, reason)
    assert settlement.receipt is None
    assert settlement.phase is Phase.SENT


def test_what_nobody_knows_and_nobody_can_resend_stays_unknown() -> None:
    """It may have arrived, so `expired` would be a lie."""
    settlement = settled(UNKNOWN, on_unknown=OnUnknown.RESEND, now=NOON + HOUR - SECOND)
    assert (settlement.state, settlement.outcome, settlement.ready_at) == (PartState.UNKNOWN, "unknown", None)


def test_a_reason_repeats_no_secret_and_is_short() -> None:
    """A receiver that echoes what it got, at length."""
    echo = f"400: no hook at {ENDPOINT.url.reveal()} {ENDPOINT.secrets[0].reveal()} " + "x" * 5000
    reason = settled(Rejected(reason=echo)).reason
    assert reason is not None
    assert reason.startswith("400: no hook at *** *** xxx")
    assert len(reason) == 300


def test_a_lease_outlives_every_attempt() -> None:
    """The longest deadline, and time for two commits."""
    endpoints = [replace(ENDPOINT, deadline=timedelta(seconds=seconds)) for seconds in (20, 90)]
    assert lease_of(endpoints) == timedelta(seconds=120)
    assert lease_of([]) == timedelta(seconds=30)
