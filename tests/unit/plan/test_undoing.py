"""What an undo says it changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from scheduler.model import Op, PartState, Post
from scheduler.plan import approve, cancel, move, pause
from scheduler.plan.undoing import taken_back

Make = Callable[..., Post]
S = PartState


def told(now: Post | None, before: Post | None) -> tuple[Op, str]:
    key = (now or before or replace).key  # type: ignore[union-attr]
    [change] = taken_back({key: before}, {key: now})
    return change.op, change.reason


def test_each_kind_of_deed_has_its_words(make_post: Make, noon: datetime) -> None:
    """A post that came leaves, one that went comes back, and every hand is named."""
    post = make_post()
    waiting = make_post(states=[S.AWAITING], approvals_required=1)
    paused = pause(post, user="ana", at=noon)
    cancelled = cancel(post, user="ana", at=noon)
    there = move(post, noon + timedelta(hours=30), late=timedelta(hours=2), user="ana", at=noon, said=str)
    approved = approve(waiting, user="ana", at=noon)
    assert all(isinstance(each, Post) for each in (paused, cancelled, there, approved))
    assert told(post, None) == (Op.CANCEL, "leaves the queue")
    assert told(cancelled, post) == (Op.ADD, "scheduled again; no longer cancelled by hand")  # type: ignore[arg-type]
    assert told(post, cancelled) == (Op.CANCEL, "cancelled again; cancelled by hand again")  # type: ignore[arg-type]
    assert told(paused, post) == (Op.REWORD, "no longer paused by hand")  # type: ignore[arg-type]
    assert told(post, paused) == (Op.REWORD, "paused by hand again")  # type: ignore[arg-type]
    assert told(there, post) == (Op.RETIME, "back to its time; no longer moved by hand")  # type: ignore[arg-type]
    assert told(make_post(texts=["Bye"]), post) == (Op.REWORD, "back to its words")
    assert told(approved, waiting) == (Op.REWORD, "awaiting again; one approval less")  # type: ignore[arg-type]


def test_a_post_that_is_gone_from_both_sides_is_no_change(make_post: Make) -> None:
    """It was added, and is not there any more: nothing to say."""
    assert taken_back({make_post().key: None}, {make_post().key: None}) == ()
