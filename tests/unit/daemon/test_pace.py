"""At which pace a daemon catches up with what came due while none ran."""

from datetime import UTC, datetime, timedelta

from scheduler.daemon.pace import BEFORE_THE_END, BETWEEN, Pace
from scheduler.queue import Due

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def due(part_id: int, ready_at: datetime, channel: str = "x", not_after: datetime = NOON + 9 * HOUR) -> Due:
    return Due(part_id=part_id, ready_at=ready_at, not_after=not_after, channel=channel)


def paced(*found: Due) -> dict[int, timedelta]:
    """Return how long after noon, when the daemon began, each part has its time."""
    return {each.part_id: at - NOON for each, at in Pace(NOON).times(found, NOON)}


def test_what_is_late_goes_out_one_after_another_on_its_channel() -> None:
    """A receiver that was spared for an hour does not get everything at once; another channel does not wait for it."""
    times = paced(due(1, NOON - HOUR), due(2, NOON - HOUR), due(3, NOON - HOUR), due(4, NOON - HOUR, "y"))
    assert times == {1: 0 * SECOND, 2: BETWEEN, 3: 2 * BETWEEN, 4: 0 * SECOND}


def test_what_expires_soonest_goes_first() -> None:
    """Of two that are late, the one with the less time left, whatever was due first."""
    soon = due(2, NOON - HOUR, not_after=NOON + HOUR)
    assert paced(due(1, NOON - 2 * HOUR), soon) == {2: 0 * SECOND, 1: BETWEEN}


def test_no_post_is_lost_to_patience() -> None:
    """A part whose window is about to close does not wait for its turn."""
    many = [due(number, NOON - HOUR, not_after=NOON + BEFORE_THE_END) for number in range(100)]
    assert max(paced(*many).values()) == 0 * SECOND


def test_what_is_on_time_is_not_held_back() -> None:
    """Parts that become ready later, and those a restart made wait for seconds, have their own time."""
    late = [due(number, NOON - HOUR) for number in range(3)]
    assert paced(*late, due(8, NOON + SECOND), due(9, NOON - SECOND))[8] == SECOND
    assert paced(*late, due(9, NOON - SECOND))[9] == 0 * SECOND


def test_a_stepping_clock_is_never_late() -> None:
    """A rehearsal plays everything at its own time."""
    found = [due(number, NOON - HOUR) for number in range(3)]
    assert {at for _, at in Pace(None).times(found, NOON)} == {NOON}
