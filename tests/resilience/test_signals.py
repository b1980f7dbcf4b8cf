"""How the installed daemon ends, and what does not end it."""

import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from driving import PATIENCE_SECONDS, TMINUS, Desk, Running, in_seconds
from scheduler.receiver import Answer, Receiver, read


class Held:
    """A receiver that holds every answer for a while, and says when a request came."""

    def __init__(self, folder: Path) -> None:
        self.journal = folder / "catch.jsonl"
        self.came = threading.Event()
        self.seconds = 1.0
        self.receiver = Receiver(self.journal, answer=self.answer, port=0)

    def answer(self, _: object) -> Answer:
        self.came.set()
        return Answer(hold=timedelta(seconds=self.seconds), body=b"{}")


@pytest.fixture
def held(desk: Desk, tmp_path: Path) -> Iterator[Held]:
    held = Held(tmp_path)
    with held.receiver as receiver:
        desk.channels("hook: {platform: x, destination: webhook, url: '${HOOK}', allow_private: [127.0.0.0/8]}\n")
        desk.write(".env", f"HOOK={receiver.url('hook')}\n")
        desk.rows(f"one,{in_seconds(0)},hook,One", f"two,{in_seconds(0)},hook,Two")
        assert desk.tminus("apply", "--yes").code == 0
        yield held


def states(desk: Desk) -> list[str]:
    return [post["state"] for post in desk.tminus("queue", "list", "--json").data["posts"]]


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)])
def test_a_stopped_daemon_ends_what_is_on_its_way_and_begins_nothing(desk: Desk, held: Held, number: int) -> None:
    """SIGTERM and Ctrl-C alike; a pair of them in one moment, as some shells send it, is one wish."""
    with desk.started("run") as daemon:
        assert held.came.wait(PATIENCE_SECONDS)
        daemon.process.send_signal(number)
        daemon.process.send_signal(number)
        assert daemon.process.wait(timeout=PATIENCE_SECONDS) == 0
    assert states(desk) == ["delivered", "scheduled"]
    assert [line["key"] for line in read(held.journal)] == ["posts/one/hook#1"]


def test_a_second_signal_ends_at_once_and_the_next_daemon_says_what_is_unknown(desk: Desk, held: Held) -> None:
    """Whoever insists gets the prompt back; what was on its way is unknown, and not sent again."""
    held.seconds = 15
    with desk.started("run") as daemon:
        assert held.came.wait(PATIENCE_SECONDS)
        daemon.process.terminate()
        time.sleep(0.3)
        daemon.process.terminate()
        assert daemon.process.wait(timeout=PATIENCE_SECONDS) == 1
    held.seconds = 0
    with desk.started("run") as daemon:
        assert daemon.until(event="unknown")["key"] == "posts/one/hook#1"
        daemon.until(event="attempt", key="posts/two/hook#1")
        daemon.stop()
    assert states(desk) == ["unknown", "delivered"]
    assert len(list(read(held.journal))) == 2


def test_a_hang_up_stops_no_delivery(desk: Desk, held: Held) -> None:
    """A closed terminal has the channels read again, while what is on its way goes on."""
    with desk.started("run") as daemon:
        assert held.came.wait(PATIENCE_SECONDS)
        daemon.process.send_signal(signal.SIGHUP)
        assert daemon.until(event="reloaded")["changes"] == []
        daemon.until(event="attempt", key="posts/two/hook#1")
        assert daemon.stop() == 0
    assert states(desk) == ["delivered", "delivered"]


def test_a_daemon_whose_reader_left_goes_on_sending(desk: Desk, held: Held) -> None:
    """`tminus run | head -1` loses the talk, not the posts."""
    held.seconds = 0.5
    with desk.started("run") as daemon:
        assert daemon.process.stdout
        daemon.process.stdout.close()
        while len(list(read(held.journal))) < 2:
            time.sleep(0.05)
        daemon.process.stdout = None
        assert Running(daemon.process).stop() == 0
    assert states(desk) == ["delivered", "delivered"]


def children_of(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def alive(pid: int) -> bool:
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(shown.stdout.strip()) and not shown.stdout.startswith("Z")


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGKILL, pytest.param(signal.SIGINT, marks=pytest.mark.long)]
)
def test_a_rehearsal_that_is_ended_leaves_no_daemon_behind(desk: Desk, tmp_path: Path, number: int) -> None:
    """However a rehearsal ends, its daemon ends with it; and but for kill -9, no temporary folder is left."""
    desk.channels("local: {platform: x, destination: catch}\n")
    desk.rows(*(f"row-{number},{in_seconds(3600 + number)},local,Hello" for number in range(400)))
    (tmp_path / "tmp").mkdir()
    with subprocess.Popen(
        [TMINUS, "rehearse"],
        cwd=desk.folder,
        env={**desk.environment, "TMPDIR": str(tmp_path / "tmp"), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as rehearsal:
        assert rehearsal.stdout
        assert "delivered" in rehearsal.stdout.readline()
        [daemon] = children_of(rehearsal.pid)
        rehearsal.send_signal(number)
        code = rehearsal.wait(timeout=PATIENCE_SECONDS)
    assert code == (-number if number == signal.SIGKILL else 130)
    give_up = time.monotonic() + 20
    while alive(daemon) and time.monotonic() < give_up:
        time.sleep(0.1)
    assert not alive(daemon)
    left = [path for path in (tmp_path / "tmp").iterdir() if path.name.startswith("tminus-")]
    assert bool(left) == (number == signal.SIGKILL)
