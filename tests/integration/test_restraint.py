"""What spares a receiver, on real sockets and the real clock: rates over two processes, a breaker, a used-up limit."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from scheduler.clock import RealClock, SteppingClock
from scheduler.delivery import Delivery, Sent, lease_of
from scheduler.destinations import Endpoint, get
from scheduler.model import Change, Content, Expiry, Op, Part, PartState, Plan, Post, Rate, Secret
from scheduler.queue import Committer, Store
from scheduler.queue.restraint.breaker import COOL_DOWN, IN_A_ROW
from scheduler.receiver import Answer, Received, Receiver, read

SECRET = Secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
SECOND = timedelta(seconds=1)


class Scene:
    """A queue, and a receiver that answers as it is told."""

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder}/queue.db"
        self.journal = folder / "catch.jsonl"
        self.answer: Callable[[Received], Answer | None] = lambda _: None
        self.receiver = Receiver(self.journal, [SECRET], self._told, port=0)
        self.sent: list[Sent] = []

    def _told(self, received: Received) -> Answer | None:
        return self.answer(received)

    def endpoint(self, destination: str = "webhook", **more: Any) -> Endpoint:
        """Return the channel `x`."""
        usual = {"channel": "x", "platform": "x", "destination": get(destination), "secrets": (SECRET,)}
        there = {"url": Secret(self.receiver.url("x")), "allow_private": ("127.0.0.0/8",), "deadline": 5 * SECOND}
        return Endpoint(**usual | there | more)

    def add(self, number: int, due: datetime) -> None:
        """Fill the queue with posts that may go out for six hours."""
        keys = [f"film/step-{nth:03}/x" for nth in range(number)]
        bounds = {"due_at": due, "not_before": due, "not_after": due + timedelta(hours=6), "ready_at": due}
        posts = [
            Post(
                key=key,
                campaign="film",
                step=key.split("/")[1],
                channel="x",
                platform="x",
                due_at=due,
                zone="UTC",
                parts=(Part(number=1, content=Content(text=key), expiry=Expiry.LATE, **bounds),),
            )
            for key in keys
        ]
        changes = tuple(Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new") for post in posts)
        with self.open() as store:
            store.apply(Plan(revision=0, files="f" * 64, at=due, changes=changes), now=due, user="mara")

    def open(self) -> Store:
        """Open the queue, as another process would."""
        return Store.open(self.url, workspace_id="harbour-press")

    async def daemon(self, owner: str, endpoint: Endpoint, clock: Any) -> None:
        """Deliver until nothing is due."""
        lease = lease_of([endpoint])
        with self.open() as store:
            async with Committer(store, owner=owner, clock=clock, lease=lease) as committer:
                delivery = Delivery(committer, {"x": endpoint}, clock, owner, self.sent.append, chance=lambda: 0.5)
                while due := store.upcoming(clock.now(), 100):
                    await delivery.deliver([each.part_id for each in due], "x")
                await delivery.drain()

    def arrivals(self) -> list[datetime]:
        """Return when what arrived arrived."""
        return [datetime.fromisoformat(line["at"]) for line in read(self.journal)]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Return a scene whose receiver listens."""
    there = Scene(tmp_path)
    with there.receiver:
        yield there


def test_two_daemons_keep_one_rate(scene: Scene) -> None:
    """Fifteen posts at five in two seconds, from two at once: no six come within that, and 0.9 of it is used."""
    window = 2 * SECOND
    scene.add(15, datetime.now(UTC))
    endpoint = scene.endpoint(rate=(Rate(5, window),), concurrency=3)

    async def play() -> None:
        await asyncio.gather(*(scene.daemon(f"daemon-{nth}", endpoint, RealClock()) for nth in (1, 2)))

    asyncio.run(play())
    at = scene.arrivals()
    assert len(at) == 15
    assert all(last - first >= window for first, last in zip(at, at[5:], strict=False))
    assert (at[-1] - at[0]) * 0.9 <= 2 * window


def test_a_receiver_that_is_down_is_left_alone_and_then_gets_what_waited(scene: Scene) -> None:
    """After five faults one post tries it a cool-down; once it is well, all arrive, one by one, none burnt."""
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    scene.add(12, noon)
    endpoint = scene.endpoint(concurrency=1)
    clock = SteppingClock(noon)
    well = noon + 4 * COOL_DOWN
    scene.answer = lambda _: None if clock.now() >= well else Answer(status=500)

    async def play() -> None:
        with scene.open() as store:
            while following := store.next_instant(clock.now()):
                if following > clock.now():
                    clock.step(following)
                await scene.daemon("daemon-1", endpoint, clock)

    asyncio.run(play())
    down = [sent for sent in scene.sent if sent.at < well]
    assert len(down) <= IN_A_ROW + 3
    assert [sent.breaker.open for sent in scene.sent if sent.breaker] == [True, False]
    with scene.open() as store:
        posts = store.posts()
        assert {post.state for post in posts} == {PartState.DELIVERED}
        assert sum(post.parts[0].attempts for post in posts) == len(down) + 12
    at = scene.arrivals()[-11:]
    assert all(last - first >= timedelta(milliseconds=90) for first, last in pairwise(at))


def test_a_limit_that_starts_afresh_in_a_moment_is_waited_for_in_hand(scene: Scene) -> None:
    """Two seconds are not worth the way back to the queue: the next post waits where it is, and for as long."""
    scene.add(2, datetime.now(UTC))
    headers = (("x-ratelimit-remaining", "0"), ("x-ratelimit-reset-after", "0.6"))
    scene.answer = lambda _: Answer(status=200, headers=headers, body=b'{"id": "1", "channel_id": "2"}')
    endpoint = scene.endpoint("discord", url=Secret(scene.receiver.url("x")))
    asyncio.run(scene.daemon("daemon-1", endpoint, RealClock()))
    first, second = scene.arrivals()
    assert second - first >= timedelta(seconds=0.6)
    with scene.open() as store:
        assert {post.state for post in store.posts()} == {PartState.DELIVERED}
        assert not store.resting_channels(datetime.now(UTC))


def test_a_limit_that_is_used_up_is_not_run_into(scene: Scene) -> None:
    """Discord says with the post that nothing is left for 30 s: the next one waits as long, and no 429 has to come."""
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    scene.add(2, noon)
    clock = SteppingClock(noon)
    headers = (("x-ratelimit-remaining", "0"), ("x-ratelimit-reset-after", "30"))
    scene.answer = lambda _: Answer(status=200, headers=headers, body=b'{"id": "1"}')
    endpoint = scene.endpoint("discord", url=Secret(scene.receiver.url("x")))
    asyncio.run(scene.daemon("daemon-1", endpoint, clock))
    with scene.open() as store:
        assert sorted(post.parts[0].attempts for post in store.posts()) == [0, 1]
        assert store.next_instant(noon) == noon + 30 * SECOND
