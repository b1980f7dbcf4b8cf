"""Daemons that should not be there, or not any more. The oracle is the receiver's journal."""

import signal
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from driving import until
from scheduler.model import PartState
from scheduler.queue import Store
from scheduler.queue.database.tables import beats
from scheduler.receiver import Answer

CHANNELS = [f"hold-{number}" for number in range(40)]


@pytest.mark.parametrize("posts", [60, pytest.param(5000, marks=pytest.mark.long)])
def test_two_daemons_that_pass_the_lock_by_send_everything_once(scene: Any, posts: int) -> None:
    """The lock is an optimisation: the fence alone keeps two daemons from sending one part twice, and none stalls."""
    keys = [f"c/s{number}/{CHANNELS[number % 40]}" for number in range(posts)]
    threads = [f"c/t{number}/{policy}" for number in range(20) for policy in ("hold", "resend")]
    # A daemon that starts takes the attempts of others for lost: both are at work before anything is due.
    with scene.starting(endless=True) as one, scene.starting(endless=True) as other, scene.store() as store:
        until(lambda: len(owners(store)) == 2)
        due = datetime.now(UTC) + timedelta(seconds=posts / 5000)
        scene.queue(*keys, due_at=due)
        scene.queue(*threads, parts=2, due_at=due)
        until(lambda: store.counts()[PartState.DELIVERED] == len(keys + threads), seconds=300)
        said = [victim.told_to_stop() for victim in (one, other)]
    parts = [f"{key}#1" for key in keys] + [f"{key}#{number}" for key in threads for number in (1, 2)]
    assert scene.arrived == Counter(dict.fromkeys(parts, 1))
    assert set(map(tuple, scene.states.values())) == {("delivered",), ("delivered", "delivered")}
    assert [each["dropped"] for each in said] == [0, 0]
    assert max(each["longest"] for each in said) < 30, "its scheduler stood still"


def owners(store: Store) -> list[str]:
    """Return the daemons that give signs of life: they have taken over before."""
    with store.reading() as connection:
        return list(connection.scalars(select(beats.c.owner)))


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
        asleep.ended()
    assert scene.states == {"c/s/hold": ["unknown"]}
    assert scene.arrived == {"c/s/hold#1": 1}
    with scene.store() as store:
        assert "answered late: delivered (200)" in str(store.attempts()[0].reason)


@pytest.mark.parametrize(("channel", "arrived"), [("hold", 0), ("resend", 1)])
def test_an_owner_that_wakes_before_it_sent_does_not_send(scene: Any, channel: str, arrived: int) -> None:
    """What was begun and not yet sent when its lease ran out is left to whoever has it now."""
    scene.queue(f"c/s/{channel}")
    lease = 0.5
    with scene.victim("stop:after-begin-commit", lease=lease) as asleep:
        until(lambda: scene.states == {f"c/s/{channel}": ["sending"]})
        over = datetime.now(UTC) + timedelta(seconds=lease)
        until(lambda: datetime.now(UTC) > over)
        scene.recover()
        asleep.send_signal(signal.SIGCONT)
        asleep.ended()
    assert scene.arrived.total() == arrived
    with scene.store() as store:
        assert "answered late: retry" in str(store.attempts()[0].reason)


def test_a_slow_channel_does_not_stand_before_the_others(file_scene: Any) -> None:
    """Thousands of parts that wait for one receiver hide no part of another channel, though theirs came first."""
    file_scene.answer = lambda got: Answer(hold=timedelta(seconds=0.05)) if got.channel == "hold" else None
    due = datetime.now(UTC)
    file_scene.queue(*(f"c/s{number}/hold" for number in range(1500)), due_at=due - timedelta(seconds=1))
    file_scene.queue(*(f"c/s{number}/resend" for number in range(20)), due_at=due)
    with file_scene.victim():
        until(lambda: sum(key.endswith("/resend#1") for key in file_scene.arrived) == 20)
    assert sum(key.endswith("/hold#1") for key in file_scene.arrived) < 500
    assert set(file_scene.arrived.values()) == {1}


@pytest.mark.parametrize("parts", [64, pytest.param(5000, marks=pytest.mark.long)])
def test_overload_delays_and_drops_nothing(scene: Any, parts: int) -> None:
    """All due at one instant, a receiver that takes a second, a disk that takes ten milliseconds: late, never lost."""
    scene.answer = lambda _: Answer(hold=timedelta(seconds=1), body=b"{}")
    scene.queue(*(f"c/s{number}/{CHANNELS[number % 40]}" for number in range(parts)))
    with scene.victim(slow_commit=0.01) as victim:
        said = victim.ended()
    assert said["dropped"] == 0, "APScheduler dropped a job"
    assert len(scene.arrived) == parts
    assert set(scene.arrived.values()) == {1}
    assert set(map(tuple, scene.states.values())) == {("delivered",)}
