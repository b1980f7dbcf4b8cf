"""Daemons that should not be there, or not any more. The oracle is the receiver's journal."""

import signal
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scheduler.receiver import Answer


def test_two_daemons_that_pass_the_lock_by_send_everything_once(scene: Any) -> None:
    """The lock is an optimisation: the fence alone keeps two daemons from sending one part twice."""
    keys = [f"c/s{number}/{policy}" for number in range(50) for policy in ("hold", "resend")]
    scene.queue(*keys, parts=2, due_at=datetime.now(UTC) + timedelta(seconds=2))
    with scene.victim() as one, scene.victim() as other:
        assert (one.wait(timeout=40), other.wait(timeout=40)) == (0, 0)
    assert scene.arrived == Counter({f"{key}#{number}": 1 for key in keys for number in (1, 2)})
    assert set(map(tuple, scene.states.values())) == {("delivered", "delivered")}


def test_an_owner_that_wakes_after_its_lease_changes_nothing(scene: Any) -> None:
    """A daemon that stood still in mid-send comes back to a part that is not its own: only its late words are kept."""
    reached, woken = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        reached.set()
        woken.wait(10)

    scene.answer = hold
    scene.queue("c/s/hold")
    with scene.victim(lease=1) as asleep:
        assert reached.wait(20)
        asleep.send_signal(signal.SIGSTOP)
        scene.recover()
        assert scene.states == {"c/s/hold": ["unknown"]}
        asleep.send_signal(signal.SIGCONT)
        woken.set()
        assert asleep.wait(timeout=40) == 0
    assert scene.states == {"c/s/hold": ["unknown"]}
    assert scene.arrived == {"c/s/hold#1": 1}
    with scene.store() as store:
        assert "answered late: delivered (200)" in str(store.attempts()[0].reason)


@pytest.mark.parametrize(("channel", "arrived"), [("hold", 0), ("resend", 1)])
def test_an_owner_that_wakes_before_it_sent_does_not_send(scene: Any, channel: str, arrived: int) -> None:
    """What was begun and not yet sent when its lease ran out is left to whoever has it now."""
    scene.queue(f"c/s/{channel}")
    with scene.victim("stop:after-begin-commit", lease=0.5) as asleep:
        while scene.states != {f"c/s/{channel}": ["sending"]}:
            time.sleep(0.05)
        time.sleep(0.6)
        scene.recover()
        asleep.send_signal(signal.SIGCONT)
        assert asleep.wait(timeout=40) == 0
    assert scene.arrived.total() == arrived
    with scene.store() as store:
        assert "answered late: retry" in str(store.attempts()[0].reason)


def test_a_slow_channel_does_not_stand_before_the_others(scene: Any) -> None:
    """Thousands of parts that wait for one receiver hide no part of another channel, though theirs came first."""
    scene.answer = lambda got: Answer(hold=timedelta(seconds=0.05)) if got.channel == "hold" else None
    due = datetime.now(UTC)
    scene.queue(*(f"c/s{number}/hold" for number in range(1500)), due_at=due - timedelta(seconds=1))
    scene.queue(*(f"c/s{number}/resend" for number in range(20)), due_at=due)
    with scene.victim():
        while sum(key.endswith("/resend#1") for key in scene.arrived) < 20:
            time.sleep(0.1)
    assert sum(key.endswith("/hold#1") for key in scene.arrived) < 500
    assert set(scene.arrived.values()) == {1}
