"""The fence: of everything that could send a part, exactly one does, and only while it may go out."""

import threading
from dataclasses import replace
from typing import Any

import pytest

from scheduler.model import Expiry, Op, PartState
from scheduler.queue import Begun


def test_what_is_begun_carries_all_that_is_sent(desk: Any) -> None:
    """A request is built from this row alone; the daemon never renders."""
    desk.add(desk.new(texts=("1", "2")))
    (begun,) = desk.begin()
    part = desk.post().parts[0]
    assert begun == Begun(
        part_id=desk.ids()[0],
        post_key="film/out-now/x",
        key="film/out-now/x#1",
        attempt=1,
        owner="daemon-1",
        lease_until=desk.NOON + desk.MINUTE,
        content=part.content,
        content_hash=part.content.hash,
        campaign="film",
        step="out-now",
        channel="x",
        platform="x",
        number=1,
        parts=2,
        due_at=part.due_at,
        not_after=part.not_after,
        expiry=Expiry.LATE,
        in_reply_to=None,
    )


def test_two_daemons_never_begin_the_same_part(desk: Any, other: Any) -> None:
    """Two processes ask for the same two hundred parts at once: each part goes to one of them."""
    desk.add(*(desk.new(f"film/step-{number}/x") for number in range(200)))
    ids = [due.part_id for due in desk.store.upcoming(desk.NOON, 1000)]
    start, won = threading.Barrier(2), {}

    def race(who: Any) -> None:
        start.wait()
        won[who.owner] = [begun.part_id for at in range(0, 200, 10) for begun in who.begin(ids[at : at + 10])]

    threads = [threading.Thread(target=race, args=(who,)) for who in (desk, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won["daemon-1"] + won["daemon-2"]) == sorted(ids)


@pytest.mark.parametrize(
    ("minutes", "begun"),
    [(-1, 0), (0, 1), (119, 1), (120, 0)],
    ids=["early", "on the minute", "the last minute", "closed"],
)
def test_a_part_begins_only_inside_its_window(desk: Any, minutes: int, begun: int) -> None:
    """From its time on, and not in the moment its window closes."""
    desk.add(desk.new())
    assert len(desk.begin(now=desk.NOON + minutes * desk.MINUTE)) == begun


def test_a_part_is_not_begun_before_its_retry(desk: Any) -> None:
    """A retry's `ready_at` holds even though the post is long due."""
    desk.add(desk.new())
    (begun,) = desk.begin()
    desk.settle(begun, **desk.RETRY, ready_at=desk.NOON + desk.MINUTE)
    assert desk.begin() == []
    assert [each.attempt for each in desk.begin(now=desk.NOON + desk.MINUTE)] == [2]


def test_a_held_post_is_not_begun(desk: Any) -> None:
    """Held by hand means held, whatever the time."""
    desk.add(desk.new(held=True))
    assert desk.begin() == []
    assert desk.store.upcoming(desk.NOON, 10) == []


def test_nothing_begins_on_a_paused_channel_until_it_is_opened(desk: Any) -> None:
    """A channel that refuses everything is asked nothing more; other channels go on."""
    desk.add(desk.new("film/out-now/x"), desk.new("film/out-now/news"))
    desk.store.pause_channel("x", "401: token expired", now=desk.NOON, user="daemon-1")
    desk.store.pause_channel("x", "another reason", now=desk.NOON, user="daemon-1")
    both = desk.ids("film/out-now/x") + desk.ids("film/out-now/news")
    assert desk.store.paused_channels() == {"x": "401: token expired"}
    assert [each.channel for each in desk.begin(both)] == ["news"]
    assert desk.store.open_channels(now=desk.NOON, user="mara") == ["x"]
    assert [each.channel for each in desk.begin(both)] == ["x"]


def test_a_thread_goes_out_in_order_and_each_part_answers_the_one_before(desk: Any) -> None:
    """Part k begins only when part k-1 was delivered, with its receipt."""
    desk.add(desk.new(texts=("1", "2", "3")))
    sent = []
    for receipt in ("id-1", "id-2", "id-3"):
        (begun,) = desk.begin()
        assert desk.begin() == []
        sent.append((begun.number, begun.in_reply_to))
        desk.settle(begun, receipt=receipt)
    assert sent == [(1, None), (2, "id-1"), (3, "id-2")]
    assert desk.post().state is PartState.DELIVERED


def test_parts_behind_an_unknown_one_wait(desk: Any) -> None:
    """Nobody knows whether part 1 arrived, so part 2 does not go out, and is not cancelled either."""
    desk.add(desk.new(texts=("1", "2")))
    (begun,) = desk.begin()
    desk.settle(begun, **desk.UNKNOWN)
    assert desk.begin() == []
    assert desk.states() == ["unknown", "scheduled"]


@pytest.mark.parametrize("state", [state for state in PartState if state is not PartState.SCHEDULED])
def test_only_what_is_scheduled_begins(desk: Any, state: PartState) -> None:
    """Every other state has its own way back, through a person or an apply."""
    desk.add(desk.new())
    desk.force(state)
    assert desk.begin() == []


def test_a_hint_about_a_part_that_is_gone_finds_nothing(desk: Any) -> None:
    """Ids are only hints: unknown ones, and the same one twice, do no harm."""
    desk.add(desk.new())
    assert len(desk.begin([*desk.ids(), *desk.ids(), 4711])) == 1


def test_an_attempt_is_on_record_before_anything_is_sent(desk: Any) -> None:
    """The log shows an attempt under way: begun, not ended."""
    desk.add(desk.new())
    desk.begin()
    (row,) = desk.store.attempts()
    assert (row.key, row.attempt, row.started_at, row.ended_at, row.outcome) == (
        "film/out-now/x#1",
        1,
        desk.NOON,
        None,
        None,
    )


def test_a_part_is_sent_with_the_words_it_has_when_it_begins(desk: Any) -> None:
    """A hint given before a rewording does not send the old text."""
    desk.add(desk.new())
    (hint,) = desk.store.upcoming(desk.NOON, 10)
    before = desk.post()
    part = replace(before.parts[0], content=replace(before.parts[0].content, text="Better."))
    desk.change(Op.REWORD, before.key, replace(before, parts=(part,)))
    assert [each.content.text for each in desk.begin([hint.part_id])] == ["Better."]
