"""What a plan says about every pair of files and queue, and that applying it leaves nothing to say."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import Severity
from scheduler.model import APPLIED, Change, Op, PartState, Plan, Post
from scheduler.plan import Drafted, approve, cancel, move, pause, plan, release, resent

Make = Callable[..., Post]

S = PartState
HOUR = timedelta(hours=1)


def planned(
    files: Iterable[Post], queue: Iterable[Post], now: datetime, renamed: dict[str, str] | None = None
) -> tuple[Change, ...]:
    """Return the changes between files and queue."""
    drafted = Drafted(posts=tuple(files), problems=(), renamed=MappingProxyType(renamed or {}))
    return plan(drafted, queue, revision=3, files="f", now=now).changes


def only(changes: tuple[Change, ...]) -> Change:
    """Return the one change there is."""
    (change,) = changes
    return change


def applied(changes: Iterable[Change], queue: Iterable[Post]) -> dict[str, Post]:
    """Do with a queue what apply does with the real one, in the smallest way."""
    rows = {post.key: post for post in queue}
    for change in changes:
        if change.op in {Op.ADD, Op.RETIME, Op.REWORD}:
            assert change.after is not None
            assert rows.get(change.key) == change.before  # what the plan saw is what apply finds
            rows[change.key] = change.after
        elif change.op is Op.CANCEL:
            post = rows[change.key]
            parts = tuple(
                replace(part, state=S.CANCELLED) if part.state in {S.AWAITING, S.SCHEDULED} else part
                for part in post.parts
            )
            rows[change.key] = replace(post, parts=parts)
    return rows


def test_a_new_post_is_added(make_post: Make, noon: datetime) -> None:
    """What the queue does not have is new."""
    post = make_post()
    assert only(planned([post], [], noon)) == Change(
        op=Op.ADD, key=post.key, before=None, after=post, reason="new", place=post.place
    )


def test_a_post_as_the_files_have_it_is_no_change(make_post: Make, noon: datetime) -> None:
    """Waiting, being sent, unknown or delivered: the same is the same, wherever in its file it stands now."""
    moved = make_post(place=None, when="another spelling of the rule")
    for state in (S.AWAITING, S.SCHEDULED, S.SENDING, S.UNKNOWN, S.DELIVERED):
        assert planned([moved], [make_post(states=[state])], noon) == ()


def test_a_post_at_another_time_is_retimed(make_post: Make, noon: datetime) -> None:
    """Both times are said; a text that changed along with it is, too."""
    change = only(planned([make_post(hours=48)], [make_post(hours=24)], noon))
    assert (change.op, change.reason) == (Op.RETIME, "moved from Sat 02 Jan 12:00 to Sun 03 Jan 12:00 UTC")
    change = only(planned([make_post(hours=48, texts=["Bye"])], [make_post(hours=24)], noon))
    assert (change.op, change.reason) == (
        Op.RETIME,
        "moved from Sat 02 Jan 12:00 to Sun 03 Jan 12:00 UTC; text changed",
    )


def test_a_moved_zone_is_said_with_the_times(make_post: Make, noon: datetime) -> None:
    """Twelve o'clock in one zone is not twelve o'clock in another."""
    after = make_post(hours=29, zone="America/New_York", wall="2027-01-02 12:00")
    change = only(planned([after], [make_post()], noon))
    assert change.reason == "moved from Sat 02 Jan 12:00 UTC to Sat 02 Jan 12:00 New York"


def test_a_post_with_another_text_is_reworded(make_post: Make, noon: datetime) -> None:
    """A thread that gains a part is another text as well, and so is one for another platform."""
    queued = make_post()
    for post in (make_post(texts=["Bye"]), make_post(texts=["Hello", "again"]), make_post(platform="bluesky")):
        change = only(planned([post], [queued], noon))
        assert (change.op, change.reason) == (Op.REWORD, "text changed")


def test_a_post_with_another_window_is_reworded(make_post: Make, noon: datetime) -> None:
    """What is sent until when must be what the files say, even if the text is the same."""
    for post in (make_post(late=HOUR), make_post(true_until=noon + 30 * HOUR)):
        change = only(planned([post], [make_post()], noon))
        assert (change.op, change.reason) == (Op.REWORD, "window changed")


def test_a_waiting_post_that_no_file_asks_for_is_cancelled(make_post: Make, noon: datetime) -> None:
    """A removed step, row or channel takes its post with it."""
    for state in (S.SCHEDULED, S.AWAITING):
        queued = make_post(states=[state])
        change = only(planned([], [queued], noon))
        assert (change.op, change.before, change.after) == (Op.CANCEL, queued, None)
        assert change.reason == "no file asks for it any more"


@pytest.mark.parametrize("state", [S.SENDING, S.UNKNOWN, S.DELIVERED, S.FAILED, S.EXPIRED, S.CANCELLED])
def test_what_was_begun_or_is_over_stays_when_its_step_is_removed(
    state: PartState, make_post: Make, noon: datetime
) -> None:
    """There is nothing left to cancel."""
    assert planned([], [make_post(states=[state])], noon) == ()


SAID = {
    S.SENDING: "on its way{}",
    S.UNKNOWN: "nobody knows whether it was sent{}: left as it is",
    S.DELIVERED: "already sent{}",
}


@pytest.mark.parametrize("state", [S.SENDING, S.UNKNOWN, S.DELIVERED])
def test_a_begun_post_is_listed_if_the_files_changed_since(state: PartState, make_post: Make, noon: datetime) -> None:
    """Sent is sent: a new text or time is told, and not applied."""
    queued = make_post(states=[state])
    change = only(planned([make_post(texts=["Bye"])], [queued], noon))
    said = SAID[state].format("")
    assert (change.op, change.before, change.reason) == (Op.SENT, queued, f"{said}; text changed since")
    change = only(planned([make_post(hours=48)], [queued], noon))
    assert (change.op, change.reason) == (Op.SENT, f"{said}; time changed since")


def test_a_sent_post_does_not_care_about_its_window(make_post: Make, noon: datetime) -> None:
    """Another `late` rule is no news about what was sent."""
    assert planned([make_post(late=HOUR)], [make_post(states=[S.DELIVERED])], noon) == ()


def test_a_thread_of_which_one_part_is_out_is_not_touched(make_post: Make, noon: datetime) -> None:
    """Its later parts go out as they were applied."""
    queued = make_post(texts=["One", "Two"], states=[S.DELIVERED, S.SCHEDULED])
    assert only(planned([make_post(texts=["One", "Three"])], [queued], noon)).op is Op.SENT
    assert planned([], [queued], noon) == ()


def test_a_post_whose_time_was_over_before_it_was_planned_is_missed(make_post: Make, noon: datetime) -> None:
    """It is listed with the bound that closed, and never queued."""
    change = only(planned([make_post(hours=-2)], [], noon))
    assert (change.op, change.reason) == (Op.MISSED, "its time was over Fri 01 Jan 12:00 UTC (late)")
    change = only(planned([make_post(hours=-1, true_until=noon)], [], noon))
    assert (change.op, change.reason) == (Op.MISSED, "its time was over Fri 01 Jan 12:00 UTC (untrue)")


def test_a_post_inside_its_window_goes_out_at_once(make_post: Make, noon: datetime) -> None:
    """It is late, and still true."""
    for hours in (0, -1, -1.99):
        change = only(planned([make_post(hours=hours)], [], noon))
        assert change.op is Op.ADD
        assert "goes out at once" in change.reason


def test_a_thread_is_missed_if_one_of_its_parts_is_over(make_post: Make, noon: datetime) -> None:
    """A thread that cannot be finished is not begun."""
    post = make_post(hours=-1, texts=["One", "Two"])
    post = replace(post, parts=(post.parts[0], replace(post.parts[1], not_after=noon)))
    assert only(planned([post], [], noon)).op is Op.MISSED


def test_a_waiting_post_that_moves_into_the_past_is_cancelled(make_post: Make, noon: datetime) -> None:
    """It must not go out at the old time, when it is no longer true; and the next plan has nothing to say."""
    queued, post = make_post(hours=24), make_post(hours=-24)
    change = only(planned([post], [queued], noon))
    assert (change.op, change.before, change.after) == (Op.CANCEL, queued, post)
    assert change.reason == "time changed, and its new time is over already"
    assert planned([post], applied([change], [queued]).values(), noon) == ()


def test_an_overdue_post_that_did_not_change_is_left_to_the_daemon(make_post: Make, noon: datetime) -> None:
    """A plan is not what expires it."""
    post = make_post(hours=-24)
    assert planned([post], [post], noon) == ()


@pytest.mark.parametrize("state", [S.FAILED, S.EXPIRED])
def test_a_new_future_time_brings_back_what_failed_or_expired(
    state: PartState, make_post: Make, noon: datetime
) -> None:
    """A moved release revives its countdown; without a new time, or with a past one, nothing happens."""
    queued = make_post(hours=-24, states=[state])
    change = only(planned([make_post(hours=24)], [queued], noon))
    assert (change.op, change.before) == (Op.RETIME, queued)
    for post in (make_post(hours=-24), make_post(hours=-24, texts=["Bye"]), make_post(hours=-25), make_post(hours=-1)):
        assert planned([post], [queued], noon) == ()


def test_a_stopped_thread_comes_back_with_a_new_time(make_post: Make, noon: datetime) -> None:
    """Its first part failed, its second was cancelled: the files' new time revives the whole."""
    queued = make_post(hours=-1, texts=["One", "Two"], states=[S.FAILED, S.CANCELLED])
    assert only(planned([make_post(hours=24, texts=["One", "Two"])], [queued], noon)).op is Op.RETIME


def test_a_cancelled_post_that_is_asked_for_again_comes_back(make_post: Make, noon: datetime) -> None:
    """A step that was removed and put back, inside its window or ahead of it."""
    queued = make_post(states=[S.CANCELLED])
    change = only(planned([make_post()], [queued], noon))
    assert (change.op, change.before, change.reason) == (Op.ADD, queued, "back again")
    change = only(planned([make_post(hours=-1)], [make_post(hours=-1, states=[S.CANCELLED])], noon))
    assert (change.op, change.reason[:11]) == (Op.ADD, "due already")
    assert planned([make_post(hours=-3)], [make_post(hours=-3, states=[S.CANCELLED])], noon) == ()


# ---------------------------------------------------------------- held by hand


@pytest.mark.parametrize("state", [S.SCHEDULED, S.AWAITING, S.CANCELLED, S.FAILED, S.EXPIRED, S.UNKNOWN])
def test_every_plan_shows_what_is_held_by_hand(state: PartState, make_post: Make, noon: datetime) -> None:
    """It is left alone, changed or not, until somebody releases it."""
    queued = make_post(states=[state], held=True)
    change = only(planned([make_post()], [queued], noon))
    assert (change.op, change.before, change.reason) == (Op.HELD, queued, "held by hand")
    change = only(planned([make_post(hours=48)], [queued], noon))
    assert (change.op, change.reason) == (Op.HELD, "held by hand; the files have another time")


def test_a_held_post_that_was_sent_meanwhile_is_a_sent_post(make_post: Make, noon: datetime) -> None:
    """The flag means nothing any more."""
    queued = make_post(states=[S.DELIVERED], held=True)
    assert planned([make_post()], [queued], noon) == ()
    assert only(planned([make_post(texts=["Bye"])], [queued], noon)).op is Op.SENT


def test_a_held_post_whose_text_or_truth_changed_is_cancelled_and_not_sent_as_it_was(
    make_post: Make, noon: datetime
) -> None:
    """A hand that moved it did not know; afterwards it is shown as held until it is released."""
    queued = make_post(held=True, true_until=noon + 40 * HOUR)
    for post, what in (
        (make_post(texts=["Bye"], true_until=noon + 40 * HOUR), "text"),
        (make_post(true_until=noon + 20 * HOUR), "window"),
    ):
        change = only(planned([post], [queued], noon))
        assert change.op is Op.CANCEL
        assert change.reason == f"held by hand, and its {what} changed: not sent as it was"
        rows = applied([change], [queued])
        assert only(planned([post], rows.values(), noon)).op is Op.HELD


def test_a_held_post_that_no_file_asks_for_stays_held(make_post: Make, noon: datetime) -> None:
    """It is shown, and waits for a person."""
    change = only(planned([], [make_post(held=True)], noon))
    assert (change.op, change.reason) == (Op.HELD, "no file asks for it any more; held by hand")


def by_hand(post: Post | str) -> Post:
    """Return what a hand made of a post."""
    assert isinstance(post, Post), post
    return post


def moved(post: Post, to: datetime, now: datetime) -> Post:
    """Return the post moved by a hand."""
    return by_hand(move(post, to, late=2 * HOUR, user="ana", at=now, said=str))


def test_every_plan_names_the_hand_and_the_day(make_post: Make, noon: datetime) -> None:
    """Moved, paused, cancelled: by whom, when, and from where; the same files are no other difference."""
    post = make_post()
    there = moved(post, noon + 26 * HOUR, noon)
    assert only(planned([post], [there], noon)).reason == "moved by ana, Fri 01 Jan, from Sat 02 Jan 12:00 UTC"
    paused = by_hand(pause(there, user="tom", at=noon))
    assert only(planned([post], [paused], noon)).reason.endswith("; paused by tom, Fri 01 Jan")
    cancelled = by_hand(cancel(post, user="ana", at=noon))
    change = only(planned([post], [cancelled], noon))
    assert (change.op, change.reason) == (Op.HELD, "cancelled by ana, Fri 01 Jan")


def test_a_moved_post_is_told_apart_from_files_that_moved(make_post: Make, noon: datetime) -> None:
    """Only another time than the files had before the hand is a difference of the files."""
    there = moved(make_post(), noon + 26 * HOUR, noon)
    change = only(planned([make_post(hours=50)], [there], noon))
    assert change.op is Op.HELD
    assert change.reason.endswith(" UTC; the files have another time")


def test_a_moved_post_whose_text_or_truth_changed_is_cancelled_loudly(make_post: Make, noon: datetime) -> None:
    """What a hand moved is not sent stale, and is held as cancelled from then on."""
    there = moved(make_post(true_until=noon + 40 * HOUR), noon + 26 * HOUR, noon)
    for post in (make_post(texts=["Bye"], true_until=noon + 40 * HOUR), make_post(true_until=noon + 30 * HOUR)):
        change = only(planned([post], [there], noon))
        assert change.op is Op.CANCEL
        assert change.reason.startswith("moved by ana, ")
        assert change.reason.endswith("changed: not sent as it was")
        assert only(planned([post], applied([change], [there]).values(), noon)).op is Op.HELD


def test_a_moved_post_that_was_sent_is_done(make_post: Make, noon: datetime) -> None:
    """It went out at the hand's time with the files' words: nothing differs."""
    post = make_post()
    there = moved(post, noon + 26 * HOUR, noon)
    sent = replace(there, parts=tuple(replace(part, state=S.DELIVERED) for part in there.parts))
    assert planned([post], [sent], noon) == ()
    assert only(planned([make_post(hours=50)], [sent], noon)).op is Op.SENT


def test_a_released_post_becomes_what_the_files_say(make_post: Make, noon: datetime) -> None:
    """Whatever was done by hand: after a release one plan leads back, and then there is nothing to do."""
    post = make_post()
    there = moved(post, noon + 26 * HOUR, noon)
    for hand in (there, by_hand(pause(post, user="a", at=noon)), by_hand(cancel(there, user="a", at=noon))):
        queue = [by_hand(release(hand))]
        rows = applied(planned([post], queue, noon), queue)
        assert rows == {post.key: post}
        assert planned([post], rows.values(), noon) == ()


# ---------------------------------------------------------------- approvals


def awaiting(make_post: Make, **more: Any) -> Post:
    """Return a post as the files ask for it where one person has to approve it."""
    return make_post(states=[S.AWAITING], approvals_required=1, **more)


def test_an_approved_post_is_no_change(make_post: Make, noon: datetime) -> None:
    """The files know of no approval, and need not."""
    approved = by_hand(approve(awaiting(make_post), user="ana", at=noon))
    assert planned([awaiting(make_post)], [approved], noon) == ()


def test_an_edit_after_an_approval_waits_for_another_one(make_post: Make, noon: datetime) -> None:
    """Another text, another time: awaiting, with the old approval kept as it was given."""
    approved = by_hand(approve(awaiting(make_post), user="ana", at=noon))
    for post in (awaiting(make_post, texts=["Bye"]), awaiting(make_post, hours=48)):
        after = only(planned([post], [approved], noon)).after
        assert after is not None
        assert (after.state, after.approvals, after.approved) == (S.AWAITING, approved.approvals, ())


def test_an_edit_taken_back_finds_its_approval(make_post: Make, noon: datetime) -> None:
    """Those very words at that very time were approved."""
    approved = by_hand(approve(awaiting(make_post), user="ana", at=noon))
    reworded = only(planned([awaiting(make_post, texts=["Bye"])], [approved], noon)).after
    assert reworded is not None
    after = only(planned([awaiting(make_post)], [reworded], noon)).after
    assert after is not None
    assert after.state is S.SCHEDULED


def test_another_number_of_approvals_is_a_change(make_post: Make, noon: datetime) -> None:
    """Turned on, what is scheduled waits; turned off, what waits is scheduled."""
    change = only(planned([awaiting(make_post)], [make_post()], noon))
    assert (change.op, change.reason) == (Op.REWORD, "needs 1 approval now")
    change = only(planned([make_post()], [awaiting(make_post)], noon))
    assert (change.op, change.reason) == (Op.REWORD, "needs no approval any more")


# ---------------------------------------------------------------- renamed steps

RENAMED = {"film/new/x": "film/old/x"}


def test_a_renamed_step_leaves_its_row_and_takes_a_new_one(make_post: Make, noon: datetime) -> None:
    """One cancelled, one added, and both say why; afterwards there is nothing to do."""
    queued, post = make_post("film/old/x"), make_post("film/new/x")
    changes = planned([post], [queued], noon, RENAMED)
    assert [(change.op, change.key, change.reason) for change in changes] == [
        (Op.ADD, "film/new/x", "renamed from film/old/x"),
        (Op.CANCEL, "film/old/x", "renamed to film/new/x"),
    ]
    assert planned([post], applied(changes, [queued]).values(), noon, RENAMED) == ()


@pytest.mark.parametrize("state", [S.SENDING, S.UNKNOWN, S.DELIVERED])
def test_a_renamed_step_is_not_sent_twice(state: PartState, make_post: Make, noon: datetime) -> None:
    """What went out under the old name is done; if it changed since, that is told."""
    queued = make_post("film/old/x", states=[state])
    assert planned([make_post("film/new/x")], [queued], noon, RENAMED) == ()
    change = only(planned([make_post("film/new/x", hours=48)], [queued], noon, RENAMED))
    assert (change.op, change.key, change.before) == (Op.SENT, "film/new/x", queued)
    assert change.reason == f"{SAID[state].format(' as film/old/x')}; time changed since"


def test_a_renamed_step_stays_held(make_post: Make, noon: datetime) -> None:
    """A pause by hand is not undone by a new name, and is told once."""
    change = only(planned([make_post("film/new/x")], [make_post("film/old/x", held=True)], noon, RENAMED))
    assert (change.op, change.key, change.reason) == (Op.HELD, "film/new/x", "held by hand as film/old/x")


@pytest.mark.parametrize("state", [S.FAILED, S.EXPIRED])
def test_a_renamed_step_that_failed_comes_back_only_with_a_new_time(
    state: PartState, make_post: Make, noon: datetime
) -> None:
    """A new name is no new attempt."""
    queued = make_post("film/old/x", hours=-1, states=[state])
    assert planned([make_post("film/new/x", hours=-1)], [queued], noon, RENAMED) == ()
    changes = planned([make_post("film/new/x", hours=9)], [queued], noon, RENAMED)
    assert [(change.op, change.before) for change in changes] == [(Op.ADD, None)]
    rows = applied(changes, [queued])
    assert planned([make_post("film/new/x", hours=9)], rows.values(), noon, RENAMED) == ()


def test_a_rename_whose_old_name_was_never_queued_is_a_new_post(make_post: Make, noon: datetime) -> None:
    """`was` may stay in the file for good."""
    assert only(planned([make_post("film/new/x")], [], noon, RENAMED)).reason == "new"


def test_a_post_held_under_its_old_name_is_told_whatever_became_of_the_new_one(make_post: Make, noon: datetime) -> None:
    """The new name has a row of its own, or could not be drafted: the old row is not lost from sight."""
    old, new = make_post("film/old/x", held=True), make_post("film/new/x")
    for files, queue in (([new], [old, new]), ([], [old])):
        change = only(planned(files, queue, noon, RENAMED))
        assert (change.op, change.key) == (Op.HELD, "film/old/x")


def test_a_rename_from_a_step_that_is_still_there_takes_nothing_from_it(make_post: Make, noon: datetime) -> None:
    """Both are asked for, so both are."""
    old, new = make_post("film/old/x"), make_post("film/new/x")
    change = only(planned([old, new], [old], noon, RENAMED))
    assert (change.op, change.key, change.reason) == (Op.ADD, "film/new/x", "new")


# ---------------------------------------------------------------- the whole


def test_changes_come_in_the_order_of_their_times(make_post: Make, noon: datetime) -> None:
    """Equal times go by key; a cancelled post stands where it was due."""
    files = [make_post("film/c/x", hours=3), make_post("film/b/x", hours=2), make_post("film/a/x", hours=3)]
    queue = [make_post("film/gone/x", hours=1), make_post("film/gone/y", hours=2.5)]
    assert [change.key for change in planned(files, queue, noon)] == [
        "film/gone/x",
        "film/b/x",
        "film/gone/y",
        "film/a/x",
        "film/c/x",
    ]


def test_a_plan_says_what_it_was_made_from(make_post: Make, noon: datetime) -> None:
    """Revision, hash of the files, time and counts, and what apply would do."""
    drafted = Drafted(posts=(make_post(), make_post("film/two/x", hours=-24)), problems=())
    made = plan(drafted, [], revision=7, files="abc", now=noon)
    assert (made.revision, made.files, made.at) == (7, "abc", noon)
    assert made.counts == {op: {Op.ADD: 1, Op.MISSED: 1}.get(op, 0) for op in Op}
    assert [change.key for change in made.waiting] == ["film/one/x"]


def test_a_moved_release_moves_what_waits_revives_what_expired_and_lists_what_was_sent(
    make_post: Make, noon: datetime
) -> None:
    """The promise of moving one date in one file."""
    queue = [
        make_post("film/t-7/x", hours=-48, states=[S.DELIVERED]),
        make_post("film/t-7/y", hours=-48, states=[S.EXPIRED]),
        make_post("film/t-1/x", hours=96),
        make_post("film/fixed/x", hours=50),
    ]
    week = 7 * 24
    files = [
        make_post("film/t-7/x", hours=-48 + week),
        make_post("film/t-7/y", hours=-48 + week),
        make_post("film/t-1/x", hours=96 + week),
        make_post("film/fixed/x", hours=50),
    ]
    changes = planned(files, queue, noon)
    assert [(change.key, change.op) for change in changes] == [
        ("film/t-7/x", Op.SENT),
        ("film/t-7/y", Op.RETIME),
        ("film/t-1/x", Op.RETIME),
    ]


names = st.sampled_from(["film/a/x", "film/b/x", "film/b/y", "film/c/x", "posts/d/x"])
drafts = st.dictionaries(
    names,
    st.fixed_dictionaries(
        {
            "hours": st.sampled_from([-48, -3, -1, 0, 1, 24, 48]),
            "texts": st.sampled_from([["Hello"], ["Bye"], ["One", "Two"]]),
            "late": st.sampled_from([HOUR, 2 * HOUR]),
        }
    ),
)
rows = st.dictionaries(
    names,
    st.fixed_dictionaries(
        {
            "hours": st.sampled_from([-48, -1, 1, 24]),
            "texts": st.sampled_from([["Hello"], ["One", "Two"]]),
            "states": st.sampled_from(
                [[each] for each in PartState] + [[S.DELIVERED, S.SCHEDULED], [S.FAILED, S.CANCELLED]]
            ),
            "held": st.booleans(),
        }
    ),
)
renames = st.dictionaries(names, names, max_size=2).map(
    lambda pairs: {new: old for new, old in pairs.items() if new != old}
)


def asked(post: Post) -> tuple[object, ...]:
    """Return what the files decide about a post."""
    return post.key, post.due_at, post.content_hash, [(part.not_before, part.not_after) for part in post.parts]


def waits(post: Post) -> bool:
    """Whether the daemon will send the post, or a person may let it."""
    return not post.held and not post.frozen and bool({S.AWAITING, S.SCHEDULED} & {part.state for part in post.parts})


@given(wanted=drafts, held=rows, renamed=renames)
def test_applying_a_plan_makes_the_queue_as_the_files_have_it(
    wanted: dict[str, Any], held: dict[str, Any], renamed: dict[str, str], make_post: Make, noon: datetime
) -> None:
    """Whatever was in the queue: what waits afterwards is what the files ask for, all of it, and a plan is done."""
    files = {key: make_post(key, **fields) for key, fields in wanted.items()}
    queue = {key: make_post(key, **fields) for key, fields in held.items()}
    changes = planned(files.values(), queue.values(), noon, renamed)
    after = applied(changes, queue.values())
    told = {change.key for change in changes if change.op not in APPLIED}
    over = {key for key, post in files.items() if any(part.not_after <= noon for part in post.parts)}
    gone = {key: queue[key] if key in queue else queue.get(renamed.get(key, "")) for key in files}

    assert [
        asked(post)
        for key, post in after.items()
        if waits(post) and (key not in files or asked(post) != asked(files[key]))
    ] == []
    for key, post in files.items():
        old = gone[key]
        if key in told | over or (old and (old.held or old.frozen or old.state in {S.FAILED, S.EXPIRED})):
            continue
        assert asked(after[key]) == asked(post)
        assert waits(after[key])
    assert [
        change.key for change in planned(files.values(), after.values(), noon, renamed) if change.op in APPLIED
    ] == []


# ---------------------------------------------------------------- already sent


def test_a_new_post_that_repeats_what_its_channel_was_sent_within_a_day_is_a_problem(
    make_post: Make, noon: datetime
) -> None:
    """Most likely somebody renamed a step: the problem says how to say so."""
    sent = make_post("film/old/x", hours=-3, states=[S.DELIVERED])
    made = plan(
        Drafted(posts=(make_post("film/new/x", hours=20.9),), problems=()), [sent], revision=1, files="", now=noon
    )
    (problem,) = resent(made, [sent])
    assert (problem.code, problem.severity) == ("already-sent", Severity.ERROR)
    assert problem.message == "film/new says what film/old has already sent on x within 24 hours"
    assert problem.hint == "change its text or its time; if you renamed the step, write  was: old"
    assert problem.place is not None


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("film/new/x", {"hours": 21}),  # a day later
        ("film/new/x", {"hours": 5, "texts": ["Bye"]}),
        ("film/new/y", {"hours": 5}),  # another channel
        ("film/new/x", {"hours": -5}),  # missed: not sent at all
    ],
)
def test_a_repetition_after_a_day_or_elsewhere_is_none(
    key: str, fields: dict[str, Any], make_post: Make, noon: datetime
) -> None:
    """The same words may come back tomorrow."""
    sent = make_post("film/old/x", hours=-3, states=[S.DELIVERED])
    made = plan(Drafted(posts=(make_post(key, **fields),), problems=()), [sent], revision=1, files="", now=noon)
    assert resent(made, [sent]) == ()


def test_what_was_not_delivered_is_not_repeated(make_post: Make, noon: datetime) -> None:
    """A post that expired, failed or still waits has said nothing yet."""
    for state in (S.EXPIRED, S.FAILED, S.CANCELLED, S.SCHEDULED):
        old = make_post("film/old/x", hours=1, states=[state])
        drafted = Drafted(posts=(make_post("film/new/x", hours=2),), problems=())
        made: Plan = plan(drafted, [old], revision=1, files="", now=noon)
        assert resent(made, [old]) == ()
