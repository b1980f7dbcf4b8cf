from collections.abc import Callable

import pytest

from scheduler.delivery.trouble import AGAIN_SECONDS, CALM_SECONDS, Trouble
from scheduler.errors import TminusError

FULL = TminusError.of("queue-full", "the disk is full")


class Passing:
    """Time that passes when it is told to, and calls then what was to be called."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waiting: list[tuple[float, Callable[[], None]]] = []

    def time(self) -> float:
        return self.now

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        self.waiting.append((self.now + seconds, call))

    def passes(self, seconds: float) -> None:
        end = self.now + seconds
        while due := min((each for each in self.waiting if each[0] <= end), default=None, key=lambda each: each[0]):
            self.waiting.remove(due)
            self.now, call = due
            call()
        self.now = end


@pytest.fixture
def passing() -> Passing:
    return Passing()


@pytest.fixture
def trouble(passing: Passing) -> Trouble:
    return Trouble(passing.time, passing.later)


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return ["again" if each.message == "the queue works again" else "failed" for each in caplog.records]


def test_trouble_is_said_once_then_every_half_minute_and_so_is_its_end(
    trouble: Trouble, passing: Passing, caplog: pytest.LogCaptureFixture
) -> None:
    """A log that grows with every try would fill the disk that is full already."""
    for _ in range(50):
        trouble.met(FULL, "writing")
    assert said(caplog) == ["failed"]
    passing.passes(AGAIN_SECONDS)
    trouble.met(FULL, "writing")
    assert said(caplog) == ["failed", "failed"]
    trouble.over("writing")
    trouble.over("writing")
    passing.passes(CALM_SECONDS)
    trouble.over("writing")
    passing.passes(60)
    assert said(caplog) == ["failed", "failed", "again"]


def test_work_that_fails_and_works_by_turns_is_trouble_until_it_only_works(
    trouble: Trouble, passing: Passing, caplog: pytest.LogCaptureFixture
) -> None:
    """Into a full disk what is small still fits: that is no end, and no reason to complain at each turn."""
    for _ in range(20):
        trouble.met(FULL, "writing")
        trouble.over("writing")
        passing.passes(1)
    assert said(caplog) == ["failed"]
    passing.passes(CALM_SECONDS)
    assert said(caplog) == ["failed", "again"]
    trouble.met(FULL, "writing")
    assert said(caplog) == ["failed", "again", "failed"]


def test_reading_that_works_is_no_end_of_writing_that_does_not(
    trouble: Trouble, passing: Passing, caplog: pytest.LogCaptureFixture
) -> None:
    """A full disk is read well: the queue works again once both kinds of work do."""
    trouble.met(FULL, "writing", " of a post")
    trouble.over("reading")
    passing.passes(CALM_SECONDS)
    assert said(caplog) == ["failed"]
    trouble.over("writing")
    passing.passes(0)
    assert said(caplog) == ["failed", "again"]


def test_a_fault_of_our_own_comes_with_its_traceback(trouble: Trouble, caplog: pytest.LogCaptureFixture) -> None:
    """What the queue says is for people; what tminus did wrong is for who mends it."""
    trouble.met(ValueError("odd"), "writing")
    assert caplog.records[0].exc_info
