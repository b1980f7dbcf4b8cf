"""A process that dies between begin and settle: what it had begun is known to be unknown, and nothing else is lost."""

import signal
import subprocess
import sys
from typing import Any

import pytest

from scheduler.model import OnUnknown

DAEMON = """
import os, sys
from datetime import datetime, timedelta
from scheduler.queue import Settlement, Store

url, how, now = sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3])
store = Store.open(url, workspace_id="harbour-press", create=False)
ids = [due.part_id for due in store.upcoming(now, 2)]
first, second = store.begin(ids, owner="dead", now=now, lease_until=now + timedelta(minutes=1))
store.settle(
    [Settlement(part_id=first.part_id, attempt=1, owner="dead", state="delivered", outcome="delivered")], now=now
)
print("begun", flush=True)
if how == "exit":
    os._exit(1)
sys.stdin.read()
"""


def die(url: str, how: str, desk: Any) -> None:
    """Let a daemon in another process deliver one part, begin a second, and die."""
    command = [sys.executable, "-c", DAEMON, url, how, desk.NOON.isoformat()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        assert daemon.stdout.readline() == "begun\n"
        if how == "kill":
            daemon.send_signal(signal.SIGKILL)
        daemon.wait()


@pytest.mark.parametrize("how", ["exit", "kill"])
def test_a_death_between_begin_and_settle_costs_only_the_attempt_under_way(url: str, desk: Any, how: str) -> None:
    """What was settled stays settled, what was begun stays `sending` until someone who may looks, the rest waits."""
    desk.add(*(desk.new(f"film/{step}/x") for step in "abc"))
    die(url, how, desk)
    assert [desk.states(f"film/{step}/x") for step in "abc"] == [["delivered"], ["sending"], ["scheduled"]]
    done = desk.store.take_over(owner="daemon-1", now=desk.NOON, policies={})
    assert done.unknown == ("film/b/x#1",)
    assert [desk.states(f"film/{step}/x") for step in "abc"] == [["delivered"], ["unknown"], ["scheduled"]]


def test_a_receiver_that_drops_repeats_is_sent_the_lost_part_again(url: str, desk: Any) -> None:
    """Under `resend` a new daemon goes on where the dead one stopped, with the same key."""
    desk.add(*(desk.new(f"film/{step}/x") for step in "ab"))
    die(url, "kill", desk)
    desk.store.take_over(owner="daemon-1", now=desk.NOON, policies={"x": OnUnknown.RESEND})
    assert [(each.key, each.attempt) for each in desk.begin(desk.ids("film/b/x"))] == [("film/b/x#1", 2)]
