"""Phrases of time: every form of `when`, `every`, durations, times of day, as the case files have them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.model import DayOffset, Elapsed, Every, Moment, WallTime, When
from scheduler.plan.phrases import parse_clock, parse_day, parse_duration, parse_every, parse_when


def refused(parse: Callable[[str], object], case: dict[str, Any]) -> bool:
    """Whether the case is one to be refused; if so, that it is, in the words of the case."""
    if "says" not in case:
        return False
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the message is compared below
        parse(case["text"])
    assert case["says"] in str(raised.value)
    return True


@pytest.mark.cases("when")
def test_a_when_says_what_people_mean_or_why_it_does_not(case: dict[str, Any]) -> None:
    """Day offsets, elapsed time, wall times and moments are told apart; the rest is refused in words."""
    if refused(parse_when, case):
        return
    assert parse_when(case["text"]) == when_of(case)


def when_of(case: dict[str, Any]) -> When:
    """Return the rule that a case describes."""
    if "days" in case:
        return DayOffset(days=case["days"], time=time.fromisoformat(case["at"]) if "at" in case else None)
    if "seconds" in case:
        return Elapsed(delta=timedelta(seconds=case["seconds"]))
    if "wall" in case:
        return WallTime(local=datetime.fromisoformat(case["wall"]))
    return Moment(instant=datetime.fromisoformat(case["instant"]))


@pytest.mark.cases("every")
def test_an_every_says_its_days_or_why_it_does_not(case: dict[str, Any]) -> None:
    """Single days, ranges around the week's end, lists and days of the month."""
    if refused(parse_every, case):
        return
    every = parse_every(case["text"])
    assert every.at == time.fromisoformat(case["at"])
    assert " ".join(every.weekdays) == case.get("days", "")
    assert every.month_day == case.get("on")


@pytest.mark.cases("lengths")
def test_a_duration_is_a_length_or_is_refused(case: dict[str, Any]) -> None:
    """Durations are sums of days, hours, minutes, seconds, more than nothing and bounded."""
    assert refused(parse_duration, case) or parse_duration(case["text"]) == timedelta(seconds=case["seconds"])


@pytest.mark.cases("clock")
def test_a_time_of_day_is_read_or_refused(case: dict[str, Any]) -> None:
    """Hours and minutes, the hour with one digit or two."""
    assert refused(parse_clock, case) or parse_clock(case["text"]) == time.fromisoformat(case["at"])


@pytest.mark.cases("days")
def test_a_day_is_a_day_and_nothing_coarser(case: dict[str, Any]) -> None:
    """A month, a season or a week is not taken for its first day."""
    assert refused(parse_day, case) or parse_day(case["text"]) == date.fromisoformat(case["day"])


PARSERS: tuple[Callable[[str], object], ...] = (parse_when, parse_every, parse_duration, parse_clock, parse_day)


@pytest.mark.parametrize("parse", PARSERS)
@given(text=st.text(alphabet="T+-0123456789: hmsdZ.,Monday\u2212\u00a0on/W", max_size=24) | st.text(max_size=24))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(parse: Callable[[str], object], text: str) -> None:
    """No text makes a parser fail in any other way than by saying so."""
    try:
        parse(text)
    except ValueError as error:
        assert len(str(error)) > 20  # noqa: PT017 - most texts are refused, some are not


def test_the_weekdays_of_every_day_are_the_week() -> None:
    """`day` and the whole range are one rule."""
    assert (
        parse_every("day 09:00")
        == parse_every("Mon-Sun 9:00")
        == Every(at=time(9), weekdays=parse_every("Sun-Sat 9:00").weekdays)
    )
