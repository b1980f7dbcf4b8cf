"""What became of an attempt is written once, by its owner, with everything that follows from it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from scheduler.model import Expiry, PartState, Phase
from scheduler.queue.database.tables import events


def test_a_delivered_part_keeps_its_receipt_and_closes_its_attempt(desk: Any) -> None:
    """The part is final; the log says when it ended, how, and with which answer."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    ids = desk.settle(begun, now=desk.NOON + timedelta(seconds=2), receipt="id-1")
    part, (row,) = desk.post().parts[0], desk.store.attempts()
    assert ids == [begun.part_id]
    assert (part.state, part.receipt, part.attempts) == (PartState.DELIVERED, "id-1", 1)
    assert (row.outcome, row.phase, row.status) == ("delivered", Phase.ANSWERED, 200)
    assert row.ended_at == desk.NOON + timedelta(seconds=2)


@pytest.mark.parametrize("wrong", [{"owner": "daemon-2"}, {"attempt": 2}, {"part_id": 4711}])
def test_only_the_owner_of_the_running_attempt_settles_it(desk: Any, wrong: dict[str, Any]) -> None:
    """Another owner, another attempt, another part: nothing changes."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    assert desk.settle(begun, **wrong) == []
    assert desk.states() == ["sending"]


def test_an_owner_given_up_for_dead_changes_nothing_but_is_heard(desk: Any, other: Any) -> None:
    """It was stopped for longer than its lease; its late answer is in the log and the events, with the receipt."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    other.store.take_over(owner="daemon-2", now=desk.NOON, policies={})
    assert desk.settle(begun, receipt="id-1") == []
    (row,) = desk.store.attempts()
    with desk.store.reading() as connection:
        event = connection.execute(select(events).where(events.c.action == "late-answer")).one()
    assert desk.states() == ["unknown"]
    assert (row.outcome, row.reason) == ("unknown", "owner-gone; answered late: delivered (200)")
    assert (event.subject, json.loads(event.detail)["receipt"]) == ("film/out-now/x#1", "id-1")


def test_settling_twice_settles_once(desk: Any) -> None:
    """The second call, even in the same breath, finds nothing under way."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    twice = [desk.settled(begun), desk.settled(begun, **desk.FAILED)]
    assert desk.store.settle(twice, now=desk.NOON) == [begun.part_id]
    assert desk.states() == ["delivered"]


def test_a_retry_is_scheduled_for_later_with_its_reason(desk: Any) -> None:
    """A wait outlives the process: it is a row."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    desk.settle(begun, **desk.RETRY, ready_at=desk.NOON + desk.MINUTE)
    part = desk.post().parts[0]
    assert (part.state, part.ready_at, part.reason) == (PartState.SCHEDULED, desk.NOON + desk.MINUTE, "busy")
    assert part.due_at == desk.NOON


def test_a_clock_set_back_cannot_make_a_retry_start_too_early(desk: Any) -> None:
    """A `ready_at` before the window opens becomes the moment it opens."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    desk.settle(begun, **desk.RETRY, now=desk.NOON - desk.HOUR, ready_at=desk.NOON - desk.HOUR)
    assert desk.post().parts[0].ready_at == desk.NOON


@pytest.mark.parametrize(("outcome", "first"), [("FAILED", "failed"), ("EXPIRED", "expired")])
def test_parts_behind_a_failed_or_expired_one_are_cancelled_at_once(desk: Any, outcome: str, first: str) -> None:
    """Half a thread is not continued as if nothing had happened."""
    expired = {"state": PartState.EXPIRED, "outcome": "retry", "status": 503, "reason": "busy"}
    desk.add(desk.new(texts=("1", "2", "3")), desk.new("film/other/x", texts=("1", "2")))
    (begun,) = desk.begin()
    desk.settle(begun, **(desk.FAILED if outcome == "FAILED" else expired))
    assert desk.states() == [first, "cancelled", "cancelled"]
    assert [part.reason for part in desk.post().parts[1:]] == ["thread-stopped"] * 2
    assert desk.states("film/other/x") == ["scheduled", "scheduled"]


@pytest.mark.parametrize("expiry", list(Expiry))
def test_a_part_that_expires_between_retries_says_which_bound_was_reached(desk: Any, expiry: Expiry) -> None:
    """The part has the bound's reason, the attempt keeps the receiver's."""
    desk.add(desk.new(expiry=expiry))
    (begun,) = desk.begin()
    desk.settle(begun, state=PartState.EXPIRED, outcome="retry", status=503, reason="busy")
    assert desk.post().parts[0].reason == expiry.value
    assert desk.store.attempts()[0].reason == "busy"


def test_a_delivered_part_makes_the_next_one_ready_now(desk: Any) -> None:
    """Its `ready_at` is the moment it could start, so that its lateness is its own."""
    desk.add(desk.new(texts=("1", "2")))
    later = desk.NOON + 5 * desk.MINUTE
    desk.deliver(now=later)
    (due,) = desk.store.upcoming(later, 10)
    assert (due.part_id, due.ready_at) == (desk.ids()[1], later)


def test_a_channel_that_refused_everything_is_paused_with_its_reason(desk: Any) -> None:
    """A 401 concerns every post of the channel: the part waits, the channel is closed."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    refused = desk.RETRY | {"status": 401, "outcome": "rejected", "reason": "401: token expired"}
    desk.settle(begun, **refused, pause_channel=True)
    assert desk.states() == ["scheduled"]
    assert desk.store.paused_channels() == {"x": "401: token expired"}


@pytest.mark.parametrize("state", [PartState.AWAITING, PartState.SENDING, PartState.CANCELLED])
def test_an_attempt_never_leads_to_a_state_that_is_not_its_end(desk: Any, state: PartState) -> None:
    """Refused where it is made, before it could spoil the transaction of others."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    with pytest.raises(ValueError, match="does not lead"):
        desk.settled(begun, state=state)


def test_many_attempts_of_one_batch_end_each_in_its_own_way(desk: Any) -> None:
    """One transaction settles deliveries, failures, retries and doubts alike."""
    keys = [f"film/{name}/x" for name in ("a", "b", "c", "d")]
    desk.add(*(desk.new(key) for key in keys))
    a, b, c, d = desk.begin([id_ for key in keys for id_ in desk.ids(key)])
    batch = [
        desk.settled(a),
        desk.settled(b, **desk.FAILED),
        desk.settled(c, **desk.RETRY),
        desk.settled(d, **desk.UNKNOWN),
    ]
    assert len(desk.store.settle(batch, now=desk.NOON)) == 4
    assert [desk.states(key) for key in keys] == [["delivered"], ["failed"], ["scheduled"], ["unknown"]]
