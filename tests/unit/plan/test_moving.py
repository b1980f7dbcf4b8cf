"""A post at another time is true there, or is not moved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.model import Expiry, Hand, PartState, Post
from scheduler.plan import approve, cancel, move

Make = Callable[..., Post]
S = PartState
HOUR = timedelta(hours=1)
LATE = 2 * HOUR


def moved(post: Post, to: datetime, now: datetime, *, user: str = "ana") -> Post | str:
    return move(post, to, late=LATE, user=user, at=now, said=lambda instant: f"<{instant:%d %H:%M}>")


def done(post: Post, to: datetime, now: datetime, *, user: str = "ana") -> Post:
    found = moved(post, to, now, user=user)
    assert isinstance(found, Post), found
    return found


def test_all_parts_move_and_the_late_bound_with_them(make_post: Make, noon: datetime) -> None:
    """Due, ready and window are what a plan would have made there; the words are untouched."""
    post = make_post(texts=["One", "Two"])
    there = done(post, noon + 30 * HOUR, noon)
    assert there.due_at == noon + 30 * HOUR
    assert {(part.due_at, part.ready_at, part.not_before) for part in there.parts} == {(noon + 30 * HOUR,) * 3}
    assert there.parts[0].not_after == noon + 32 * HOUR
    assert there.content_hash == post.content_hash
    assert there.override(Hand.MOVED) is not None


def test_the_end_of_what_it_says_stays_where_it_is(make_post: Make, noon: datetime) -> None:
    """A truth does not move along: moved near its end, it ends as `untrue`."""
    post = make_post(true_until=noon + 40 * HOUR)
    there = done(post, noon + 39 * HOUR, noon)
    assert (there.not_after, there.parts[0].expiry) == (noon + 40 * HOUR, Expiry.UNTRUE)


def test_what_a_step_lets_expire_expires_as_long_after_the_new_time(make_post: Make, noon: datetime) -> None:
    """`expires: 1h` is said from the time it is due."""
    post = make_post(expires_at=noon + 25 * HOUR)
    there = done(post, noon + 30 * HOUR, noon)
    assert (there.expires_at, there.not_after, there.parts[0].expiry) == (
        noon + 31 * HOUR,
        noon + 31 * HOUR,
        Expiry.EXPIRES,
    )


@pytest.mark.parametrize("hours", [40, 41, 400])
def test_a_time_at_which_it_would_not_be_true_is_refused_with_the_window(
    hours: int, make_post: Make, noon: datetime
) -> None:
    """The end of its window is no time to be due any more."""
    why = moved(make_post(true_until=noon + 40 * HOUR), noon + hours * HOUR, noon)
    assert isinstance(why, str)
    assert why.startswith("is true until <03 04:00>; <")
    assert why.endswith("is outside of that")


def test_a_time_before_it_is_true_is_refused(make_post: Make, noon: datetime) -> None:
    """Both ends are said."""
    post = make_post(true_until=noon + 40 * HOUR)
    early = replace(post, parts=tuple(replace(part, true_from=noon + 20 * HOUR) for part in post.parts))
    assert moved(early, noon + 19 * HOUR, noon) == (
        "is true from <02 08:00> until <03 04:00>; <02 07:00> is outside of that"
    )
    assert done(early, noon + 20 * HOUR, noon).not_before == noon + 20 * HOUR


def test_a_thread_moves_only_where_every_part_of_it_ends_true(make_post: Make, noon: datetime) -> None:
    """The third part is sent some seconds after the first: that has to be before its words are over."""
    post = make_post(texts=["One", "Two", "Three"])
    last = replace(post.parts[2], true_until=noon + 40 * HOUR)
    thread = replace(post, parts=(*post.parts[:2], last))
    assert isinstance(moved(thread, noon + 40 * HOUR - timedelta(seconds=10), noon), str)
    there = done(thread, noon + 40 * HOUR - timedelta(seconds=11), noon)
    assert there.not_after == noon + 40 * HOUR - timedelta(seconds=10)


def test_a_thread_moves_only_where_every_part_of_it_is_true_already(make_post: Make, noon: datetime) -> None:
    """Its last part begins to be true later than the others: the thread would stand still in the middle."""
    post = make_post(texts=["One", "Two"])
    thread = replace(post, parts=(post.parts[0], replace(post.parts[1], true_from=noon + 20 * HOUR)))
    assert moved(thread, noon + 19 * HOUR, noon) == "is true from <02 08:00>; <02 07:00> is outside of that"
    assert done(thread, noon + 20 * HOUR, noon).due_at == noon + 20 * HOUR


def test_a_post_moves_into_the_future_only(make_post: Make, noon: datetime) -> None:
    """A time that is over, or now, is a slip of the hand."""
    for to in (noon - HOUR, noon):
        assert "future" in str(moved(make_post(), to, noon))


def test_two_moves_are_one_override_from_where_the_files_had_it(make_post: Make, noon: datetime) -> None:
    """The last hand is named, and the first time."""
    post = make_post()
    twice = done(done(post, noon + 30 * HOUR, noon), noon + 31 * HOUR, noon, user="tom")
    assert [(each.user, each.was) for each in twice.overrides] == [("tom", post.due_at)]


def test_a_move_to_where_it_is_changes_nothing(make_post: Make, noon: datetime) -> None:
    """No override without a difference."""
    post = make_post()
    assert moved(post, post.due_at, noon) is post


@pytest.mark.parametrize("state", [S.FAILED, S.EXPIRED])
def test_what_failed_or_expired_gets_another_chance(state: PartState, make_post: Make, noon: datetime) -> None:
    """With another time while it is true, and its reason forgotten."""
    there = done(make_post(hours=-3, states=[state]), noon + HOUR, noon)
    assert (there.state, there.parts[0].reason) == (S.SCHEDULED, None)


def test_what_is_cancelled_or_was_begun_is_not_moved(make_post: Make, noon: datetime) -> None:
    """The one is released first, the other is out."""
    cancelled = cancel(make_post(), user="ana", at=noon)
    assert isinstance(cancelled, Post)
    for post in (
        cancelled,
        make_post(states=[S.DELIVERED]),
        make_post(texts=["1", "2"], states=[S.DELIVERED, S.FAILED]),
    ):
        assert isinstance(moved(post, noon + 30 * HOUR, noon), str)


def test_a_moved_post_waits_for_its_approval_again(make_post: Make, noon: datetime) -> None:
    """The yes was to another time; moved back, it holds again."""
    post = approve(make_post(states=[S.AWAITING], approvals_required=1), user="ana", at=noon)
    assert isinstance(post, Post)
    there = done(post, noon + 30 * HOUR, noon)
    assert (post.state, there.state) == (S.SCHEDULED, S.AWAITING)
    assert done(there, post.due_at, noon).state is S.SCHEDULED


@given(
    to=st.integers(1, 200),
    start=st.none() | st.integers(0, 24),
    end=st.none() | st.integers(26, 100),
    texts=st.lists(st.just("Hello"), min_size=1, max_size=4),
)
def test_wherever_a_post_is_moved_its_window_is_one(
    to: int, start: int | None, end: int | None, texts: list[str], make_post: Make, noon: datetime
) -> None:
    """not_before <= due_at < not_after for every part, inside its truth; the first part is the first to end."""
    post = make_post(texts=texts)
    true_from = None if start is None else noon + start * HOUR
    true_until = None if end is None else noon + end * HOUR
    parts = tuple(replace(part, true_from=true_from, true_until=true_until) for part in post.parts)
    there = moved(replace(post, parts=parts), noon + to * HOUR, noon)
    outside = (start is not None and to < start) or (end is not None and to >= end)
    assert isinstance(there, str) is outside
    if isinstance(there, Post):
        for part in there.parts:
            assert part.not_before <= part.due_at < part.not_after
            assert true_until is None or part.not_after <= true_until
        assert all(first.not_after <= later.not_after for first, later in pairwise(there.parts))
