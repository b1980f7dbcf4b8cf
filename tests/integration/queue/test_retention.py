"""What is over long ago is forgotten, a few posts at a time; what needs a person, or could go out again, is not."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from scheduler.errors import WorkspaceError
from scheduler.model import PartState
from scheduler.queue import retention
from scheduler.queue.database.tables import applies, attempts, events, parts, tombstones

LATER = timedelta(days=500)
KEPT = timedelta(days=400)


def prune(desk: Any) -> int:
    """Forget what was over 400 days before a day 500 days from now."""
    number: int = desk.store.prune(before=desk.NOON + LATER - KEPT)
    return number


def count(desk: Any, table: Any) -> int:
    with desk.store.reading() as connection:
        number: int = connection.scalar(select(func.count()).select_from(table))
    return number


@pytest.mark.parametrize("state", PartState)
def test_only_what_is_over_is_forgotten(desk: Any, state: PartState) -> None:
    """Delivered, cancelled and expired posts go; what failed or is unknown waits for a person for ever."""
    desk.add(desk.new(), desk.new("film/later/x", due=desk.NOON + LATER))
    desk.force(state)
    over = state in {PartState.DELIVERED, PartState.CANCELLED, PartState.EXPIRED}
    assert prune(desk) == int(over)
    assert prune(desk) == 0
    assert [post.key for post in desk.store.posts()] == ["film/out-now/x"] * (not over) + ["film/later/x"]


def test_a_thread_is_forgotten_as_a_whole_or_not_at_all(desk: Any) -> None:
    """One part that needs a person keeps the others."""
    desk.add(desk.new(texts=("1", "2", "3")))
    for number, state in enumerate([PartState.DELIVERED, PartState.FAILED, PartState.CANCELLED], start=1):
        desk.force(state, number=number)
    assert prune(desk) == 0
    desk.force(PartState.EXPIRED, number=2)
    assert prune(desk) == 1
    assert count(desk, parts) == 0


def test_what_is_not_over_long_enough_stays(desk: Any) -> None:
    """The end of the last window counts, to the microsecond."""
    desk.add(desk.new())
    desk.force(PartState.CANCELLED)
    assert desk.store.prune(before=desk.NOON + 2 * desk.HOUR) == 0
    assert desk.store.prune(before=desk.NOON + 2 * desk.HOUR + timedelta(microseconds=1)) == 1


def test_attempts_and_events_go_with_their_post_and_no_others(desk: Any) -> None:
    """The log of a post that is kept is kept."""
    desk.add(desk.new(), desk.new("film/out-now-2/x"))
    desk.deliver()
    (begun,) = desk.begin(desk.ids("film/out-now-2/x"))
    desk.settle(begun, **desk.FAILED)
    assert prune(desk) == 1
    assert [row.key for row in desk.store.attempts()] == ["film/out-now-2/x#1"]
    with desk.store.reading() as connection:
        assert set(connection.scalars(select(events.c.subject))) == {"film/out-now-2/x"}
    assert count(desk, attempts) == 1


def test_a_few_at_a_time(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The daemon is never kept waiting for a year's posts; call it again until there is nothing left."""
    monkeypatch.setattr(retention, "BATCH", 2)
    keys = [f"film/step-{number}/x" for number in range(5)]
    desk.add(*(desk.new(key) for key in keys))
    for number, key in enumerate(keys):
        desk.force([PartState.EXPIRED, PartState.CANCELLED, PartState.DELIVERED][number % 3], key)
    with desk.store.writing() as connection:
        assert retention.prune(connection, desk.NOON + LATER, limit=2) == 2
    assert len(desk.store.posts()) == 3


def test_a_post_that_was_delivered_is_not_sent_again_once_forgotten(desk: Any) -> None:
    """Its key and its words are remembered: the same words under the same key are refused, other words are not."""
    desk.add(desk.new())
    desk.deliver()
    assert prune(desk) == 1
    again = desk.new(due=desk.NOON + LATER)
    with pytest.raises(WorkspaceError, match="was delivered on 2026-06-01") as caught:
        desk.add(again)
    assert caught.value.problems[0].code == "already-sent"
    assert desk.store.posts() == []
    desk.add(desk.new(due=desk.NOON + LATER, texts=("Out on disc now.",)))
    assert desk.states() == ["scheduled"]


def test_what_never_went_out_may_come_back(desk: Any) -> None:
    """A cancelled post leaves no trace that would refuse it."""
    desk.add(desk.new())
    desk.force(PartState.CANCELLED)
    assert prune(desk) == 1
    assert count(desk, tombstones) == 0
    desk.add(desk.new(due=desk.NOON + LATER))
    assert desk.states() == ["scheduled"]


def test_the_last_apply_can_still_be_undone(desk: Any) -> None:
    """What old applies remember goes; the last one is what undo needs."""
    for number in range(3):
        desk.add(desk.new(f"film/step-{number}/x", due=desk.NOON + LATER))
    assert count(desk, applies) == 3
    prune(desk)
    assert count(desk, applies) == 1
