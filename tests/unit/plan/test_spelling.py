"""Rules spelled as text: parsing them again gives the same rule."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.model import DayOffset, Elapsed, Every, Moment, WallTime, When
from scheduler.plan.phrases import WEEK, parse_every, parse_when
from scheduler.plan.spelling import spell_every, spell_when

clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
walls = st.datetimes(min_value=datetime(1000, 1, 2), max_value=datetime(2999, 12, 30)).map(  # noqa: DTZ001 - on the wall
    lambda wall: wall.replace(microsecond=0, fold=0)
)
whens: st.SearchStrategy[When] = st.one_of(
    st.builds(DayOffset, days=st.integers(-9999, 9999), time=st.none() | clocks),
    st.builds(Elapsed, delta=st.integers(-999999, 999999).map(lambda minutes: timedelta(minutes=minutes))),
    st.builds(WallTime, local=walls),
    st.builds(Moment, instant=walls.map(lambda wall: wall.replace(tzinfo=UTC))),
)
everys = st.one_of(
    st.builds(Every, at=clocks, month_day=st.integers(1, 31)),
    st.builds(
        Every,
        at=clocks,
        weekdays=st.sets(st.sampled_from(WEEK), min_size=1).map(lambda days: tuple(sorted(days, key=WEEK.index))),
    ),
)


@given(whens)
def test_a_spelled_when_reads_as_the_same_rule(when: When) -> None:
    """What the queue keeps of a rule is the rule."""
    assert parse_when(spell_when(when)) == when


@given(everys)
def test_a_spelled_every_reads_as_the_same_rule(every: Every) -> None:
    """The same for recurrences."""
    assert parse_every(spell_every(every)) == every


@pytest.mark.parametrize(
    "phrase",
    ["T-7 09:00", "T+0", "T-3h", "T+90m", "2027-01-08 09:00", "2027-01-08T08:00Z", "2027-01-08T08:00:30Z"],
)
def test_a_when_is_spelled_as_people_write_it(phrase: str) -> None:
    """The phrases of the manual come back as they are."""
    assert spell_when(parse_when(phrase)) == phrase


@pytest.mark.parametrize("phrase", ["day 09:00", "Mon-Fri 09:00", "Thu 15:03", "Mon,Wed 10:00", "month on 31 09:00"])
def test_an_every_is_spelled_as_people_write_it(phrase: str) -> None:
    """The same for recurrences."""
    assert spell_every(parse_every(phrase)) == phrase
