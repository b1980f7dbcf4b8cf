"""From rules and zones to instants, proven against a scan over every minute around each change of the clocks."""

from bisect import bisect_left
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.model import DayOffset, Elapsed, Every, Moment, Recurrence, WallTime, Weekday, When
from scheduler.plan.calendar import MAX_OCCURRENCES, Resolved, day_window, occurrences, resolve, when_due
from scheduler.plan.phrases import WEEK, parse_when

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

YEARS = [
    ("America/New_York", 2027),
    ("Europe/Berlin", 2027),
    ("Australia/Lord_Howe", 2027),  # half an hour
    ("America/Nuuk", 2023),  # one change only: it stayed
    ("America/Nuuk", 2027),  # at midnight, and on a Saturday
    ("Africa/Casablanca", 2026),  # back for Ramadan
    ("Pacific/Apia", 2011),  # 30 December did not take place
    ("America/Havana", 2027),  # at midnight
    ("Asia/Beirut", 2027),  # the first hour of a day is missing
]


def on_the_wall(instant: datetime, zone: str) -> datetime:
    """Return what the clocks of a zone show."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


@cache
def changes(zone: str, year: int) -> list[datetime]:
    """Return the hours of a year, and a day around it, after which the clocks are set."""
    start = datetime(year, 1, 1, tzinfo=UTC) - DAY
    hours = [start + number * HOUR for number in range(368 * 24)]
    offsets = [each.astimezone(ZoneInfo(zone)).utcoffset() for each in hours]
    return [hour for hour, (before, after) in zip(hours, pairwise(offsets), strict=False) if before != after]


def test_the_years_have_the_changes_they_are_chosen_for() -> None:
    """The scan below is not empty by mistake."""
    assert [len(changes(zone, year)) for zone, year in YEARS] == [2, 2, 2, 1, 2, 2, 3, 2, 2]


@pytest.mark.parametrize(("zone", "year"), YEARS)
def test_every_minute_around_a_change_of_the_clocks_is_resolved_as_a_scan_finds_it(zone: str, year: int) -> None:
    """In a gap the first instant whose wall time is not earlier; in a fold the first of two; else the only one."""
    for change in changes(zone, year):
        instants = [change + number * MINUTE for number in range(-27 * 60, 27 * 60)]
        walls = [on_the_wall(instant, zone) for instant in instants]
        shown = defaultdict(list)
        for instant, wall in zip(instants, walls, strict=True):
            shown[wall].append(instant)
        for number in range((walls[-1] - walls[0]) // MINUTE):
            wall = walls[0] + number * MINUTE
            found = shown[wall]
            expected = found[0] if found else instants[bisect_left(walls, wall)]
            oddity = None if len(found) == 1 else "dst-twice" if found else "dst-gap"
            assert resolve(wall, zone) == Resolved(instant=expected, wall=wall, zone=zone, oddity=oddity)


@pytest.mark.parametrize(("zone", "year"), YEARS)
def test_a_resolved_instant_shows_the_wall_time_all_year(zone: str, year: int) -> None:
    """Away from gaps, what was asked for is what the clocks show."""
    start = datetime(year, 1, 1)  # noqa: DTZ001 - on the wall
    for number in range(0, 365 * 24 * 60, 37):
        found = resolve(start + number * MINUTE, zone)
        assert (on_the_wall(found.instant, zone) == found.wall) is (found.oddity != "dst-gap")


@given(st.datetimes(datetime(1000, 1, 1), datetime(2999, 12, 31)), st.sampled_from([zone for zone, _ in YEARS]))  # noqa: DTZ001 - on the wall
def test_a_wall_time_never_comes_before_it_is_due(wall: datetime, zone: str) -> None:
    """In any year: the clocks show the wall time or, behind a gap, a later one."""
    asked = wall.replace(microsecond=0, fold=0)
    found = resolve(asked, zone)
    shown = on_the_wall(found.instant, zone)
    assert shown == asked if found.oddity != "dst-gap" else shown > asked


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/New_York", date(2027, 3, 14), 23),
        ("America/New_York", date(2027, 3, 15), 24),
        ("America/New_York", date(2027, 11, 7), 25),
        ("Australia/Lord_Howe", date(2027, 4, 4), 24.5),
        ("Australia/Lord_Howe", date(2027, 10, 3), 23.5),
        ("Asia/Beirut", date(2027, 3, 28), 23),
        ("America/Havana", date(2027, 11, 7), 25),
        ("America/Nuuk", date(2027, 3, 27), 23),
        ("America/Nuuk", date(2027, 10, 30), 25),
        ("Pacific/Apia", date(2011, 12, 29), 24),
        ("Pacific/Apia", date(2011, 12, 30), 0),
    ],
)
def test_a_local_day_is_as_long_as_the_clocks_make_it(zone: str, day: date, hours: float) -> None:
    """From its first instant to the next day's."""
    start, end = day_window(day, zone)
    assert (end - start) / HOUR == hours


@pytest.mark.parametrize(("zone", "year"), YEARS)
def test_local_days_follow_each_other_without_gap_or_overlap(zone: str, year: int) -> None:
    """Every instant belongs to exactly one day, and that is the day the clocks show."""
    days = [date(year, 1, 1) + number * DAY for number in range(365)]
    windows = [day_window(day, zone) for day in days]
    assert all(before[1] == after[0] for before, after in pairwise(windows))
    for day, (start, end) in zip(days, windows, strict=True):
        assert start == end or {on_the_wall(each, zone).date() for each in (start, end - MINUTE)} == {day}


EVENT = Resolved(
    instant=datetime(2027, 3, 14, 14, tzinfo=UTC),
    wall=datetime(2027, 3, 14, 10),  # noqa: DTZ001 - on the wall
    zone="America/New_York",
)


@pytest.mark.parametrize(
    ("phrase", "instant"),
    [
        ("T-7 09:00", "2027-03-07T14:00Z"),  # nine in the morning on both sides of the change
        ("T+7 09:00", "2027-03-21T13:00Z"),
        ("T-1", "2027-03-13T15:00Z"),  # the event's own time, a day of 23 hours before
        ("T+0", "2027-03-14T14:00Z"),
        ("T+0 02:30", "2027-03-14T07:00Z"),  # does not exist: the first moment after the gap
        ("T-24h", "2027-03-13T14:00Z"),  # elapsed time knows no clocks
        ("T-8h", "2027-03-14T06:00Z"),
        ("T+90m", "2027-03-14T15:30Z"),
        ("2027-03-13 09:00", "2027-03-13T08:00Z"),  # in the campaign's zone, here Berlin
        ("2027-03-13T09:00-08:00", "2027-03-13T17:00Z"),
    ],
)
def test_a_step_is_due_when_its_rule_says(phrase: str, instant: str) -> None:
    """Days count on the event's calendar, hours on the clockwork."""
    due = when_due(parse_when(phrase), event=EVENT, zone="Europe/Berlin")
    assert due.instant == datetime.fromisoformat(instant)


def test_days_count_from_the_events_local_date() -> None:
    """Ten in the evening in New York is the next day in UTC, and T-1 is the day before New York's."""
    event = resolve(datetime(2027, 1, 8, 22), "America/New_York")  # noqa: DTZ001 - on the wall
    assert when_due(parse_when("T-1"), event=event, zone="UTC").instant == datetime(2027, 1, 8, 3, tzinfo=UTC)


def test_the_wall_time_of_an_elapsed_rule_is_shown_in_the_events_zone() -> None:
    """T-8h is 01:00 in New York, though the clocks are set in between."""
    due = when_due(parse_when("T-8h"), event=EVENT, zone="Europe/Berlin")
    assert (f"{due.wall:%H:%M}", due.zone, due.oddity) == ("01:00", "America/New_York", None)


@pytest.mark.parametrize("when", [DayOffset(days=0, time=None), Elapsed(delta=HOUR)])
def test_t_without_an_event_is_said(when: When) -> None:
    """There is nothing to count from."""
    with pytest.raises(ValueError, match="T stands for an event"):
        when_due(when, event=None, zone="UTC")


def test_dates_need_no_event() -> None:
    """A wall time and a moment stand for themselves."""
    for when in (
        WallTime(local=datetime(2027, 1, 8, 9)),  # noqa: DTZ001 - on the wall
        Moment(instant=datetime(2027, 1, 8, 9, tzinfo=UTC)),
    ):
        assert when_due(when, event=None, zone="UTC").instant == datetime(2027, 1, 8, 9, tzinfo=UTC)


def coming(every: Every, first: date, until: date | None = None, times: int | None = None) -> Recurrence:
    """Return a recurrence of one template."""
    return Recurrence(name="notes", every=every, templates=("notes",), first=first, until=until, times=times)


def days_of(found: tuple[Resolved, ...]) -> list[date]:
    """Return the days asked for."""
    return [each.wall.date() for each in found]


weekdays = st.sets(st.sampled_from(WEEK), min_size=1).map(lambda days: tuple(sorted(days, key=WEEK.index)))


@given(
    weekdays,
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 390),
    st.integers(0, 23),
    st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/Havana"]),
)
def test_a_recurrence_comes_once_on_each_of_its_days(
    chosen: tuple[Weekday, ...], first: date, length: int, hour: int, zone: str
) -> None:
    """Both ends included, in order, and on the local day asked for, gaps and folds or not."""
    until = first + length * DAY
    found, skipped = occurrences(coming(Every(at=time(hour, 30), weekdays=chosen), first, until), zone)
    expected = [day for day in (first + n * DAY for n in range(length + 1)) if WEEK[day.weekday()] in chosen]
    assert days_of(found) == expected
    assert [on_the_wall(each.instant, zone).date() for each in found] == expected
    assert skipped == ()


@given(st.integers(1, 31), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 1500))
def test_a_monthly_recurrence_comes_where_the_month_has_the_day(month_day: int, first: date, length: int) -> None:
    """Every such day of the stretch, and no other."""
    until = first + length * DAY
    found, _ = occurrences(coming(Every(at=time(9), month_day=month_day), first, until), "Europe/Berlin")
    assert days_of(found) == [day for day in (first + n * DAY for n in range(length + 1)) if day.day == month_day]


def test_months_without_the_day_are_skipped_and_said() -> None:
    """The 31st comes seven times a year, the 29th of February in leap years only."""
    year = (date(2027, 1, 1), date(2027, 12, 31))
    found, skipped = occurrences(coming(Every(at=time(9), month_day=31), *year), "UTC")
    assert [day.month for day in days_of(found)] == [1, 3, 5, 7, 8, 10, 12]
    assert skipped == ("2027-02", "2027-04", "2027-06", "2027-09", "2027-11")
    leap = occurrences(coming(Every(at=time(9), month_day=29), date(2028, 1, 1), date(2028, 3, 31)), "UTC")
    assert leap[1] == ()


@pytest.mark.parametrize(
    ("first", "until", "times", "skipped"),
    [
        (date(2027, 1, 1), None, 1, ()),  # February lies behind its only time
        (date(2027, 1, 1), None, 2, ("2027-02",)),
        (date(2027, 1, 1), date(2027, 2, 10), None, ()),  # ended before February could lack the day
        (date(2027, 1, 31), date(2027, 2, 28), None, ("2027-02",)),
        (date(2027, 3, 1), date(2027, 3, 31), None, ()),
    ],
)
def test_only_months_within_the_recurrence_are_said_to_be_skipped(
    first: date, until: date | None, times: int | None, skipped: tuple[str, ...]
) -> None:
    """What lies outside was not asked for."""
    assert occurrences(coming(Every(at=time(9), month_day=31), first, until, times), "UTC")[1] == skipped


DAILY = Every(at=time(9), weekdays=WEEK)


@pytest.mark.parametrize(("times", "count"), [(0, 0), (1, 1), (400, 400), (401, 400), (None, 400)])
def test_a_recurrence_ends_after_its_times_and_after_four_hundred_at_the_latest(times: int | None, count: int) -> None:
    """It is queued whole, so it is bounded whatever the files say."""
    found, _ = occurrences(coming(DAILY, date(2027, 1, 1), times=times), "UTC")
    assert len(found) == count <= MAX_OCCURRENCES


def test_four_hundred_times_on_the_31st_are_four_hundred() -> None:
    """The rarest rule reaches its number, too, after more than half a century."""
    found, _ = occurrences(coming(Every(at=time(9), month_day=31), date(2027, 1, 1), times=400), "UTC")
    assert len(found) == 400


def test_until_and_times_both_end_a_recurrence() -> None:
    """Whichever comes first."""
    for until, times in ((date(2027, 1, 3), 9), (date(2027, 1, 9), 3)):
        assert len(occurrences(coming(DAILY, date(2027, 1, 1), until, times), "UTC")[0]) == 3


def test_a_recurrence_far_in_the_future_ends_before_the_calendar_does() -> None:
    """The last year that can be written is computed like any other."""
    rule = Every(at=time(9), month_day=31)
    assert len(occurrences(coming(rule, date(2999, 12, 1), date(2999, 12, 31)), "Pacific/Apia")[0]) == 1
    assert occurrences(coming(DAILY, date(2999, 12, 31), times=2), "America/New_York")[0]


def test_weekly_at_nine_stays_at_nine_over_both_nights() -> None:
    """The instant moves by an hour, the wall time does not."""
    rule = Every(at=time(9), weekdays=(Weekday.MON,))
    found, _ = occurrences(coming(rule, date(2027, 1, 1), date(2027, 12, 31)), "America/New_York")
    assert {each.wall.time() for each in found} == {time(9)}
    assert {each.instant.hour for each in found} == {13, 14}
    assert {each.oddity for each in found} == {None}


@pytest.mark.parametrize(("hour", "oddity"), [(2, "dst-gap"), (1, "dst-twice")])
def test_the_night_of_the_change_gives_one_post_and_one_oddity(hour: int, oddity: str) -> None:
    """Half past two is missing in March, half past one comes twice in November: one occurrence each."""
    rule = Every(at=time(hour, 30), weekdays=WEEK)
    found, _ = occurrences(coming(rule, date(2027, 1, 1), date(2027, 12, 31)), "America/New_York")
    assert len(found) == 365
    assert [each.oddity for each in found if each.oddity] == [oddity]
