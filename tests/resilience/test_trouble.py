"""A queue whose database is busy, full, or gone. The oracle is the receiver's journal."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from databases import Cluster
from driving import PATIENCE_SECONDS, until
from scheduler.errors import TminusError
from scheduler.queue import Store
from scheduler.queue.database import database

KEYS = [f"c/s{number}/{channel}" for number in range(10) for channel in ("hold", "resend")]
LEASE_SECONDS = 0.5
BACK_WITHIN_SECONDS = 10
"""So long after the database is back, everything that fell due meanwhile is sent."""


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


@pytest.mark.parametrize("seconds", [1, pytest.param(30, marks=pytest.mark.long)])
def test_a_database_that_another_program_locks_delays_and_loses_nothing(
    file_scene: Any, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in flight then is settled as what it was, though its lease ran out; the rest goes after."""
    monkeypatch.setattr(database, "BUSY", 200 if seconds < 5 else database.BUSY)
    file_scene.queue(*KEYS)
    with busy(file_scene.folder, seconds) as begin:
        file_scene.answer = lambda _: begin.set()
        file_scene.recover(lease=LEASE_SECONDS)
    assert set(map(tuple, file_scene.states.values())) == {("delivered",)}
    assert set(file_scene.arrived.values()) == {1}
    assert len(file_scene.arrived) == len(KEYS)


@pytest.mark.parametrize("seconds", [1, pytest.param(30, marks=pytest.mark.long)])
def test_a_server_that_stops_and_comes_back_delays_and_loses_nothing(
    tmp_path: Path, postgresql: Cluster, make_scene: Any, seconds: float
) -> None:
    """A hundred parts fall due while PostgreSQL is away: the daemon outlives it, and sends each of them once."""
    scene = make_scene(tmp_path, postgresql.database())
    keys = [f"c/s{number}/hold-{number % 10}" for number in range(100)]
    with scene.receiver:
        scene.queue("c/first/hold")
        came = threading.Event()
        scene.answer = lambda _: came.set()
        with scene.victim(lease=LEASE_SECONDS, endless=True) as victim:
            assert came.wait(PATIENCE_SECONDS)
            due = datetime.now(UTC) + timedelta(seconds=2)
            scene.queue(*keys, due_at=due)
            postgresql.stop()
            try:
                until(lambda: datetime.now(UTC) > due + timedelta(seconds=seconds))
                assert len(scene.arrived) == 1, "nothing is begun that cannot be written down"
            finally:
                postgresql.start()
            back_at = datetime.now(UTC)
            until(lambda: len(scene.arrived) == 101)
            victim.told_to_stop()
        last = max(datetime.fromisoformat(line["at"]) for line in scene.journal)
        assert (last - back_at).total_seconds() < BACK_WITHIN_SECONDS
        assert set(scene.arrived.values()) == {1}
        assert set(map(tuple, scene.states.values())) == {("delivered",)}


class Disk:
    """A disk that fills up and is emptied again, as SQLite sees it: the file cannot grow."""

    def __init__(self, store: Store) -> None:
        self.full = False
        event.listen(store.engine, "begin", self.squeeze)

    def squeeze(self, connection: Any) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() if self.full else 1_000_000
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_delays_and_loses_nothing(file_scene: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is begun that could not be written down, nothing sent is forgotten, and the log is not filled up too."""
    keys = [f"c/{'long' * 50}-{number}/{channel}" for number in range(60) for channel in ("hold", "resend")]
    file_scene.queue(*keys)
    with file_scene.store() as store:
        disk = Disk(store)

        def fill(_: object) -> None:
            if not disk.full and len(file_scene.arrived) == 5:
                disk.full = True
                threading.Timer(2, lambda: setattr(disk, "full", False)).start()

        file_scene.answer = fill
        file_scene.play(store, lease=LEASE_SECONDS)
    assert "the disk is full" in caplog.text
    assert len(caplog.records) < 10
    assert set(map(tuple, file_scene.states.values())) == {("delivered",)}
    assert set(file_scene.arrived.values()) == {1}
    assert len(file_scene.arrived) == len(keys)


@pytest.mark.parametrize("replaced", [False, True], ids=["removed", "replaced"])
def test_a_daemon_whose_database_is_gone_ends_with_a_word(file_scene: Any, *, replaced: bool) -> None:
    """An open file outlives its name: a daemon that went on with it would write down what nobody ever reads."""
    file_scene.queue("c/s/hold")
    file_scene.queue("c/later/hold", due_at=datetime.now(UTC) + timedelta(seconds=40))

    def remove(_: object) -> None:
        (file_scene.folder / "queue.db").rename(file_scene.folder / "elsewhere.db")
        if replaced:
            file_scene.store().close()

    file_scene.answer = remove
    with file_scene.store() as store, pytest.raises(TminusError) as told:
        file_scene.play(store)
    assert [problem.code for problem in told.value.problems] == ["queue-replaced"]
