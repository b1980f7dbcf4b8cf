"""A platform tells with every answer how its limit stands; whoever listens is never refused."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from fakes.setups import SETUPS
from hardest.rig import HOUR, NOON, Stage, a_post, add
from scheduler.model import PartState


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """An empty stage."""
    stage = Stage(tmp_path)
    with stage.store:
        yield stage


@pytest.mark.parametrize("name", ["discord", "mastodon", "bluesky"])
def test_a_limit_that_is_used_up_is_waited_for_without_a_429(stage: Stage, name: str) -> None:
    """By the headers of the last answer that was let through, in each platform's own way of telling the time."""
    add(stage.store, *(a_post(f"c/s{number}/news", NOON, HOUR) for number in range(7)))
    with SETUPS[name].fake(stage.clock.now) as fake:
        fake.limit = (3, timedelta(seconds=30))  # type: ignore[misc] # smaller, so that it is met often
        stage.play([SETUPS[name].endpoint(fake.server, rate=None)], until=HOUR)
        assert fake.refused == 0
        assert len(fake.messages) == 7
    assert set(stage.states().values()) == {PartState.DELIVERED}
    assert stage.clock.now() >= NOON + timedelta(seconds=60)


def test_a_fake_refuses_who_does_not_listen(stage: Stage) -> None:
    """Telegram tells nothing before it refuses: so the count above is not empty."""
    add(stage.store, *(a_post(f"c/s{number}/news", NOON, HOUR) for number in range(3)))
    with SETUPS["telegram"].fake(stage.clock.now) as fake:
        stage.play([SETUPS["telegram"].endpoint(fake.server, rate=None)], until=HOUR)
        assert fake.refused > 0
        assert len(fake.messages) == 3
