"""What a daemon and its people see at a glance, on both databases."""

from typing import Any

import pytest

from scheduler.model import PartState

X, NEWS = "film/one/x", "film/two/news"


def seen(glimpses: Any) -> list[str]:
    return [each.key for each in glimpses]


def test_the_outlook_tells_what_is_late_and_what_comes_next(desk: Any) -> None:
    """Parts count, threads part by part; of many that are late only the first few are named, and all are counted."""
    late = [desk.new(f"film/late-{n}/x", due=desk.NOON - n * desk.MINUTE) for n in range(1, 5)]
    desk.add(*late, desk.new(X, texts=("1", "2"), due=desk.NOON + desk.HOUR))
    outlook = desk.store.outlook(desk.NOON, 2)
    assert (outlook.scheduled, outlook.late) == (6, 4)
    assert seen(outlook.first_late) == ["film/late-4/x#1", "film/late-3/x#1"]
    assert seen([outlook.next]) == [f"{X}#1"]


def test_an_empty_queue_has_an_empty_outlook(desk: Any) -> None:
    """Nothing waits, nothing is late, and no question fails for it."""
    outlook = desk.store.outlook(desk.NOON)
    assert (outlook.scheduled, outlook.next, outlook.late, outlook.first_late) == (0, None, 0, ())
    assert (desk.store.overdue(desk.NOON), desk.store.lateness(desk.NOON), desk.store.waiting_channels()) == (
        0, [], set(),
    )  # fmt: skip
    assert desk.store.standing(desk.NOON).next is None


def test_overdue_is_what_waits_too_long_and_is_not_held(desk: Any) -> None:
    """A post in the future is not, nor one that was delivered, nor one that a hand holds."""
    past = desk.NOON - desk.HOUR
    desk.add(desk.new(X, due=past), desk.new("film/held/x", due=past, held=True), desk.new(NEWS, due=past))
    desk.add(desk.new("film/later/x", due=desk.NOON + desk.HOUR))
    desk.force(PartState.DELIVERED, NEWS)
    assert desk.store.overdue(desk.NOON) == 1


def test_a_channel_waits_as_long_as_one_of_its_parts_does(desk: Any) -> None:
    """Unapproved ones wait too; what is over does not."""
    desk.add(desk.new(X), desk.new(NEWS), desk.new("film/three/slack"))
    desk.force(PartState.AWAITING, NEWS)
    desk.force(PartState.DELIVERED, "film/three/slack")
    assert desk.store.waiting_channels() == {"x", "news"}


def test_what_became_of_a_stretch_of_time_leaves_out_what_people_took_back(desk: Any) -> None:
    """Its first moment belongs to it, its last does not; a part behind one that failed was due all the same."""
    desk.add(desk.new(X, texts=("1", "2")), desk.new(NEWS), desk.new("film/next/x", due=desk.NOON + desk.HOUR))
    desk.force(PartState.CANCELLED, NEWS)
    begun, *_ = desk.begin(desk.ids(X))
    desk.settle(begun, **desk.FAILED)
    became = desk.store.became(desk.NOON, desk.NOON + desk.HOUR)
    assert became.counts == {(PartState.FAILED, None): 1, (PartState.CANCELLED, None): 1}
    assert seen(became.first) == [f"{X}#1", f"{X}#2"]


def test_lateness_is_from_when_due_to_when_begun(desk: Any) -> None:
    """Of what was delivered since then; a refusal is not a delivery, and nothing is early."""
    desk.add(desk.new(X), desk.new(NEWS), desk.new("film/old/x", due=desk.NOON - desk.HOUR))
    for key, at, more in (
        (X, desk.NOON + desk.MINUTE, {}),
        (NEWS, desk.NOON + desk.MINUTE, desk.FAILED),
        ("film/old/x", desk.NOON - desk.HOUR, {}),
    ):
        desk.settle(*desk.begin(desk.ids(key), now=at), now=at, **more)
    assert desk.store.lateness(desk.NOON) == [60.0]
    assert sorted(desk.store.lateness(desk.NOON - desk.HOUR)) == [0.0, 60.0]


@pytest.mark.parametrize("state", ["failed", "unknown", "expired"])
def test_what_somebody_has_to_look_at_is_counted_whole_and_shown_in_part(desk: Any, state: str) -> None:
    """The latest first; a post stands once, under the gravest state of its parts."""
    keys = [f"film/step-{n}/x" for n in range(4)]
    desk.add(*(desk.new(key, texts=("1", "2"), due=desk.NOON + n * desk.MINUTE) for n, key in enumerate(keys)))
    for key in keys:
        desk.force(PartState(state), key, 1)
        desk.force(PartState(state), key, 2)
    desk.force(PartState.SENDING, keys[0], 2)
    group = getattr(desk.store.standing(desk.NOON, few=2), state)
    assert (group.many, [post.key for post in group.posts]) == (3, [keys[3], keys[2]])


def test_standing_agrees_with_the_posts_themselves(desk: Any) -> None:
    """Next is what waits and is not held; a channel holds up the posts that wait for it."""
    hour = desk.HOUR
    desk.add(desk.new("film/held/x", due=desk.NOON + hour, held=True), desk.new(X, due=desk.NOON + 2 * hour))
    desk.add(desk.new(NEWS, due=desk.NOON - hour), desk.new("film/three/news", due=desk.NOON + 3 * hour))
    desk.force(PartState.AWAITING, "film/three/news")
    stands = desk.store.standing(desk.NOON, channels=["news", "x", "none"])
    assert stands.next == desk.post(X)
    assert [post.key for post in stands.overdue.posts] == [NEWS]
    assert (stands.awaiting.many, stands.awaiting.posts[0].key) == (1, "film/three/news")
    assert dict(stands.held_up) == {"news": 2, "x": 2, "none": 0}
    assert stands.counts == desk.store.counts()


def test_what_expired_counts_as_late_news_for_a_day(desk: Any) -> None:
    """After that it is history: it stays listed, and is no trouble any more."""
    desk.add(desk.new(X))
    desk.force(PartState.EXPIRED, X)
    closed = desk.post(X).not_after
    assert desk.store.standing(closed + 23 * desk.HOUR).expired_lately == 1
    assert desk.store.standing(closed + 25 * desk.HOUR).expired_lately == 0
    assert desk.store.standing(closed + 25 * desk.HOUR).expired.many == 1


def test_the_last_attempts_are_the_last(desk: Any) -> None:
    """In the order in which they began; where a pattern is asked for, of those that match."""
    keys = [f"film/step-{n}/{'x' if n % 2 else 'news'}" for n in range(6)]
    desk.add(*(desk.new(key) for key in keys))
    for key in keys:
        desk.begin(desk.ids(key))
    assert seen(desk.store.attempts(last=2)) == [f"{key}#1" for key in keys[-2:]]
    assert seen(desk.store.attempts("film/*/x", last=2)) == [f"{keys[3]}#1", f"{keys[5]}#1"]
    assert desk.store.attempts(last=0) == []
