"""6. A receiver that is down until about the end of a post's window: no request begins after it, whatever happens."""

import random
import socket
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hardest.rig import HOUR, NOON, Stage, a_post, add, webhook
from scheduler.model import PartState
from scheduler.receiver import Answer, Receiver

WINDOW = timedelta(minutes=10)
BEFORE = timedelta(minutes=5)
OVER = {PartState.DELIVERED, PartState.EXPIRED}


class Down:
    """A receiver that is down until an instant: it refuses connections, or every post."""

    def __init__(self, stage: Stage, folder: Path, how: str, up_at: datetime) -> None:
        self.stage, self.how, self.up_at = stage, how, up_at
        self.came: list[tuple[str, datetime, bool]] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.receiver = Receiver(folder / "journal", answer=self._take, port=self.port)
        self.listens = False
        self.step(stage.clock.now())

    def _take(self, received: Any) -> Answer | None:
        now = self.stage.clock.now()
        up = now >= self.up_at
        self.came.append((received.key, now, up))
        return None if up else Answer(status=503)

    def step(self, following: datetime) -> None:
        """Take up where the clock goes next."""
        if not self.listens and (self.how == "503" or following >= self.up_at):
            self.receiver.start()
            self.listens = True

    def stop(self) -> None:
        if self.listens:
            self.receiver.stop()


@pytest.mark.parametrize("how", ["503", "refused"])
@pytest.mark.parametrize(
    "back", [-480, 0, *(pytest.param(each, marks=pytest.mark.long) for each in (-60, -1, -0.001, 0.001, 1, 60))]
)
def test_nothing_begins_after_the_window_and_what_can_go_goes(
    stage: Stage, tmp_path: Path, how: str, back: float
) -> None:
    """Twelve posts on two channels, down from five minutes before they are due; the breaker opens on the way."""
    chance = random.Random(8)  # noqa: S311 - the same jitter in every run
    not_after = NOON + WINDOW
    up_at = not_after + timedelta(seconds=back)
    down = Down(stage, tmp_path, how, up_at)
    posts = [a_post(f"c/s{number}/hold-{number % 2}", NOON, WINDOW) for number in range(12)]
    early = [a_post(f"c/e{number}/hold-{number % 2}", NOON - BEFORE, BEFORE + WINDOW) for number in range(2)]
    add(stage.store, *early, *posts)
    url = f"http://127.0.0.1:{down.port}"
    endpoints = [webhook(f"{url}/hold-{number}", channel=f"hold-{number}") for number in range(2)]
    try:
        stage.play(endpoints, until=2 * HOUR, stepping=down.step, chance=chance.random)
    finally:
        down.stop()
    assert all(at < not_after for _, at, _ in down.came), "sent though it was not true any more"
    arrived = [key for key, _, up in down.came if up]
    assert len(arrived) == len(set(arrived))
    states = stage.states()
    assert set(states.values()) <= OVER
    assert {key for key, state in states.items() if state is PartState.DELIVERED} == set(arrived)
    if back <= -480:
        assert arrived, "it came back early enough for some"
    if back >= 0:
        assert not arrived
