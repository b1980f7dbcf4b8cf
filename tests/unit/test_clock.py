"""Campaign time: the real one, and one that steps."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.clock import Clock, RealClock, SteppingClock

START = datetime(2027, 1, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOON = timedelta(seconds=5)


def test_the_real_clock_tells_the_time_in_utc() -> None:
    """And an instant comes when it comes."""
    clock: Clock = RealClock()
    before = datetime.now(UTC)
    now = clock.now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(0)
    assert clock.wall(START) == START


def test_a_stepping_clock_stands_still() -> None:
    """It does not move by being read."""
    clock = SteppingClock(START)
    assert [clock.now() for _ in range(3)] == [START] * 3


def test_a_stepping_clock_jumps_and_never_back() -> None:
    """A step into the past is none."""
    clock = SteppingClock(START)
    clock.step(START + HOUR)
    assert clock.now() == START + HOUR
    clock.step(START)
    assert clock.now() == START + HOUR


@pytest.mark.parametrize("away", [-HOUR, timedelta(0), HOUR, timedelta(days=400)])
def test_the_wall_time_of_an_instant_is_as_far_away_as_the_instant(away: timedelta) -> None:
    """What is due at the clock's position is due now."""
    clock: Clock = SteppingClock(START)
    before = datetime.now(UTC)
    assert before <= clock.wall(START + away) - away <= before + SOON
