from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.model import Recurrence
from scheduler.plan.calendar import occurrences
from scheduler.plan.phrases import parse_every
from scheduler.workspace.occurrences import occurrences_between, recurrence_problem

RULES = st.sampled_from(["day 09:00", "Mon-Fri 09:00", "Thursday 15:03", "month on 31 09:00", "month on 1 09:00"])
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


@given(RULES, DAYS, st.integers(0, 390))
def test_the_count_is_that_of_the_calendar(rule: str, first: date, length: int) -> None:
    """What is counted before planning is what is planned."""
    every, until = parse_every(rule), first + timedelta(days=length)
    recurrence = Recurrence(name="n", every=every, templates=("t",), first=first, until=until)
    assert occurrences_between(every, first, until) == len(occurrences(recurrence, "UTC")[0])


def test_four_hundred_are_allowed_and_one_more_is_not() -> None:
    """The limit is exact, by days and by times."""
    every, first = parse_every("day 09:00"), date(2027, 1, 1)
    assert recurrence_problem(every, first, first + timedelta(days=399), None) is None
    assert recurrence_problem(every, first, first + timedelta(days=400), None) is not None
    assert recurrence_problem(every, first, None, 400) is None
    assert recurrence_problem(every, first, first + timedelta(days=4000), 12) is None
