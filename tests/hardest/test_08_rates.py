"""8. Two daemons on one queue, everything due at once: no receiver is asked more often than it allows.

The fakes count as their platforms do, by when a request arrives; each refusal would be an answer 429.
"""

import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fakes.api import Asked, Fake, Reply
from fakes.setups import SETUPS
from hardest.prey import Order, Prey, Where
from hardest.rig import HOUR, a_post, add
from scheduler.destinations import get
from scheduler.model import PartState, Rate
from scheduler.queue import Store

SHARE = 0.9
"""Of what is allowed, so much at least."""


BOTH_ARE_UP = timedelta(seconds=3)
"""A daemon that starts takes what is on its way for lost: there is one a workspace, but for the lock."""


class Counting:
    """When each request came to a fake, and how many it refused."""

    def __init__(self, name: str) -> None:
        self.fake: Fake = SETUPS[name].fake(lambda: datetime.now(UTC))
        self.came: list[float] = []
        self.refused = 0
        take, too_many = self.fake.take, self.fake.too_many

        def taken(asked: Asked) -> Reply:
            self.came.append(time.monotonic())
            return take(asked)

        def refused(wait: timedelta) -> Reply:
            self.refused += 1
            return too_many(wait)

        self.fake.take, self.fake.too_many = taken, refused  # type: ignore[method-assign] # to look on


@pytest.mark.parametrize(
    ("name", "posts"),
    [
        pytest.param("discord", 11, id="short"),
        pytest.param("discord", 300, id="discord, long", marks=pytest.mark.long),
        pytest.param("telegram", 60, id="telegram, long", marks=pytest.mark.long),
    ],
)
def test_two_daemons_keep_one_limit_and_use_it(
    tmp_path: Path, prey: Prey, second_prey: Prey, name: str, posts: int
) -> None:
    """Discord's five in 2 s, Telegram's one a second and 20 a minute: no 429, and nine tenths of what is allowed."""
    url = f"sqlite:///{tmp_path / 'queue.db'}"
    watched = Counting(name)
    limit = watched.fake.limit
    assert limit is not None
    with watched.fake as fake, Store.open(url, workspace_id="test") as store:
        due = datetime.now(UTC) + BOTH_ARE_UP
        add(store, *(a_post(f"c/s{number}/{name}", due, HOUR) for number in range(posts)))
        order = Order(
            database=url, channels={name: Where(server=fake.server, setup=name, rated=True)}, seconds=40 + posts * 2
        )
        prey.start(order)
        second_prey.start(order)
        assert (prey.ended(), second_prey.ended()) == (0, 0)
        states = Counter(part.state for post in store.posts() for part in post.parts)
    assert watched.refused == 0, "asked more often than allowed"
    assert states == {PartState.DELIVERED: posts}
    assert len(watched.came) == posts
    rates = get(SETUPS[name].destination).rate
    at_best, took = at_best_in(rates or (), posts), watched.came[-1] - watched.came[0]
    assert took <= at_best / SHARE + limit[1].total_seconds(), f"{at_best / took:.0%} of what is allowed"


def at_best_in(rates: Sequence[Rate], posts: int) -> float:
    """Return after how many seconds the last of some posts may start, where each goes as early as it may."""
    starts: list[float] = []
    for number in range(posts):
        free = (starts[number - rate.number] + rate.window.total_seconds() for rate in rates if number >= rate.number)
        starts.append(max(free, default=0.0))
    return starts[-1]
