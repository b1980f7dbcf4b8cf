"""A queue whose database is busy, full, or gone, and a clock that jumps. The oracle is the receiver's journal."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from resilience.victim import play
from scheduler.errors import TminusError
from scheduler.model import PartState
from scheduler.queue import Store, database

KEYS = [f"c/s{number}/{channel}" for number in range(10) for channel in ("hold", "resend")]
LEASE = timedelta(seconds=0.5)


@contextmanager
def busy(folder: Path, seconds: float) -> Iterator[threading.Event]:
    """Another program that, once the event is set, keeps the database locked for a while."""
    begin = threading.Event()

    def lock() -> None:
        begin.wait(20)
        with closing(sqlite3.connect(folder / "queue.db", timeout=20, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            threading.Event().wait(seconds)
            other.execute("ROLLBACK")

    thread = threading.Thread(target=lock)
    thread.start()
    yield begin
    begin.set()
    thread.join()


@pytest.mark.parametrize("seconds", [1.5, pytest.param(20, marks=pytest.mark.long)])
def test_a_database_that_another_program_locks_delays_and_loses_nothing(
    scene: Any, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in flight then is settled as what it was, though its lease ran out; the rest goes after."""
    monkeypatch.setattr(database, "BUSY", 200 if seconds < 5 else database.BUSY)
    scene.queue(*KEYS)
    with busy(scene.folder, seconds) as begin:
        scene.answer = lambda _: begin.set()
        with scene.store() as store:
            asyncio.run(play(store, scene.receiver.url("").rstrip("/"), LEASE))
    assert set(map(tuple, scene.states.values())) == {("delivered",)}
    assert set(scene.arrived.values()) == {1}
    assert len(scene.arrived) == len(KEYS)


class Disk:
    """A disk that fills up and is emptied again, as SQLite sees it: the file cannot grow."""

    def __init__(self, store: Store) -> None:
        self.full = False
        event.listen(store.engine, "begin", self.squeeze)

    def squeeze(self, connection: Any) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() if self.full else 1_000_000
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_delays_and_loses_nothing(scene: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is begun that could not be written down, nothing sent is forgotten, and the log is not filled up too."""
    keys = [f"c/{'long' * 50}-{number}/{channel}" for number in range(60) for channel in ("hold", "resend")]
    scene.queue(*keys)
    with scene.store() as store:
        disk = Disk(store)

        def fill(_: object) -> None:
            if not disk.full and len(scene.arrived) == 5:
                disk.full = True
                threading.Timer(2, lambda: setattr(disk, "full", False)).start()

        scene.answer = fill
        asyncio.run(play(store, scene.receiver.url("").rstrip("/"), LEASE))
    assert "the disk is full" in caplog.text
    assert len(caplog.records) < 10
    assert set(map(tuple, scene.states.values())) == {("delivered",)}
    assert set(scene.arrived.values()) == {1}
    assert len(scene.arrived) == len(keys)


@pytest.mark.parametrize("replaced", [False, True], ids=["removed", "replaced"])
def test_a_daemon_whose_database_is_gone_ends_with_a_word(scene: Any, *, replaced: bool) -> None:
    """An open file outlives its name: a daemon that went on with it would write down what nobody ever reads."""
    scene.queue("c/s/hold")
    scene.queue("c/later/hold", due_at=datetime.now(UTC) + timedelta(seconds=40))

    def remove(_: object) -> None:
        (scene.folder / "queue.db").rename(scene.folder / "elsewhere.db")
        if replaced:
            scene.store().close()

    scene.answer = remove
    with scene.store() as store, pytest.raises(TminusError) as told:
        asyncio.run(play(store, scene.receiver.url("").rstrip("/"), timedelta(minutes=1)))
    assert [problem.code for problem in told.value.problems] == ["queue-replaced"]


def test_a_clock_that_jumps_takes_no_attempt_from_its_owner(scene: Any) -> None:
    """A day forward runs out every lease; the attempts that the daemon itself carries out are not lost by that."""
    scene.queue("c/s/hold")
    now = datetime.now(UTC)
    tomorrow = now + timedelta(days=1)
    with scene.store() as store:
        [due] = store.upcoming(now, 10)
        [begun] = store.begin([due.part_id], owner="me", now=now, lease_until=now + timedelta(minutes=1))
        mine = {"now": now, "wall_now": tomorrow, "policies": {}}
        assert store.reconcile(**mine, in_flight=[begun.part_id]).unknown == ()
        assert store.posts()[0].state is PartState.SENDING
        assert store.reconcile(**mine).unknown == ("c/s/hold#1",)
