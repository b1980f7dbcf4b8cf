"""How a daemon notices that somebody set the clock."""

import pytest

from scheduler.daemon.jumps import JUMP_SECONDS, Jumps


class Clocks:
    """Two clocks that go on together, until one is set."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.set_by = 0.0

    def wall(self) -> float:
        return 1_800_000_000 + self.passed + self.set_by

    def monotonic(self) -> float:
        return self.passed


@pytest.mark.parametrize("seconds", [-86400.0, -60.0, 60.0, 86400.0])
def test_a_clock_that_is_set_is_told_once_with_its_size(seconds: float) -> None:
    """Forward is positive; after that it goes on as if nothing had been."""
    clocks = Clocks()
    jumps = Jumps(clocks.wall, clocks.monotonic)
    clocks.passed += 1
    clocks.set_by = seconds
    assert jumps.since_last_look() == pytest.approx(seconds)
    clocks.passed += 1
    assert jumps.since_last_look() is None


def test_a_clock_that_is_corrected_little_by_little_does_not_jump() -> None:
    """Nor does a process that stood still for an hour: both clocks went on."""
    clocks = Clocks()
    jumps = Jumps(clocks.wall, clocks.monotonic)
    clocks.set_by += JUMP_SECONDS / 2
    assert jumps.since_last_look() is None
    clocks.passed += 3600
    assert jumps.since_last_look() is None
