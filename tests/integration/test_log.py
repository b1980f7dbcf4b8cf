"""Following the log of a queue that a daemon writes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from scheduler.cli.log import Ended
from scheduler.model import Change, Content, Expiry, Op, Part, PartState, Plan, Post
from scheduler.queue import Begun, Settlement, Store

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def a_post(key: str) -> Post:
    campaign, step, channel = key.split("/")
    part = Part(
        number=1,
        content=Content(text=key),
        due_at=NOON,
        not_before=NOON,
        not_after=NOON + HOUR,
        expiry=Expiry.LATE,
        ready_at=NOON,
    )
    return Post(
        key=key, campaign=campaign, step=step, channel=channel, platform="x", due_at=NOON, zone="UTC", parts=(part,)
    )


def settled(begun: Begun) -> Settlement:
    ours = {"part_id": begun.part_id, "attempt": begun.attempt, "owner": "me"}
    return Settlement(**ours, state=PartState.DELIVERED, outcome="delivered")


def test_each_attempt_is_told_once_when_it_ends_in_whatever_order(tmp_path: Path) -> None:
    """An attempt that takes long is told when it ends, though later ones were told before it; none is told twice."""
    with Store.open(f"sqlite:///{tmp_path}/queue.db", workspace_id="w") as store:
        posts = [a_post(f"c/s{number}/x") for number in range(3)]
        changes = tuple(Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new") for post in posts)
        store.apply(Plan(revision=0, files="", at=NOON, changes=changes), now=NOON, user="ana")
        ids = [due.part_id for due in store.upcoming(NOON, 10)]
        first, second, third = store.begin(ids, owner="me", now=NOON, lease_until=NOON + HOUR)
        ended = Ended(store, None)
        assert ended.fresh() == []
        store.settle([settled(second)], now=NOON)
        assert [row.key for row in ended.fresh()] == [second.key]
        assert ended.fresh() == []
        store.settle([settled(first), settled(third)], now=NOON)
        assert [row.key for row in ended.fresh()] == [first.key, third.key]
        assert ended.fresh() == []


def test_following_begins_with_the_last_few_and_misses_none_that_is_under_way(tmp_path: Path) -> None:
    """As `tail` does: three of ten that ended, then one that was begun before them all, once it ends."""
    with Store.open(f"sqlite:///{tmp_path}/queue.db", workspace_id="w") as store:
        posts = [a_post(f"c/s{number}/x") for number in range(11)]
        changes = tuple(Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new") for post in posts)
        store.apply(Plan(revision=0, files="", at=NOON, changes=changes), now=NOON, user="ana")
        ids = [due.part_id for due in store.upcoming(NOON, 20)]
        slow, *others = store.begin(ids, owner="me", now=NOON, lease_until=NOON + HOUR)
        store.settle([settled(each) for each in others], now=NOON)
        ended, nothing_before = Ended(store, None, last=3), Ended(store, None, last=0)
        assert [row.key for row in ended.fresh()] == [each.key for each in others[-3:]]
        assert nothing_before.fresh() == []
        store.settle([settled(slow)], now=NOON)
        assert [row.key for row in ended.fresh()] == [slow.key]
        assert [row.key for row in nothing_before.fresh()] == [slow.key]
        assert ended.fresh() == nothing_before.fresh() == []


def test_following_a_few_posts_begins_with_their_last_few(tmp_path: Path) -> None:
    """What was tried for others meanwhile does not push them out."""
    with Store.open(f"sqlite:///{tmp_path}/queue.db", workspace_id="w") as store:
        posts = [a_post(f"c/s{number}/{'x' if number < 2 else 'y'}") for number in range(9)]
        changes = tuple(Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new") for post in posts)
        store.apply(Plan(revision=0, files="", at=NOON, changes=changes), now=NOON, user="ana")
        ids = [due.part_id for due in store.upcoming(NOON, 20)]
        store.settle(
            [settled(each) for each in store.begin(ids, owner="me", now=NOON, lease_until=NOON + HOUR)], now=NOON
        )
        assert [row.key for row in Ended(store, "c/*/x", last=5).fresh()] == ["c/s0/x#1", "c/s1/x#1"]
