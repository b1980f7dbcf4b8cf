"""A clock that is set while the daemon runs. The oracle is the receiver's journal."""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from driving import until
from scheduler.model import PartState
from scheduler.receiver import Answer

LIBRARIES = "/usr/lib"
DAY_SECONDS = 86_400


class SetClock:
    """The wall clock of another process, which is set by writing into a file; its monotonic clock runs on."""

    def __init__(self, library: Path, folder: Path) -> None:
        self._file = folder / "clock"
        self.environment: Mapping[str, str] = {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_RESET": "1",
        }
        self.set(0)

    def set(self, seconds: int) -> None:
        """Let it show so many seconds more than the true time."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{seconds:+}\n", encoding="utf-8")
        fresh.replace(self._file)


@pytest.fixture
def set_clock(tmp_path: Path) -> SetClock:
    """Return a clock to be set; skips where there is no libfaketime."""
    found = sorted(Path(LIBRARIES).glob("*/faketime/libfaketime.so.1"))
    if not found:
        pytest.skip("libfaketime is not installed here: apt-get install faketime")
    return SetClock(found[0], tmp_path)


def test_a_clock_that_is_set_forward_is_noticed(scene: Any, set_clock: SetClock) -> None:
    """What became due by it goes out now, not after the minutes that were jumped over."""
    scene.queue("c/now/hold")
    scene.queue("c/later/hold", due_at=datetime.now(UTC) + timedelta(minutes=10))
    with scene.victim(environment=set_clock.environment, endless=True):
        until(lambda: len(scene.arrived) == 1)
        set_clock.set(600)
        until(lambda: len(scene.arrived) == 2, seconds=30)
    assert set(scene.arrived.values()) == {1}


def test_a_clock_that_is_set_back_sends_nothing_twice_and_nothing_early(scene: Any, set_clock: SetClock) -> None:
    """What was sent stays sent; what is due again only in a minute waits for it."""
    with scene.victim(environment=set_clock.environment, endless=True):
        now = datetime.now(UTC)
        for number in range(12):
            scene.queue(f"c/s{number}/hold", due_at=now + timedelta(seconds=1 + number / 6))
        until(lambda: len(scene.arrived) >= 4)
        set_clock.set(-60)
        until(lambda: "delivered" in str(scene.states["c/s3/hold"]))
        sent = len(scene.arrived)
        until(lambda: datetime.now(UTC) > now + timedelta(seconds=3))
        assert len(scene.arrived) <= sent + 1, "one may have been on its way when the clock was set"
        set_clock.set(0)
        until(lambda: len(scene.arrived) == 12)
    assert set(scene.arrived.values()) == {1}


@pytest.mark.parametrize("seconds", [DAY_SECONDS, *(pytest.param(each, marks=pytest.mark.long) for each in (-60, 60))])
def test_a_jump_alone_takes_no_attempt_from_its_owner(scene: Any, set_clock: SetClock, seconds: int) -> None:
    """The answer that comes after it is still the attempt's own, though by the clock its lease ran out long ago."""
    reached, let_go = threading.Event(), threading.Event()

    def hold(_: object) -> Answer | None:
        reached.set()
        let_go.wait(30)
        return None

    scene.answer = hold
    scene.queue("c/s/hold", window=timedelta(days=7))
    with scene.victim(lease=10, environment=set_clock.environment, endless=True):
        assert reached.wait(30)
        set_clock.set(seconds)
        beats = beat_of(scene)
        until(lambda: beat_of(scene) != beats)  # it reconciled with the new time
        let_go.set()
        until(lambda: scene.states == {"c/s/hold": ["delivered"]})
    assert scene.arrived == {"c/s/hold#1": 1}


def beat_of(scene: Any) -> object:
    with scene.store() as store:
        return store.daemon()


def test_a_lease_that_ran_out_is_lost_to_everybody_but_its_owner(scene: Any) -> None:
    """A day forward runs out every lease; the attempts that the daemon itself carries out are not lost by that."""
    scene.queue("c/s/hold")
    now = datetime.now(UTC)
    tomorrow = now + timedelta(days=1)
    with scene.store() as store:
        [due] = store.upcoming(now, 10)
        [begun] = store.begin([due.part_id], owner="me", now=now, lease_until=now + timedelta(minutes=1))
        mine: dict[str, Any] = {"now": now, "wall_now": tomorrow, "policies": {}}
        assert store.reconcile(**mine, in_flight=[begun.part_id]).unknown == ()
        assert store.posts()[0].state is PartState.SENDING
        assert store.reconcile(**mine).unknown == ("c/s/hold#1",)
