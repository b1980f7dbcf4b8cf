"""What the hardest tests have in common: posts, a queue, and a clock that steps while nothing is on its way."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scheduler.clock import SteppingClock
from scheduler.delivery import Delivery, lease_of
from scheduler.destinations import Endpoint, get
from scheduler.model import Change, Content, Expiry, Op, Part, PartState, Plan, Post, Secret
from scheduler.queue import Committer, Store

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
HERE = ("127.0.0.0/8",)


def a_post(key: str, due: datetime, window: timedelta = HOUR, parts: int = 1) -> Post:
    """Return a post whose text is its key."""
    campaign, step, channel = key.split("/")
    members = tuple(
        Part(
            number=number,
            content=Content(text=f"{key} {number}"),
            due_at=due,
            not_before=due,
            not_after=due + window,
            expiry=Expiry.UNTRUE,
            ready_at=due,
        )
        for number in range(1, parts + 1)
    )
    return Post(
        key=key, campaign=campaign, step=step, channel=channel, platform="x", due_at=due, zone="UTC", parts=members
    )


def add(store: Store, *posts: Post) -> None:
    """Put posts into the queue."""
    changes = tuple(Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new") for post in posts)
    at = min(post.due_at for post in posts)
    store.apply(Plan(revision=store.revision(), files="", at=at, changes=changes), now=at, user="test")


def webhook(url: str, channel: str = "hold", **fields: Any) -> Endpoint:
    """Return a channel of the generic kind."""
    destination = fields.pop("destination", get("webhook"))
    usual = {
        "platform": "x",
        "on_unknown": destination.on_unknown,
        "allow_private": HERE,
        "deadline": timedelta(seconds=0.5),
    }
    return Endpoint(channel=channel, url=Secret(url), destination=destination, **{**usual, **fields})


class Stage:
    """A queue and a clock that stands at noon, and steps to the next instant whenever nothing is due."""

    def __init__(self, folder: Path, name: str = "queue") -> None:
        self.clock = SteppingClock(NOON)
        self.url = f"sqlite:///{folder}/{name}.db"
        self.store = Store.open(self.url, workspace_id="test")

    def play(
        self,
        endpoints: Sequence[Endpoint],
        until: timedelta,
        stepping: Callable[[datetime], None] = lambda _: None,
        **options: Any,
    ) -> None:
        """Deliver until nothing is left to do, or `until` is reached; `stepping` is told where the clock goes next."""
        by_channel = {endpoint.channel: endpoint for endpoint in endpoints}
        policies: Mapping[str, Any] = {name: each.on_lost for name, each in by_channel.items()}

        async def play() -> None:
            lease = lease_of(endpoints)
            async with Committer(self.store, owner="daemon-1", clock=self.clock, lease=lease) as committer:
                given = {"chance": lambda: 0.5} | options
                delivery = Delivery(committer, by_channel, self.clock, "daemon-1", **given)
                while self.clock.now() < NOON + until:
                    if due := self.store.upcoming(self.clock.now(), 100):
                        await asyncio.gather(*(delivery.deliver([each.part_id], each.channel) for each in due))
                        continue
                    self.store.reconcile(now=self.clock.now(), wall_now=datetime.now(UTC), policies=policies)
                    following = self.store.next_instant(self.clock.now())
                    if following is None or following >= NOON + until:
                        break
                    stepping(following)
                    self.clock.step(following)
                await delivery.drain()

        asyncio.run(play())

    def parts(self) -> dict[str, Part]:
        """Return every part by its key."""
        return {f"{post.key}#{part.number}": part for post in self.store.posts() for part in post.parts}

    def states(self) -> dict[str, PartState]:
        """Return the state of every part."""
        return {key: part.state for key, part in self.parts().items()}
