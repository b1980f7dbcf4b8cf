from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError
from ruamel.yaml import YAML

from scheduler.model import WallTime
from scheduler.plan.spelling import spell_when
from scheduler.workspace.sheet.dates import Order, read_foreign_time

CASES = Path(__file__).parents[3] / "cases" / "exchange" / "times.yaml"
FOUND: list[Any] = list(YAML(typ="base", pure=True).load(CASES.read_text("utf-8")))


def read(case: Any) -> str:
    order = Order(case["order"]) if "order" in case else None
    when = read_foreign_time(case["day"], case.get("clock", ""), order, None)
    return spell_when(when) if when else "null"


@pytest.mark.parametrize("case", [case for case in FOUND if "is" in case], ids=lambda case: case["day"])
def test_a_time_of_one_reading_is_read(case: Any) -> None:
    """In the forms and languages that spreadsheets of several countries write."""
    assert read(case) == case["is"]


@pytest.mark.parametrize("case", [case for case in FOUND if "refused" in case], ids=lambda case: case["day"])
def test_anything_else_is_refused_with_its_cure(case: Any) -> None:
    """Nothing is guessed, and the problem says what to do."""
    with pytest.raises(PydanticCustomError) as refused:
        read(case)
    assert refused.value.type == case["refused"]
    assert refused.value.context
    assert refused.value.context["hint"]


def test_both_readings_of_a_date_are_shown() -> None:
    """With their days of the week, by which a person knows which one was meant."""
    with pytest.raises(ValueError, match="Sat 3 Apr 2027 or Thu 4 Mar 2027"):
        read_foreign_time("03/04/2027", "9:00", None, None)


def test_a_day_alone_takes_the_time_that_a_person_gave_for_such_rows() -> None:
    """A row with a time of its own keeps it."""
    nine = time(9)
    day, own = (read_foreign_time(each, "", None, nine) for each in ("8 Jan 2027", "8 Jan 2027 18:30"))
    assert day
    assert own
    assert (spell_when(day), spell_when(own)) == ("2027-01-08 09:00", "2027-01-08 18:30")


FORMS = ("%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d %b %Y, %I:%M %p", "%B %d, %Y %H:%M", "%a %d/%m/%Y %H.%M Uhr")


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)), st.sampled_from(FORMS), st.sampled_from(list(Order)))  # noqa: DTZ001 - times on the wall
def test_whatever_is_read_is_what_was_written(when: datetime, form: str, order: Order) -> None:
    """A reading is never another day than the one meant, or it is refused; --dates changes nothing that is clear."""
    meant = WallTime(local=when.replace(second=0, microsecond=0))
    clear = "/" not in form
    try:
        assert read_foreign_time(when.strftime(form), "", order if clear else None, None) == meant
    except ValueError as error:
        assert not clear and "read 2 ways" in str(error)  # noqa: PT017, PT018 - the one way out
