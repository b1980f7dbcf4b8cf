"""What a hand may do to a post in each of its states."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scheduler.model import Hand, Override, PartState, Post
from scheduler.plan import approve, cancel, pause, release, resume
from scheduler.plan.hands import BEGUN

Make = Callable[..., Post]
S = PartState
HOUR = timedelta(hours=1)


def test_a_paused_post_says_whose_hand_it_was(make_post: Make, noon: datetime) -> None:
    """The flag that keeps it from being begun, and who set it when; resuming leaves nothing of it."""
    post = make_post()
    paused = pause(post, user="ana", at=noon)
    assert isinstance(paused, Post)
    assert paused.held
    assert [(each.kind, each.user, each.at) for each in paused.overrides] == [(Hand.PAUSED, "ana", noon)]
    assert resume(paused) == post


def test_a_deed_done_twice_changes_nothing(make_post: Make, noon: datetime) -> None:
    """The first hand stays the one that is named."""
    paused = pause(make_post(), user="ana", at=noon)
    assert isinstance(paused, Post)
    assert pause(paused, user="tom", at=noon + HOUR) is paused
    cancelled = cancel(paused, user="ana", at=noon)
    assert isinstance(cancelled, Post)
    assert cancel(cancelled, user="tom", at=noon + HOUR) is cancelled
    assert resume(make_post()) == make_post()
    assert release(make_post()) == make_post()


def test_a_cancelled_post_says_that_a_hand_did_it(make_post: Make, noon: datetime) -> None:
    """Every part that waited, and the reason beside it."""
    done = cancel(make_post(texts=["One", "Two"], states=[S.AWAITING, S.AWAITING]), user="ana", at=noon)
    assert isinstance(done, Post)
    assert [(part.state, part.reason) for part in done.parts] == [(S.CANCELLED, "cancelled by hand")] * 2


def test_a_release_forgets_every_hand(make_post: Make, noon: datetime) -> None:
    """A pause ends; a cancelled post stays cancelled until the files are applied again."""
    post = cancel(pause(make_post(), user="ana", at=noon), user="tom", at=noon)  # type: ignore[arg-type]
    assert isinstance(post, Post)
    done = release(post)
    assert isinstance(done, Post)
    assert (done.held, done.overrides, done.state) == (False, (), S.CANCELLED)


def test_a_begun_post_is_not_given_back(make_post: Make, noon: datetime) -> None:
    """Whatever a hand did to it before: it went as it was, and that is said."""
    moved = Override(kind=Hand.MOVED, user="ana", at=noon)
    assert release(make_post(states=[S.DELIVERED], overrides=(moved,))) == BEGUN[S.DELIVERED]
    assert release(make_post(states=[S.DELIVERED])) == make_post(states=[S.DELIVERED])


@pytest.mark.parametrize("states", [[S.SENDING], [S.UNKNOWN], [S.DELIVERED], [S.DELIVERED, S.SCHEDULED]])
def test_what_was_begun_is_frozen_and_says_so(states: list[PartState], make_post: Make, noon: datetime) -> None:
    """No hand changes it any more, and each state has its own words."""
    post = make_post(texts=["One", "Two"][: len(states)], states=states, approvals_required=1)
    for done in (pause, cancel, approve):
        why = done(post, user="ana", at=noon)
        assert isinstance(why, str)
        assert why.startswith(("is on its way", "was begun", "was delivered"))


@pytest.mark.parametrize("state", [S.CANCELLED, S.FAILED, S.EXPIRED])
def test_what_is_over_does_not_wait(state: PartState, make_post: Make, noon: datetime) -> None:
    """There is nothing to pause, to cancel or to approve."""
    post = make_post(states=[state], approvals_required=1)
    assert {type(done(post, user="ana", at=noon)) for done in (pause, cancel, approve)} == {str}


def test_it_takes_as_many_people_as_the_workspace_says(make_post: Make, noon: datetime) -> None:
    """One person counts once, however often."""
    post = make_post(states=[S.AWAITING], approvals_required=2)
    once = approve(post, user="ana", at=noon)
    assert isinstance(once, Post)
    assert once.state is S.AWAITING
    assert approve(once, user="ana", at=noon + HOUR) is once
    twice = approve(once, user="tom", at=noon + HOUR)
    assert isinstance(twice, Post)
    assert (twice.state, [each.user for each in twice.approved]) == (S.SCHEDULED, ["ana", "tom"])


def test_a_yes_is_to_these_words_at_this_time(make_post: Make, noon: datetime) -> None:
    """Another text or another time makes it void; it stays written, and the person may say yes again."""
    done = approve(make_post(states=[S.AWAITING], approvals_required=1), user="ana", at=noon)
    assert isinstance(done, Post)
    for other in (make_post(texts=["Bye"], approvals_required=1), make_post(hours=48, approvals_required=1)):
        edited = other.approved_by(done.approvals)
        assert (edited.state, edited.approved, edited.approvals) == (S.AWAITING, (), done.approvals)
        again = approve(edited, user="ana", at=noon + HOUR)
        assert isinstance(again, Post)
        assert (again.state, len(again.approvals)) == (S.SCHEDULED, 2)


def test_a_post_that_needs_no_approval_gets_none(make_post: Make, noon: datetime) -> None:
    """Nothing is written that would mean nothing."""
    assert approve(make_post(), user="ana", at=noon) == "needs no approval"


def test_a_held_post_may_be_approved(make_post: Make, noon: datetime) -> None:
    """A pause is about sending, a yes about words and time."""
    post = replace(make_post(states=[S.AWAITING], approvals_required=1), held=True)
    done = approve(post, user="ana", at=noon)
    assert isinstance(done, Post)
    assert (done.state, done.held) == (S.SCHEDULED, True)
