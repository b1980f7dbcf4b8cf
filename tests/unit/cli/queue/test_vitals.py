"""Whether a daemon lives: by its lock beside a file, by its sign of life where it may be on another machine."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.cli.console.queue.vitals import SILENT_AFTER, in_words, vitals
from scheduler.queue import Beat
from scheduler.queue.lock import sole_daemon

SERVER = "postgresql://tminus@db.example/press"


class Desk:
    """As much of a desk as this asks for."""

    def __init__(self, root: Path, url: str) -> None:
        self.workspace: Any = type("Workspace", (), {"root": root, "database_url": url})


def a_beat(ago: timedelta, pid: int) -> Beat:
    return Beat(owner=f"mail.example:{pid}:ab12", pid=pid, at=datetime.now(UTC) - ago)


@pytest.mark.parametrize(
    ("ago", "alive", "words"),
    [
        (timedelta(seconds=3), True, "✓ alive, process 77 on mail.example"),
        (2 * SILENT_AFTER, False, "process 77 on mail.example is silent since"),
        (None, False, "not running"),
    ],
)
def test_on_a_server_its_sign_of_life_counts(tmp_path: Path, ago: timedelta | None, *, alive: bool, words: str) -> None:
    """Its process is on another machine, and so is its lock: neither is looked for here."""
    desk: Any = Desk(tmp_path, SERVER)
    known = vitals(desk, None if ago is None else a_beat(ago, 77))
    assert known.alive is alive
    assert words in in_words(known, "UTC")[0]


def test_beside_a_file_its_lock_counts(tmp_path: Path) -> None:
    """A sign of life from another process, or of one that was killed, is none."""
    desk: Any = Desk(tmp_path, "sqlite:////somewhere/queue.db")
    beat = a_beat(timedelta(seconds=3), os.getpid())
    assert vitals(desk, beat).alive is False
    with sole_daemon(tmp_path / ".tminus" / "daemon.lock"):
        assert vitals(desk, beat).alive is True
        assert vitals(desk, None).alive is True


def test_one_that_holds_its_lock_and_is_silent_stands_still(tmp_path: Path) -> None:
    """It is said since when, and what to do."""
    desk: Any = Desk(tmp_path, "sqlite:////somewhere/queue.db")
    with sole_daemon(tmp_path / ".tminus" / "daemon.lock"):
        known = vitals(desk, a_beat(2 * SILENT_AFTER, os.getpid()))
        assert vitals(desk, a_beat(2 * SILENT_AFTER, os.getpid() + 1)).alive is True
    assert known.alive is False
    assert "End it, then:  tminus run" in in_words(known, "UTC")[0]
