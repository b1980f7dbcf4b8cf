"""One daemon a database on a server, whichever machines they are on."""

import signal
import subprocess
import sys
from collections.abc import Callable

import pytest
from sqlalchemy import text

from databases import ON_POSTGRESQL
from scheduler.errors import DaemonError
from scheduler.queue import Store

HOLDER = """
import sys, time
from datetime import UTC, datetime
from scheduler.queue import Store
with Store.open(sys.argv[1], workspace_id="harbour-press") as store, store.sole_daemon():
    store.beat("far-away:4711:abcd", 4711, datetime.now(UTC))
    print("holds", flush=True)
    sys.stdin.read()
"""

CUT = """
SELECT pg_terminate_backend(pid) FROM pg_locks
WHERE locktype = 'advisory' AND pid <> pg_backend_pid()
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""

pytestmark = ON_POSTGRESQL


def holder(url: str) -> "subprocess.Popen[str]":
    """Start a daemon in another process; it holds the lock when this returns."""
    command = [sys.executable, "-c", HOLDER, url]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "holds\n"
    return process


def cut_off(store: Store) -> None:
    """End the connection that holds the lock, as a failing network does."""
    with store.writing() as connection:
        connection.execute(text(CUT))


def test_a_second_daemon_is_refused_until_the_first_is_gone(url: str, open_store: Callable[[], Store]) -> None:
    """It is told which one runs, with the exit code of a second daemon; the lock goes with a process killed."""
    store = open_store()
    with holder(url) as first:
        with pytest.raises(DaemonError, match=r"far-away:4711") as caught, store.sole_daemon():
            pass
        assert caught.value.exit_code == 7
        assert caught.value.problems[0].code == "daemon-running"
        first.send_signal(signal.SIGKILL)
        first.wait()
    with store.sole_daemon():
        store.check_file()


def test_a_daemon_that_ends_in_order_gives_the_lock_back(open_store: Callable[[], Store]) -> None:
    """The next one starts at once."""
    first, second = open_store(), open_store()
    for store in (first, second, first):
        with store.sole_daemon():
            store.check_file()


def test_a_lock_that_went_with_its_connection_is_taken_again(open_store: Callable[[], Store]) -> None:
    """The next look at the queue takes it back before anybody else starts."""
    first, second = open_store(), open_store()
    with first.sole_daemon():
        cut_off(second)
        first.check_file()
        with pytest.raises(DaemonError), second.sole_daemon():
            pass


def test_a_daemon_whose_lock_somebody_else_took_is_told(open_store: Callable[[], Store]) -> None:
    """Two at once would be safe, and in each other's way."""
    first, second = open_store(), open_store()
    with first.sole_daemon():
        cut_off(second)
        with second.sole_daemon(), pytest.raises(DaemonError):
            first.check_file()
