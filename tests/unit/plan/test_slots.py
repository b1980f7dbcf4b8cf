from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import Severity
from scheduler.model import Channel, PartState, Post, QuietHours
from scheduler.plan.calendar import Resolved, resolve
from scheduler.plan.phrases import parse_every
from scheduler.plan.slots import Slots, is_quiet, out_of_quiet

BERLIN = "Europe/Berlin"
NIGHT = QuietHours(zone="America/New_York", start=time(22), end=time(7))
THURSDAY = datetime(2027, 1, 7, 12, tzinfo=UTC)


def channel(*slots: str) -> Channel:
    return Channel(name="x", platform="x", destination="catch", slots=tuple(parse_every(slot) for slot in slots))


def due(text: str, zone: str = BERLIN) -> Resolved:
    return resolve(datetime.fromisoformat(text), zone)


def test_a_free_slot_is_the_first_that_nobody_took(make_post: Callable[..., Post]) -> None:
    """Slots are in the workspace's zone, strictly after now, and a taken one is passed over."""
    slots = Slots(zone=BERLIN)
    two_a_day = channel("Mon-Fri 17:30", "Mon-Fri 09:00")
    first = slots.next_free(two_a_day, THURSDAY, "posts/a/x")
    assert first
    assert (first.instant, first.zone) == (datetime(2027, 1, 7, 16, 30, tzinfo=UTC), BERLIN)
    slots.take(
        make_post("posts/a/x", hours=(first.instant - datetime(2027, 1, 1, 12, tzinfo=UTC)) / timedelta(hours=1))
    )
    second = slots.next_free(two_a_day, THURSDAY, "posts/b/x")
    assert second
    assert second.wall == datetime.fromisoformat("2027-01-08T09:00")
    assert slots.next_free(two_a_day, THURSDAY, "posts/a/x") == first


def test_a_channel_without_slots_has_none() -> None:
    """Nothing is invented."""
    assert Slots(zone=BERLIN).next_free(channel(), THURSDAY, "posts/a/x") is None


def test_a_weekend_is_passed_over_where_slots_are_on_workdays() -> None:
    """Friday evening's post goes out on Monday; a monthly slot may be far away."""
    slots = Slots(zone=BERLIN)
    friday = datetime(2027, 1, 8, 18, tzinfo=UTC)
    monday = slots.next_free(channel("Mon-Fri 09:00"), friday, "k")
    assert monday
    assert monday.wall == datetime.fromisoformat("2027-01-11T09:00")
    monthly = slots.next_free(channel("month on 31 10:00"), datetime(2027, 2, 1, tzinfo=UTC), "k")
    assert monthly
    assert monthly.wall == datetime.fromisoformat("2027-03-31T10:00")


def test_a_planned_time_is_kept_until_the_post_has_gone_wrong(make_post: Callable[..., Post]) -> None:
    """Planning again moves nothing; a post that expired or failed gets another slot."""
    slots = Slots(zone=BERLIN)
    slots.remember([make_post("posts/a/x"), make_post("posts/b/x", states=[PartState.EXPIRED])])
    kept = slots.kept("posts/a/x")
    assert kept
    assert kept.instant == datetime(2027, 1, 2, 12, tzinfo=UTC)
    assert slots.kept("posts/b/x") is None
    assert slots.kept("posts/c/x") is None


def test_a_cancelled_post_gives_its_slot_back(make_post: Callable[..., Post]) -> None:
    """What was called off takes no time."""
    slots = Slots(zone="UTC")
    slots.remember([make_post("posts/a/x", hours=24, states=[PartState.CANCELLED])])
    free = slots.next_free(channel("day 12:00"), datetime(2027, 1, 1, 13, tzinfo=UTC), "posts/b/x")
    assert free
    assert free.instant == datetime(2027, 1, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "quiet"),
    [("21:59", False), ("22:00", True), ("00:30", True), ("06:59", True), ("07:00", False), ("12:00", False)],
)
def test_quiet_hours_go_over_midnight_on_their_own_clock(wall: str, quiet: bool) -> None:  # noqa: FBT001 - the expected answer
    """From ten to seven in New York, whatever the marketer's clock shows."""
    instant = datetime.fromisoformat(f"2027-01-07T{wall}").replace(tzinfo=ZoneInfo(NIGHT.zone))
    assert is_quiet(instant.astimezone(UTC), NIGHT) is quiet
    assert not is_quiet(instant, None)


@given(instant=st.datetimes(timezones=st.just(UTC)), start=st.times(), end=st.times())
def test_every_moment_is_quiet_or_not_and_both_halves_make_the_day(instant: datetime, start: time, end: time) -> None:
    """What is quiet from one time to another is loud from the other to the one."""
    if start != end:
        one, other = (QuietHours(zone="UTC", start=a, end=b) for a, b in ((start, end), (end, start)))
        assert is_quiet(instant, one) is not is_quiet(instant, other)


def test_a_post_in_quiet_hours_moves_to_the_next_slot_with_a_warning(make_post: Callable[..., Post]) -> None:
    """The channel's next free slot outside of them, or their end where it has none."""
    slots = Slots(zone=BERLIN, quiet=NIGHT)
    at_night = due("2027-01-07T23:30", NIGHT.zone)
    moved, said = out_of_quiet(slots, channel("day 09:00", "day 18:00"), at_night, make_post())
    assert moved
    assert moved.wall == datetime.fromisoformat("2027-01-08T18:00")
    assert (said.code, said.severity) == ("time-quiet", Severity.WARNING)
    moved, _ = out_of_quiet(slots, channel(), at_night, make_post())
    assert moved
    assert (moved.wall, moved.zone) == (datetime.fromisoformat("2027-01-08T07:00"), NIGHT.zone)


def test_a_post_that_would_be_no_longer_true_may_not_move(make_post: Callable[..., Post]) -> None:
    """A shift out of the window is an error, and so is any shift where quiet hours refuse."""
    slots = Slots(zone=BERLIN, quiet=NIGHT)
    at_night = due("2027-01-07T23:30", NIGHT.zone)
    midnight = datetime(2027, 1, 8, 5, tzinfo=UTC)
    moved, said = out_of_quiet(slots, channel(), at_night, make_post(true_until=midnight))
    assert (moved, said.code, said.severity) == (None, "time-quiet", Severity.ERROR)
    strict = Slots(zone=BERLIN, quiet=QuietHours(zone=NIGHT.zone, start=NIGHT.start, end=NIGHT.end, refuses=True))
    moved, said = out_of_quiet(strict, channel(), at_night, make_post())
    assert (moved, said.severity) == (None, Severity.ERROR)


NIGHTS = [
    ("America/New_York", datetime(2027, 3, 13, 12, tzinfo=UTC)),
    ("America/New_York", datetime(2027, 11, 6, 12, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2027, 4, 3, 0, tzinfo=UTC)),
    ("Africa/Cairo", datetime(2027, 4, 29, 12, tzinfo=UTC)),
]
MINUTE = timedelta(minutes=1)


@given(
    st.sampled_from(NIGHTS),
    st.integers(0, 36 * 60),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_the_quiet_hours_of_a_night_in_which_clocks_are_set_end_where_a_scan_finds_it(
    night: tuple[str, datetime], minutes: int, start: time, end: time
) -> None:
    """The first minute after the post that is not quiet, or, where the clocks went back meanwhile, a later one."""
    zone, noon = night
    quiet = QuietHours(zone=zone, start=start, end=end)
    asked = noon + minutes * MINUTE
    if not is_quiet(asked, quiet):
        return
    tz = ZoneInfo(zone)
    post = Resolved(instant=asked, wall=asked.astimezone(tz).replace(tzinfo=None), zone=zone)
    moved = Slots(zone=zone, quiet=quiet).after_quiet(channel(), post, "posts/a/x")
    first = next(asked + n * MINUTE for n in range(1, 48 * 60) if not is_quiet(asked + n * MINUTE, quiet))
    went_back = asked.astimezone(tz).utcoffset() > moved.instant.astimezone(tz).utcoffset()  # type: ignore[operator]
    assert not is_quiet(moved.instant, quiet)
    assert moved.instant == first or (went_back and moved.instant > first)


def test_two_slots_in_one_gap_are_one(make_post: Callable[..., Post]) -> None:
    """Half past two and a quarter to three are both three o'clock in that night: who comes second waits a day."""
    slots = Slots(zone="America/New_York")
    night = channel("day 02:30", "day 02:45")
    saturday = datetime(2027, 3, 13, 12, tzinfo=UTC)
    first = slots.next_free(night, saturday, "posts/a/x")
    assert first
    slots.take(replace(make_post("posts/a/x"), due_at=first.instant, channel="x"))
    second = slots.next_free(night, saturday, "posts/b/x")
    assert second
    assert [each.instant for each in (first, second)] == [
        datetime(2027, 3, 14, 7, tzinfo=UTC),
        datetime(2027, 3, 15, 6, 30, tzinfo=UTC),
    ]
