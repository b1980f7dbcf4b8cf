"""What the service manager is told, on a real datagram socket."""

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.daemon.notify import Notifier


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    """A socket as systemd's."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(5)
        yield manager


def told(manager: socket.socket) -> list[str]:
    return manager.recv(4096).decode().splitlines()


def test_ready_and_stopping_are_told_in_systemds_words(manager: socket.socket) -> None:
    """READY=1 with a status; STOPPING=1."""
    notifier = Notifier({"NOTIFY_SOCKET": manager.getsockname()})
    notifier.ready("sends what is due")
    assert told(manager) == ["READY=1", "STATUS=sends what is due"]
    notifier.stopping()
    assert told(manager) == ["STOPPING=1"]


def test_a_reload_carries_the_monotonic_time(manager: socket.socket) -> None:
    """Type=notify-reload wants to know when the reload began, in microseconds."""
    before = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
    Notifier({"NOTIFY_SOCKET": manager.getsockname()}).reloading()
    first, second = told(manager)
    assert first == "RELOADING=1"
    assert before <= int(second.removeprefix("MONOTONIC_USEC=")) <= before + 5_000_000


@pytest.mark.parametrize(
    ("environment", "watched"),
    [
        ({}, False),
        ({"WATCHDOG_USEC": "30000000"}, True),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}, True),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, False),
        ({"WATCHDOG_USEC": "soon"}, False),
    ],
)
def test_signs_of_life_are_given_where_they_are_asked_for(
    manager: socket.socket,
    environment: dict[str, str],
    watched: bool,  # noqa: FBT001
) -> None:
    """WatchdogSec= sets the variables; they may be meant for another process."""
    notifier = Notifier({"NOTIFY_SOCKET": manager.getsockname(), **environment})
    notifier.alive()
    notifier.stopping()
    assert (told(manager) == ["WATCHDOG=1"]) is watched


def test_an_abstract_socket_is_reached() -> None:
    """A name that begins with @ is one of Linux' own."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0tminus-{os.getpid()}")
        manager.settimeout(5)
        Notifier({"NOTIFY_SOCKET": f"@tminus-{os.getpid()}"}).stopping()
        assert told(manager) == ["STOPPING=1"]


@pytest.mark.parametrize("name", ["", "/nowhere/notify"])
def test_nobody_to_tell_stops_nothing(name: str) -> None:
    """A daemon in a terminal, and one whose manager is gone, go on."""
    Notifier({"NOTIFY_SOCKET": name}).ready("sends what is due")
