"""A part that may have arrived and is sent again: it goes as it went, for as long as its receiver tells repeats."""

from datetime import timedelta
from typing import Any

import pytest

from scheduler import plan as planning
from scheduler.errors import StalePlanError
from scheduler.model import Op, Phase
from scheduler.plan.hands import UNSURE

REPEATED = {"outcome": "retry", "phase": Phase.SENT, "status": None, "reason": "no answer"}


def unsure(desk: Any) -> None:
    """Put a post back that may have arrived."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    desk.settle(begun, **desk.RETRY | REPEATED, ready_at=desk.NOON + desk.MINUTE)


def test_a_part_that_may_have_arrived_is_frozen(desk: Any) -> None:
    """A record's key is made of its time: moved, or with other words, it would be a second post."""
    unsure(desk)
    post = desk.post()
    assert (desk.states(), post.frozen, post.waits) == (["scheduled"], True, False)
    there = desk.NOON + desk.HOUR
    moved = planning.move(post, there, late=desk.HOUR, user="mara", at=desk.NOON, said=str)
    assert moved == planning.cancel(post, user="mara", at=desk.NOON) == UNSURE
    with pytest.raises(StalePlanError):
        desk.change(Op.RETIME, post.key, desk.new(due=there))


def test_it_goes_again_with_when_it_first_went(desk: Any, other: Any) -> None:
    """Whatever the later attempts said; a new daemon knows it."""
    unsure(desk)
    now = desk.NOON + desk.MINUTE
    (again,) = desk.begin(now=now)
    assert again.unsure_since == desk.NOON
    desk.settle(again, now=now, **desk.RETRY)
    (third,) = other.begin(now=now + desk.MINUTE)
    assert (third.unsure_since, third.failures, third.tried_since) == (desk.NOON, 2, desk.NOON)


def test_a_person_who_knows_that_it_did_not_arrive_sets_it_free(desk: Any) -> None:
    """And a receiver that said no does, too."""
    unsure(desk)
    now = desk.NOON + desk.MINUTE
    (again,) = desk.begin(now=now)
    desk.settle(again, now=now, **desk.UNKNOWN)
    desk.store.resolve("film/out-now/x", sent=False, now=now, receipt=None, user="mara")
    assert not desk.post().frozen
    (third,) = desk.begin(now=now)
    assert third.unsure_since is None
    desk.settle(third, now=now, **desk.FAILED)
    assert not desk.post().frozen


@pytest.mark.parametrize(("minutes", "state"), [(54, "scheduled"), (55, "unknown")])
def test_a_lost_attempt_is_sent_again_while_its_key_is_remembered(desk: Any, minutes: int, state: str) -> None:
    """Mastodon forgets a key after an hour: counted from the first attempt that may have arrived."""
    unsure(desk)
    now = desk.NOON + desk.MINUTE
    assert len(desk.begin(now=now)) == 1
    late = desk.NOON + minutes * desk.MINUTE
    changed = desk.reconcile(now=late, x=timedelta(minutes=55))
    assert changed.unknown == ("film/out-now/x#1",)
    assert changed.resent == (("film/out-now/x#1",) if state == "scheduled" else ())
    assert desk.states() == [state]
    if state == "scheduled":
        assert [each.unsure_since for each in desk.begin(now=late)] == [desk.NOON]
