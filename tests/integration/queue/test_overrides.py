"""What people do to posts by hand: one transaction, one deed, one revision; and taken back whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from scheduler.errors import StalePlanError, TminusError
from scheduler.model import FROZEN, TRANSITIONS, Change, Hand, Op, PartState, Post
from scheduler.plan import approve, cancel, move, pause, release, resume
from scheduler.queue import Deed, Overridden

S = PartState
EARLY = timedelta(hours=1)
DEEDS: dict[str, Callable[..., Post | str]] = {"paused": pause, "cancelled": cancel, "approved": approve}


def by(desk: Any, verb: str, *keys: str, user: str = "ana", to: datetime | None = None, **more: Any) -> Overridden:
    """Do something by hand to the default post, an hour before it is due."""
    at = desk.NOON - EARLY
    decide: Callable[[Post], Post | str] = {"resumed": resume, "released": release}.get(verb, resume)
    if verb in DEEDS:
        decide = partial(DEEDS[verb], user=user, at=at)
    if verb == "moved":
        decide = partial(move, due_at=to, late=2 * EARLY, user=user, at=at, said=str)
    done: Overridden = desk.store.override(keys or ["film/out-now/x"], decide, verb=verb, now=at, user=user, **more)
    return done


def undo(desk: Any, user: str = "tom") -> Deed:
    """Take the last deed back."""
    deed = desk.store.last_deed()
    assert deed is not None
    undone: Deed = desk.store.undo(deed.revision, now=desk.NOON, user=user)
    return undone


# ---------------------------------------------------------------- the verbs


def test_a_paused_post_is_not_begun_and_a_resumed_one_is(desk: Any) -> None:
    """The daemon sees neither hint nor part of it meanwhile."""
    desk.add(desk.new())
    by(desk, "paused")
    assert desk.begin() == []
    assert desk.store.upcoming(desk.NOON, 10) == []
    assert desk.post().override(Hand.PAUSED).user == "ana"
    by(desk, "resumed")
    assert desk.post() == desk.new()
    assert len(desk.begin()) == 1


def test_a_moved_post_is_begun_at_its_new_time(desk: Any) -> None:
    """Not at the old one; all parts go along, in the row as in the value."""
    desk.add(desk.new(texts=("1", "2")))
    moved = by(desk, "moved", to=desk.NOON + desk.HOUR).changed[0]
    assert desk.post() == moved
    assert desk.begin() == []
    assert [each.due_at for each in desk.begin(now=desk.NOON + desk.HOUR)] == [desk.NOON + desk.HOUR]


def test_a_cancelled_post_is_not_begun_and_comes_back_with_an_apply(desk: Any) -> None:
    """Released it stays cancelled, and the plan that asks for it brings it back."""
    desk.add(desk.new())
    by(desk, "cancelled")
    assert desk.begin() == []
    by(desk, "released")
    assert desk.states() == ["cancelled"]
    desk.change(Op.ADD, "film/out-now/x", desk.new())
    assert desk.post() == desk.new()


def test_an_expired_post_that_is_moved_waits_again(desk: Any) -> None:
    """Also where it needs an approval: expired, scheduled, awaiting, along the table."""
    desk.add(desk.new(state=S.AWAITING, approvals_required=1))
    desk.reconcile(now=desk.NOON + 3 * desk.HOUR)
    assert desk.states() == ["expired"]
    assert by(desk, "moved", to=desk.NOON + 9 * desk.HOUR).changed == (desk.post(),)
    assert desk.states() == ["awaiting"]


def test_approvals_of_different_people_schedule_a_post(desk: Any) -> None:
    """Who and when is kept; begin takes nothing before."""
    desk.add(desk.new(state=S.AWAITING, approvals_required=2))
    by(desk, "approved")
    assert by(desk, "approved").changed == ()
    assert (desk.states(), desk.begin()) == (["awaiting"], [])
    by(desk, "approved", user="tom")
    assert [(each.user, each.at) for each in desk.post().approvals] == [
        ("ana", desk.NOON - EARLY),
        ("tom", desk.NOON - EARLY),
    ]
    assert len(desk.begin()) == 1


def test_a_post_nobody_approved_in_time_expires(desk: Any) -> None:
    """Awaiting past its window is over, as everything else is."""
    desk.add(desk.new(state=S.AWAITING, approvals_required=1))
    assert desk.reconcile(now=desk.NOON + 2 * desk.HOUR).expired == ("film/out-now/x#1",)


@pytest.mark.parametrize("verb", ["paused", "moved", "cancelled", "approved", "released"])
@pytest.mark.parametrize("state", list(S))
def test_no_hand_moves_a_part_against_the_table(desk: Any, state: PartState, verb: str) -> None:
    """From each state each verb leads along the table, in two moves at most, or leaves the part alone."""
    desk.add(desk.new(texts=("1", "2"), approvals_required=1, state=S.AWAITING))
    desk.force(state)
    by(desk, verb, to=desk.NOON + desk.HOUR)
    after = desk.states()
    assert after[0] in {state} | TRANSITIONS[state] | {two for one in TRANSITIONS[state] for two in TRANSITIONS[one]}
    if state in FROZEN:
        assert after == [state, S.AWAITING]


# ---------------------------------------------------------------- one deed


def test_a_deed_is_one_revision_and_one_event_a_post(desk: Any) -> None:
    """A plan made before is stale; who did what stands beside the post."""
    desk.add(desk.new("film/a/x"), desk.new("film/b/x"))
    plan = desk.plan(Change(op=Op.ADD, key="film/c/x", before=None, after=desk.new("film/c/x"), reason="new"))
    done = by(desk, "paused", "film/a/x", "film/b/x")
    assert (done.revision, desk.store.revision()) == (2, 2)
    with pytest.raises(StalePlanError):
        desk.store.apply(plan, now=desk.NOON, user="mara")
    for key in ("film/a/x", "film/b/x"):
        events = desk.store.events(desk.post(key))
        assert [(row.user, row.action) for row in events] == [("mara", "add"), ("ana", "paused")]


def test_a_deed_that_changes_nothing_is_none(desk: Any) -> None:
    """No revision, no event, nothing to undo but what was there before."""
    desk.add(desk.new())
    by(desk, "paused")
    again = by(desk, "paused", user="tom")
    assert (again.changed, again.same, again.revision) == ((), (desk.post(),), 2)
    assert desk.store.revision() == 2
    assert desk.store.last_deed().revision == 2


def test_what_was_begun_stays_and_the_rest_is_changed(desk: Any) -> None:
    """A selection with one post on its way: that one says why, the others are paused."""
    desk.add(desk.new("film/a/x"), desk.new("film/b/x"))
    desk.begin(desk.ids("film/a/x"))
    done = by(desk, "paused", "film/a/x", "film/b/x")
    assert [post.key for post in done.changed] == ["film/b/x"]
    assert list(done.refused) == ["film/a/x"]


def test_a_whole_deed_changes_all_or_nothing(desk: Any) -> None:
    """One post that cannot move keeps the others where they are."""
    desk.add(desk.new("film/a/x"), desk.new("film/b/x"))
    desk.begin(desk.ids("film/a/x"))
    done = by(desk, "moved", "film/a/x", "film/b/x", to=desk.NOON + desk.HOUR, whole=True)
    assert (done.changed, desk.post("film/b/x").due_at, desk.store.revision()) == ((), desk.NOON, 1)


# ---------------------------------------------------------------- everything


def test_a_paused_queue_begins_nothing_whoever_opens_it(desk: Any, other: Any) -> None:
    """It outlives the process that paused it, and tells since when."""
    desk.add(desk.new())
    paused = desk.store.pause_all(now=desk.NOON, user="ana")
    assert other.store.paused_all() == paused == desk.store.pause_all(now=desk.NOON + EARLY, user="tom")
    assert (other.begin(), other.store.upcoming(desk.NOON, 10)) == ([], [])
    assert other.store.next_instant(desk.NOON) == desk.NOON + 2 * desk.HOUR, "its window still closes"
    assert other.store.resume_all(now=desk.NOON, user="tom") == paused
    assert other.store.resume_all(now=desk.NOON, user="tom") is None
    assert len(desk.begin()) == 1


# ---------------------------------------------------------------- undo


def test_an_apply_is_undone_whole(desk: Any) -> None:
    """What it added is gone, what it changed and cancelled is as it was, to the last field."""
    kept, gone = desk.new("film/a/x", texts=("1", "2")), desk.new("film/b/x")
    desk.add(kept, gone)
    changes = [
        Change(op=Op.REWORD, key=kept.key, before=kept, after=desk.new("film/a/x", texts=("3",)), reason=""),
        Change(op=Op.CANCEL, key=gone.key, before=gone, after=None, reason=""),
        Change(op=Op.ADD, key="film/c/x", before=None, after=desk.new("film/c/x"), reason="new"),
    ]
    desk.apply(*changes)
    deed = undo(desk)
    assert (deed.action, deed.user, sorted(deed.before)) == ("applied", "mara", ["film/a/x", "film/b/x", "film/c/x"])
    assert desk.store.posts() == [kept, gone]
    assert desk.store.revision() == 3


@pytest.mark.parametrize("verb", ["paused", "moved", "cancelled", "approved"])
def test_a_hand_is_undone_whole(desk: Any, verb: str) -> None:
    """The post is as it was, and a plan made before the undo is stale."""
    before = desk.new(texts=("1", "2"), state=S.AWAITING, approvals_required=1)
    desk.add(before)
    by(desk, verb, to=desk.NOON + desk.HOUR)
    assert desk.post() != before
    undo(desk)
    assert (desk.post(), desk.store.revision()) == (before, 3)
    assert [row.action for row in desk.store.events(before)] == ["add", verb, "undone"]
    assert len(desk.begin()) == 0


def test_a_release_is_undone_too(desk: Any) -> None:
    """The hand is back."""
    desk.add(desk.new())
    by(desk, "paused")
    by(desk, "released")
    undo(desk)
    assert desk.post().held
    assert desk.begin() == []


def test_a_failed_post_that_a_new_time_revived_has_failed_again(desk: Any) -> None:
    """Undo puts rows back: failed is entered by an attempt only, and this one had failed."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    desk.settle(begun, **desk.FAILED)
    failed = desk.post()
    by(desk, "moved", to=desk.NOON + desk.HOUR)
    assert desk.states() == ["scheduled"]
    undo(desk)
    assert desk.post() == failed


def test_deeds_are_undone_one_after_the_other(desk: Any) -> None:
    """From the last one back, until nothing is left; an undo is no deed itself."""
    desk.add(desk.new())
    by(desk, "paused")
    by(desk, "cancelled")
    assert [undo(desk).action for _ in range(3)] == ["cancelled", "paused", "applied"]
    assert desk.store.posts() == []
    assert desk.store.last_deed() is None
    with pytest.raises(TminusError) as caught:
        desk.store.undo(1, now=desk.NOON, user="tom")
    assert caught.value.problems[0].code == "undo-nothing"


@pytest.mark.parametrize("moment", ["sending", "delivered", "failed", "unknown", "retried"])
def test_once_a_post_was_begun_it_is_too_late(desk: Any, moment: str) -> None:
    """Whatever came of it since, and whole: the other posts of the apply stay, too."""
    desk.add(desk.new(), desk.new("film/b/x"))
    (begun,) = desk.begin()
    became = {"delivered": {}, "failed": desk.FAILED, "unknown": desk.UNKNOWN, "retried": desk.RETRY}
    if moment in became:
        desk.settle(begun, **became[moment])
    before = desk.store.posts()
    with pytest.raises(TminusError, match="begun") as caught:
        desk.store.undo(1, now=desk.NOON, user="tom")
    assert (caught.value.exit_code, caught.value.problems[0].code) == (1, "undo-begun")
    with pytest.raises(TminusError, match="begun"):
        desk.store.last_deed()
    assert desk.store.posts() == before


def test_another_deed_in_between_is_not_undone_unseen(desk: Any) -> None:
    """Who looked at one deed does not take back another."""
    desk.add(desk.new())
    seen = desk.store.last_deed()
    by(desk, "paused")
    with pytest.raises(StalePlanError, match="since"):
        desk.store.undo(seen.revision, now=desk.NOON, user="tom")
    assert desk.post().held


def test_an_attempt_that_is_still_remembered_touches_nothing_after_an_undo(desk: Any) -> None:
    """A daemon's hint of the part that was there finds none; the refilled one finds the part that is."""
    desk.add(desk.new())
    old = desk.ids()
    by(desk, "moved", to=desk.NOON + desk.HOUR)
    undo(desk)
    assert desk.begin(old) == []
    assert len(desk.begin(desk.ids())) == 1


def test_approvals_survive_a_rewording_and_its_undo(desk: Any) -> None:
    """The record is kept through every change, and holds again with what it was given for."""
    first = desk.new(state=S.AWAITING, approvals_required=1)
    desk.add(first)
    by(desk, "approved")
    approved = desk.post()
    other = desk.new(texts=("Other.",), state=S.AWAITING, approvals_required=1)
    desk.change(Op.REWORD, first.key, other.approved_by(approved.approvals))
    assert (desk.states(), len(desk.post().approvals)) == (["awaiting"], 1)
    undo(desk)
    assert desk.post() == replace(approved, place=desk.post().place)
