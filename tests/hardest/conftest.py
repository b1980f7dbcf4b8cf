"""The ten hardest tests of delivery, on real sockets of this machine; the oracle is always the receiver's own journal.

Their list is research/delivery.md, section 7. Each has a short form, which runs always; most
have a long one (`--long`). Where another test proves the same already, it is named here and not written twice.

|    | what                        | here                    | and there                                               |
|----|-----------------------------|-------------------------|---------------------------------------------------------|
|  1 | kill anywhere               | test_01_kill_anywhere   | resilience/test_points, test_kills, test_threads        |
|  2 | drop after read             | test_02_drop_after_read | integration/test_http (phases), resilience/test_points  |
|  3 | deadline against trickle    | test_03_trickle         | integration/test_http (each alone)                      |
|  4 | cancellation storm          | test_04_storm           | integration/test_http (over TLS, too)                   |
|  5 | Retry-After grid            | test_05_retry_after     | unit/destinations/test_retry_after (every spelling)     |
|  6 | expiry truth                | test_06_expiry          | resilience/test_clocks, test_downtime, properties/truth |
|  7 | thread integrity            | test_07_threads         | properties/test_threads, integration/test_destinations  |
|  8 | rate limits, two processes  | test_08_rates           | integration/test_delivery (one process)                 |
|  9 | noisy neighbour and breaker | test_09_neighbours      | benchmarks/delivery.py (the ratio)                      |
| 10 | leak and guard              | test_10_*               | integration/test_http (18 forms), acceptance/test_doctor|

All of them, and tests/integration, also run with httpx2: see backend.py.
"""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from driving import Desk
from hardest.prey import Prey
from hardest.rig import Stage
from here import Here
from walls import walled_in as walled_in  # noqa: PLC0414 - a fixture, for every test here


@pytest.fixture(autouse=True)
def _inside(walled_in: list[str]) -> None:
    """No test here leaves this machine."""


@pytest.fixture(scope="session")
def prey() -> Iterator[Prey]:
    """A maker of daemons."""
    with Prey() as prey:
        yield prey


@pytest.fixture(scope="session")
def second_prey() -> Iterator[Prey]:
    """Another one: what it makes runs beside the first one's."""
    with Prey() as prey:
        yield prey


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """An empty stage."""
    stage = Stage(tmp_path)
    with stage.store:
        yield stage


@pytest.fixture
def press(tmp_path: Path) -> Desk:
    """A workspace as `init` makes it."""
    (tmp_path / "home").mkdir()
    (tmp_path / "press").mkdir()
    desk = Here(tmp_path / "press", tmp_path / "home")
    assert desk.tminus("init").code == 0
    return desk


@pytest.fixture
def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
