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
