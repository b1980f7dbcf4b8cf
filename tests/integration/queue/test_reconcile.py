"""What time does to parts: windows close, leases run out, owners die."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler.model import Expiry, OnUnknown, PartState


@pytest.mark.parametrize("expiry", list(Expiry))
def test_a_closed_window_expires_the_part_and_says_which_bound_closed_it(desk: Any, expiry: Expiry) -> None:
    """Untrue, expired by its step, or late: the row says which, and nothing is sent."""
    desk.add(desk.new(expiry=expiry))
    end = desk.post().not_after
    assert desk.reconcile(now=end - desk.MINUTE).expired == ()
    closed = desk.reconcile(now=end)
    assert (closed.expired, closed.why) == (("film/out-now/x#1",), {"film/out-now/x#1": expiry})
    assert desk.post().parts[0].reason == expiry.value
    assert desk.reconcile(now=end).expired == ()


@pytest.mark.parametrize("how", ["held", "awaiting", "paused"])
def test_a_post_that_may_not_go_out_expires_like_any_other(desk: Any, how: str) -> None:
    """Held, unapproved, or on a closed channel: past its window it is over, visibly."""
    desk.add(desk.new(held=how == "held", state=PartState.AWAITING if how == "awaiting" else PartState.SCHEDULED))
    if how == "paused":
        desk.store.pause_channel("x", "401", now=desk.NOON, user="daemon-1")
    desk.reconcile(now=desk.NOON + 2 * desk.HOUR)
    assert desk.states() == ["expired"]


def test_the_rest_of_a_thread_stops_with_the_part_that_expired(desk: Any) -> None:
    """However late the daemon looks, one part expired and the rest were stopped by it."""
    desk.add(desk.new(texts=("1", "2", "3")))
    assert desk.reconcile(now=desk.NOON + 5 * desk.HOUR).expired == ("film/out-now/x#1",)
    assert desk.states() == ["expired", "cancelled", "cancelled"]
    assert desk.post().parts[2].reason == "thread-stopped"


def test_a_later_part_with_a_shorter_window_expires_on_its_own(desk: Any) -> None:
    """Behind a delivered part only the later one's own window counts."""
    post = desk.new(texts=("1", "2", "3"))
    second = replace(post.parts[1], not_after=desk.NOON + desk.MINUTE, expiry=Expiry.UNTRUE)
    desk.add(replace(post, parts=(post.parts[0], second, post.parts[2])))
    desk.deliver()
    desk.reconcile(now=desk.NOON + desk.MINUTE)
    assert desk.states() == ["delivered", "expired", "cancelled"]
    assert desk.post().parts[1].reason == "untrue"


def test_an_attempt_under_way_outlives_its_window(desk: Any) -> None:
    """The window decides whether an attempt may start; it never cuts one short."""
    desk.add(desk.new())
    (begun,) = desk.begin(lease_until=desk.NOON + 9 * desk.HOUR)
    assert desk.reconcile(now=desk.NOON + 3 * desk.HOUR).expired == ()
    assert desk.settle(begun) == [begun.part_id]


def test_a_lease_runs_on_wall_time(desk: Any) -> None:
    """Campaign time may leap in a rehearsal: the attempt is lost only when its lease really ran out."""
    desk.add(desk.new())
    desk.begin(lease_until=desk.NOON + desk.MINUTE)
    assert desk.reconcile(now=desk.NOON + desk.HOUR, wall_now=desk.NOON).unknown == ()
    assert desk.reconcile(wall_now=desk.NOON + desk.MINUTE).unknown == ("film/out-now/x#1",)
    (row,) = desk.store.attempts()
    assert (desk.states(), desk.post().parts[0].reason) == (["unknown"], "lease-expired")
    assert (row.outcome, row.reason, row.ended_at) == ("unknown", "lease-expired", desk.NOON)


def test_an_unknown_part_is_held_for_a_person_by_default(desk: Any) -> None:
    """It is not sent again, not given up, and stays so however often the daemon looks."""
    desk.add(desk.new(texts=("1", "2")))
    desk.begin()
    for _ in range(2):
        desk.reconcile(wall_now=desk.NOON + desk.MINUTE, x=OnUnknown.HOLD)
    assert desk.states() == ["unknown", "scheduled"]
    assert desk.begin() == []


def test_resend_schedules_an_unknown_part_again_inside_its_window(desk: Any) -> None:
    """The same part under the same key, one attempt further."""
    desk.add(desk.new())
    desk.begin()
    done = desk.reconcile(wall_now=desk.NOON + desk.MINUTE, x=OnUnknown.RESEND)
    assert (done.unknown, done.resent) == (("film/out-now/x#1",), ("film/out-now/x#1",))
    assert [(each.key, each.attempt) for each in desk.begin()] == [("film/out-now/x#1", 2)]


def test_resend_leaves_a_part_whose_window_closed_to_a_person(desk: Any) -> None:
    """Nobody knows whether it arrived, so it is neither sent stale nor called expired."""
    desk.add(desk.new())
    desk.begin()
    late = desk.NOON + 3 * desk.HOUR
    assert desk.reconcile(now=late, x=OnUnknown.RESEND).resent == ()
    assert desk.states() == ["unknown"]


def test_the_policy_meets_what_an_attempt_itself_settled_as_unknown(desk: Any) -> None:
    """Also a doubt that a living daemon reported is the policy's to resolve."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    desk.settle(begun, **desk.UNKNOWN)
    assert desk.reconcile(x=OnUnknown.RESEND).resent == ("film/out-now/x#1",)


def test_assume_sent_takes_it_as_delivered_without_a_receipt(desk: Any) -> None:
    """The thread goes on; the next part has nothing to answer to, and the row says why."""
    desk.add(desk.new(texts=("1", "2")))
    desk.begin()
    done = desk.reconcile(wall_now=desk.NOON + desk.MINUTE, x=OnUnknown.ASSUME_SENT)
    assert done.assumed == ("film/out-now/x#1",)
    part = desk.post().parts[0]
    assert (part.state, part.receipt, part.reason) == (PartState.DELIVERED, None, "assumed-sent")
    assert [(each.number, each.in_reply_to) for each in desk.begin()] == [(2, None)]


def test_each_channel_has_its_own_policy(desk: Any) -> None:
    """One that resends does not make another resend."""
    desk.add(desk.new("film/a/x"), desk.new("film/a/news"))
    desk.begin(desk.ids("film/a/x") + desk.ids("film/a/news"))
    desk.reconcile(wall_now=desk.NOON + desk.MINUTE, news=OnUnknown.RESEND)
    assert (desk.states("film/a/x"), desk.states("film/a/news")) == (["unknown"], ["scheduled"])


def test_taking_over_asks_for_no_lease_and_leaves_ones_own_attempts(desk: Any, other: Any) -> None:
    """A daemon that holds the lock knows the others are dead; what it sends itself is under way."""
    desk.add(desk.new("film/a/x"), desk.new("film/b/x"))
    desk.begin(desk.ids("film/a/x"))
    other.begin(other.ids("film/b/x"))
    done = other.store.take_over(owner="daemon-2", now=desk.NOON, policies={"x": OnUnknown.RESEND})
    assert (done.unknown, done.resent) == (("film/a/x#1",), ("film/a/x#1",))
    assert (desk.states("film/a/x"), desk.states("film/b/x")) == (["scheduled"], ["sending"])
