import pytest

from scheduler.delivery.trouble import AGAIN_SECONDS, Trouble
from scheduler.errors import TminusError

FULL = TminusError.of("queue-full", "the disk is full")


def test_trouble_is_said_once_then_every_half_minute_and_so_is_its_end(caplog: pytest.LogCaptureFixture) -> None:
    """A log that grows with every try would fill the disk that is full already."""
    now = [100.0]
    trouble = Trouble(lambda: now[0])
    for _ in range(50):
        trouble.met(FULL, "writing")
    assert len(caplog.records) == 1
    assert "writing failed" in caplog.text
    now[0] += AGAIN_SECONDS
    trouble.met(FULL, "writing")
    assert len(caplog.records) == 2
    trouble.over("writing")
    trouble.over("writing")
    assert [record.message for record in caplog.records[2:]] == ["the queue works again"]


def test_reading_that_works_is_no_end_of_writing_that_does_not(caplog: pytest.LogCaptureFixture) -> None:
    """A full disk is read well: the queue works again once both kinds of work do."""
    trouble = Trouble(lambda: 0.0)
    trouble.met(FULL, "writing", " of a post")
    trouble.over("reading")
    assert "works again" not in caplog.text
    trouble.over("writing")
    assert "works again" in caplog.text


def test_a_fault_of_our_own_comes_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    """What the queue says is for people; what tminus did wrong is for who mends it."""
    Trouble().met(ValueError("odd"), "writing")
    assert caplog.records[0].exc_info
