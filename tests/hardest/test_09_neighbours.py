"""9. Dead receivers beside healthy ones: nobody waits for them, they are not knocked at, and they lose no post.

How much the healthy ones feel is a ratio of times, and is measured by `python -m benchmarks delivery`.
"""

import random
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from hardest.attackers import attacking
from hardest.prey import Order, Prey, Where
from hardest.rig import HOUR, NOON, Stage, a_post, add, webhook
from scheduler.model import PartState
from scheduler.queue import Store
from scheduler.queue.restraint.breaker import COOL_DOWN, IN_A_ROW, LONGEST_COOL_DOWN
from scheduler.receiver import Answer, Receiver, read

WAITING = 20
HEALTHY, DEAD = 45, ("refused", "hangs", "resets", "fails", "header_drip")


@pytest.mark.parametrize("posts", [pytest.param(2, id="short"), pytest.param(20, id="long", marks=pytest.mark.long)])
def test_healthy_channels_are_served_beside_dead_ones(tmp_path: Path, prey: Prey, free_port: int, posts: int) -> None:
    """Forty-five healthy of fifty; when their posts are through, those of the dead are where a person finds them."""
    url = f"sqlite:///{tmp_path / 'queue.db'}"
    with attacking() as addresses, Receiver(tmp_path / "journal", port=0) as receiver:
        dead = {**addresses, "refused": f"http://127.0.0.1:{free_port}/hook"}
        channels = {name: Where(server=dead[name], deadline=1) for name in DEAD}
        channels |= {f"well-{number}": Where(server=receiver.url(f"well-{number}")) for number in range(HEALTHY)}
        with Store.open(url, workspace_id="test") as store:
            due = datetime.now(UTC)
            window = timedelta(seconds=3 + posts)
            add(store, *(a_post(f"c/s{number}/{name}", due, window) for name in channels for number in range(posts)))
            assert prey.run(Order(database=url, channels=channels)) == 0
            states: dict[str, Counter[PartState]] = defaultdict(Counter)
            for post in store.posts():
                states[post.channel][post.parts[0].state] += 1
    arrived = Counter(line["channel"] for line in read(tmp_path / "journal"))
    for number in range(HEALTHY):
        assert states[f"well-{number}"] == {PartState.DELIVERED: posts}
        assert arrived[f"well-{number}"] == posts
    for name in DEAD:
        expected = PartState.UNKNOWN if name in ("hangs", "resets", "header_drip") else PartState.EXPIRED
        assert states[name].total() == posts
        assert states[name].keys() <= {expected, PartState.EXPIRED}, name


class Patient:
    """A receiver that is down until an instant, and notes when it was asked, by the clock of the campaign."""

    def __init__(self, stage: Stage, folder: Path, up_at: datetime) -> None:
        self.stage, self.up_at = stage, up_at
        self.came: list[tuple[str, datetime]] = []
        self.receiver = Receiver(folder / "journal", answer=self._take, port=0)

    def _take(self, received: Any) -> Answer | None:
        now = self.stage.clock.now()
        self.came.append((received.key, now))
        return None if now >= self.up_at else Answer(status=500)


def test_a_receiver_that_is_down_is_asked_once_a_cool_down(stage: Stage, tmp_path: Path) -> None:
    """Twenty posts wait for it and none is burnt: each part that was not the one to try keeps its attempts."""
    chance = random.Random(11)  # noqa: S311 - the same jitter in every run
    up_at = NOON + HOUR
    patient = Patient(stage, tmp_path, up_at)
    add(stage.store, *(a_post(f"c/s{number:02}/hold", NOON, 4 * HOUR) for number in range(WAITING)))
    with patient.receiver as receiver:
        stage.play([webhook(receiver.url("hold"))], until=5 * HOUR, chance=chance.random)
    down = [at for _, at in patient.came if at < up_at]
    probes = down[IN_A_ROW:]
    assert len(down) > IN_A_ROW
    assert all(later - earlier >= COOL_DOWN / 2 for earlier, later in pairwise([down[IN_A_ROW - 1], *probes]))
    assert len(probes) <= HOUR / LONGEST_COOL_DOWN * 2 + 8, "the cool-downs grow"
    parts = stage.parts()
    assert {part.state for part in parts.values()} == {PartState.DELIVERED}
    attempts = Counter(key for key, _ in patient.came)
    assert {key: part.attempts for key, part in parts.items()} == attempts
    assert sum(attempts.values()) == WAITING + len(down)
    assert sum(count == 1 for count in attempts.values()) >= WAITING - len(down)


def test_a_new_daemon_remembers_that_a_receiver_is_down(stage: Stage, tmp_path: Path) -> None:
    """The breaker is in the queue: a restart is no reason to knock again."""
    patient = Patient(stage, tmp_path, NOON + HOUR)
    add(stage.store, *(a_post(f"c/s{number:02}/hold", NOON, 4 * HOUR) for number in range(10)))
    with patient.receiver as receiver:
        endpoint = webhook(receiver.url("hold"))
        while len(patient.came) < IN_A_ROW:
            stage.play([endpoint], until=stage.clock.now() - NOON + timedelta(seconds=1))
        for _ in range(5):
            stage.play([endpoint], until=COOL_DOWN / 2)
        assert len(patient.came) == IN_A_ROW
