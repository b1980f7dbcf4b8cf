"""What people and timers ask the queue."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from scheduler.model import STATE_OF_POST, PartState

KEYS = ["film/a-week/x", "film/a-week/news", "film/out-now/x", "film/weekly/x/2026-06-04", "book/a-week/x"]


@pytest.mark.parametrize(
    ("select", "found"),
    [
        (None, KEYS),
        ("film", KEYS[:4]),
        ("film/a-week", KEYS[:2]),
        ("film/a-week/x", KEYS[:1]),
        ("film/a-week/x#1", KEYS[:1]),
        ("*/a-week/x", [KEYS[0], KEYS[4]]),
        ("film/*/x", [KEYS[0], KEYS[2], KEYS[3]]),
        ("film/weekly", KEYS[3:4]),
        ("fil", []),
        ("film/a-week/x/2026-06-04", []),
    ],
)
def test_select_names_posts_by_key_or_leading_segments(desk: Any, select: str | None, found: list[str]) -> None:
    """Posts and attempts are selected by the same words; `*` stands for one segment."""
    desk.add(*(desk.new(key) for key in KEYS))
    desk.begin([id_ for key in KEYS for id_ in desk.ids(key)])
    assert sorted(post.key for post in desk.store.posts(select)) == sorted(found)
    assert sorted(row.key for row in desk.store.attempts(select)) == sorted(f"{key}#1" for key in found)


def test_posts_come_in_the_order_of_their_times_and_keys(desk: Any) -> None:
    """What goes out first stands first; what goes out together is sorted by key."""
    early = desk.new("film/z/x", due=desk.NOON - desk.HOUR)
    desk.add(desk.new("film/b/x"), desk.new("film/a/x"), early)
    assert [post.key for post in desk.store.posts()] == ["film/z/x", "film/a/x", "film/b/x"]


@pytest.mark.parametrize("state", list(PartState))
@pytest.mark.parametrize("second", list(PartState))
def test_counts_and_posts_agree_about_every_pair_of_states(desk: Any, state: PartState, second: PartState) -> None:
    """The state of a post is the same whether one asks the database or the model."""
    desk.add(desk.new(texts=("1", "2")))
    desk.force(state)
    desk.force(second, number=2)
    counted = {state: number for state, number in desk.store.counts().items() if number}
    assert counted == {desk.post().state: 1} == Counter([min(state, second, key=STATE_OF_POST.index)])


def test_counts_name_every_state(desk: Any) -> None:
    """An empty queue has nothing in any state, and says so."""
    assert desk.store.counts() == dict.fromkeys(STATE_OF_POST, 0)


def test_the_log_goes_on_where_it_was_left(desk: Any) -> None:
    """Ids grow with the attempts, so a reader asks for what came after the last it saw."""
    desk.add(desk.new(texts=("1", "2")))
    desk.deliver()
    (seen,) = desk.store.attempts()
    desk.deliver()
    assert [row.key for row in desk.store.attempts(after_id=seen.id)] == ["film/out-now/x#2"]


def test_upcoming_is_what_could_begin_in_order_and_no_more_than_asked(desk: Any) -> None:
    """Not what is too far off, held, behind another part, or over."""
    desk.add(
        desk.new("film/c/x"),
        desk.new("film/b/x", due=desk.NOON - desk.MINUTE),
        desk.new("film/d/x", due=desk.NOON + desk.HOUR),
        desk.new("film/held/x", held=True),
        desk.new("film/thread/x", texts=("1", "2"), due=desk.NOON + desk.MINUTE),
    )
    soon = desk.NOON + desk.MINUTE
    wanted = [desk.ids("film/b/x")[0], desk.ids("film/c/x")[0], desk.ids("film/thread/x")[0]]
    assert [due.part_id for due in desk.store.upcoming(soon, 10)] == wanted
    assert [due.part_id for due in desk.store.upcoming(soon, 2)] == wanted[:2]


def test_the_next_instant_is_a_start_or_the_end_of_a_window(desk: Any) -> None:
    """A stepping clock jumps from one to the next, and never past one."""
    desk.add(desk.new(), desk.new("film/held/x", held=True, not_after=desk.NOON + desk.HOUR))
    assert desk.store.next_instant(desk.NOON - desk.HOUR) == desk.NOON
    assert desk.store.next_instant(desk.NOON + desk.MINUTE) == desk.NOON + desk.MINUTE, "what is due is due now"
    desk.deliver()
    assert desk.store.next_instant(desk.NOON) == desk.NOON + desk.HOUR, "a held post can still expire"
    desk.reconcile(now=desk.NOON + desk.HOUR)
    assert desk.store.next_instant(desk.NOON + desk.HOUR) is None


def test_the_next_instant_is_never_one_at_which_nothing_happens(desk: Any) -> None:
    """Stepping from instant to instant, beginning and reconciling at each, a queue of every kind comes to an end."""
    retried = desk.new("film/retried/x")
    short = desk.new("film/short/x", texts=("1", "2"))
    short = replace(short, parts=(short.parts[0], replace(short.parts[1], not_after=desk.NOON + desk.MINUTE)))
    desk.add(retried, short, desk.new("film/held/x", held=True, texts=("1", "2")), desk.new("film/a/shut"))
    desk.store.pause_channel("shut", "401", now=desk.NOON, user="daemon-1")
    now, steps = desk.NOON - desk.HOUR, 0
    while (following := desk.store.next_instant(now)) is not None:
        now, steps = following, steps + 1
        assert steps < 20, f"stands still at {now}"
        for begun in desk.begin([due.part_id for due in desk.store.upcoming(now, 10)], now=now):
            ready_at = now + desk.HOUR * begun.attempt
            outcome = desk.RETRY | {"ready_at": ready_at} if begun.post_key == retried.key else {}
            desk.settle(begun, now=now, **outcome)
        desk.reconcile(now=now)
    assert desk.store.idle()


def test_a_queue_is_idle_once_nothing_moves_by_itself(desk: Any) -> None:
    """What is unknown waits for a person, and is nothing a rehearsal would wait for."""
    assert desk.store.idle()
    desk.add(desk.new())
    assert not desk.store.idle()
    (begun,) = desk.begin()
    assert not desk.store.idle()
    desk.settle(begun, **desk.UNKNOWN)
    assert desk.store.idle()


def test_a_daemon_is_seen_until_it_says_goodbye(desk: Any, other: Any) -> None:
    """Its last sign of life names it; another process reads it."""
    assert other.store.daemon() is None
    desk.store.beat("daemon-1", 4711, desk.NOON)
    desk.store.beat("daemon-1", 4711, desk.NOON + desk.MINUTE)
    seen = other.store.daemon()
    assert (seen.owner, seen.pid, seen.at) == ("daemon-1", 4711, desk.NOON + desk.MINUTE)
    desk.store.release_beat("daemon-1")
    assert other.store.daemon() is None


def test_small_facts_are_set_and_set_again(desk: Any, other: Any) -> None:
    """A rehearsal's clock finds its place again."""
    assert desk.store.meta("clock") is None
    desk.store.set_meta("clock", "1")
    desk.store.set_meta("clock", "2")
    assert other.store.meta("clock") == "2"
