"""The problems that need a daemon, a network or a broken installation, each raised by the installed command."""

import signal
import socket
import textwrap
from datetime import UTC, datetime, timedelta

import pytest

from driving import Desk, Ran
from here import Here
from scheduler.queue import Store

WORKSPACE = "id: press\nname: Press\nzone: UTC\n"
CHANNELS = "x: {platform: x, destination: catch}\n"
DAY = f"{datetime.now(UTC) + timedelta(days=40):%Y-%m-%d} 15:00"


@pytest.fixture
def press(bare: Desk) -> Desk:
    """A workspace with a post in the queue."""
    desk = Here(bare.folder, bare.home)
    desk.write("config/workspace.yaml", WORKSPACE)
    desk.channels(CHANNELS)
    desk.rows(f"one,{DAY},x,Hello")
    assert desk.tminus("apply", "--yes").code == 0
    return desk


def told(ran: Ran) -> tuple[int, list[str]]:
    """Return how a command ended, and the codes of its problems."""
    return ran.code, ran.codes


def broken_by(words: str, desk: Desk) -> dict[str, str]:
    """Return the environment of an installation that does this whenever it starts."""
    (desk.home / "broken").mkdir()
    (desk.home / "broken" / "sitecustomize.py").write_text(textwrap.dedent(words))
    return {"PYTHONPATH": str(desk.home / "broken")}


WITHOUT_DRIVER = """
    import sys
    class Refuse:
        def find_spec(self, name, *_):
            if name == "psycopg":
                raise ImportError("no psycopg here")
    sys.meta_path.insert(0, Refuse())
"""
DYING_DAEMON = """
    import os, sys
    if "--rehearsal" in sys.orig_argv:
        os.write(2, b"Illegal instruction\\n")
        os._exit(132)
"""
UNVERIFIED = """
    import scheduler.receiver as receiver
    whole = receiver.read
    receiver.read = lambda journal: ({**line, "verified": False} for line in whole(journal))
"""


def test_a_channel_that_posts_wait_for_is_missed(press: Desk) -> None:
    """`run` does not begin while a post waits for a channel that is gone."""
    press.channels("y: {platform: x, destination: catch}\n")
    assert told(press.tminus("run", "--json")) == (3, ["channel-gone"])


def test_a_driver_that_is_not_installed_is_named(bare: Desk) -> None:
    """An address of PostgreSQL needs what `tminus[postgresql]` brings."""
    bare.write("config/workspace.yaml", WORKSPACE + "database: ${QUEUE}\n")
    bare.channels(CHANNELS)
    bare.rows(f"one,{DAY},x,Hello")
    ran = bare.tminus(
        "status", "--json", QUEUE="postgresql://someone@127.0.0.1:9/queue", **broken_by(WITHOUT_DRIVER, bare)
    )
    assert told(ran) == (3, ["database-driver"])


def test_a_database_that_does_not_answer_is_named_without_its_password(bare: Desk) -> None:
    """Nobody listens there."""
    bare.write("config/workspace.yaml", WORKSPACE + "database: ${QUEUE}\n")
    bare.channels(CHANNELS)
    ran = bare.tminus("status", "--json", QUEUE="postgresql://someone:CANARY@127.0.0.1:9/queue")
    assert told(ran) == (1, ["queue-unreachable"])
    assert "CANARY" not in ran.out + ran.err


def test_a_port_that_is_taken_serves_no_figures(press: Desk) -> None:
    """`run --metrics` ends and names the way out."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = press.tminus("run", "--json", "--metrics", f"127.0.0.1:{taken.getsockname()[1]}")
    assert told(ran) == (1, ["metrics-port"])


def test_a_queue_that_is_no_rehearsal_is_not_played(press: Desk) -> None:
    """Whoever finds the hidden option is told about the open one."""
    ran = press.tminus("run", "--json", "--rehearsal", str(press.folder / ".tminus" / "queue.db"))
    assert told(ran) == (3, ["rehearsal-unknown"])


def test_a_rehearsal_whose_daemon_breaks_says_so(bare: Desk) -> None:
    """With the last line it wrote."""
    bare.write("config/workspace.yaml", WORKSPACE)
    bare.channels(CHANNELS)
    bare.rows(f"one,{DAY},x,Hello")
    ran = bare.tminus("rehearse", "--json", **broken_by(DYING_DAEMON, bare))
    assert told(ran) == (1, ["rehearsal-broken"])
    assert ran.document["problems"][0]["hint"] == "Illegal instruction"


def test_a_demo_that_goes_wrong_says_what(bare: Desk) -> None:
    """Where no signature can be verified the demo does not claim that all is well."""
    ran = bare.tminus("demo", "--json", **broken_by(UNVERIFIED, bare))
    assert told(ran) == (1, ["demo-broken"])
    assert "a signature is wrong" in ran.document["problems"][0]["message"]


def test_another_database_needs_a_restart(press: Desk) -> None:
    """A reload keeps to the queue that is open, and says why: reload-needs-restart."""
    with press.started("run") as daemon:
        press.rows(f"now,{datetime.now(UTC).isoformat()},x,Now")
        press.tminus("apply", "--yes")
        daemon.until(event="attempt")
        press.write("config/workspace.yaml", WORKSPACE.replace("press", "other"))
        daemon.process.send_signal(signal.SIGHUP)
        refused = daemon.until(event="reload-refused")
        daemon.stop()
    assert refused["reasons"] == ["The workspace's id or database is another now"]


def test_a_test_post_that_may_have_arrived_says_so(press: Desk) -> None:
    """The receiver took it and never answered."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        press.channels(
            f"x: {{platform: x, destination: webhook, url: 'http://127.0.0.1:{port}/', deadline: 1s,\n"
            "  allow_private: [127.0.0.0/8]}\n"
        )
        ran = press.tminus("trigger", "x", "--yes", "--json")
    assert told(ran) == (6, ["trigger-unknown"])


def test_an_undo_of_what_is_not_the_last_any_more_is_refused(press: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something else was done between the question and the yes."""
    look = Store.last_deed

    def and_then(store: Store) -> object:
        found = look(store)
        with monkeypatch.context() as once:
            once.setattr(Store, "last_deed", look)
            assert press.tminus("queue", "pause", "posts/one/x").code == 0
        return found

    monkeypatch.setattr(Store, "last_deed", and_then)
    assert told(press.tminus("undo", "--yes", "--json")) == (5, ["undo-stale"])


STOPS = {
    "internal": (1, "raise ZeroDivisionError"),
    "system": (1, "raise OSError(28, 'No space left on device')"),
    "interrupted": (130, "import signal; signal.raise_signal(signal.SIGINT)"),
}
"""What may happen to any command, in any line: the exit code, and how it is brought about."""


@pytest.mark.parametrize("code", STOPS)
@pytest.mark.parametrize("command", ["validate", "plan", "status"])
def test_whatever_stops_a_command_is_one_problem(code: str, command: str, bare: Desk) -> None:
    """A fault of ours, of the machine, or Ctrl-C: one document, no traceback."""
    exit_code, deed = STOPS[code]
    words = f"""
        import sys
        class Stop:
            def find_spec(self, name, *_):
                if name == "scheduler.cli.{command}":
                    {deed}
        sys.meta_path.insert(0, Stop())
    """
    assert told(bare.tminus(command, "--json", **broken_by(words, bare))) == (exit_code, [code])
