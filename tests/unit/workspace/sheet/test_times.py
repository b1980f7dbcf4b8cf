from datetime import UTC, datetime

import pytest
from pydantic_core import PydanticCustomError

from scheduler.model import Moment, WallTime, When
from scheduler.workspace.sheet.times import read_sheet_time


def wall(*numbers: int) -> WallTime:
    return WallTime(local=datetime(*numbers))  # type: ignore[arg-type]  # noqa: DTZ001 - a time on the wall


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24 18:00", wall(2026, 11, 24, 18)),
        ("2026-11-24T18:00", wall(2026, 11, 24, 18)),
        ("2026-11-24 18:00:00.000", wall(2026, 11, 24, 18)),
        ("24/11/2026 18:00", wall(2026, 11, 24, 18)),
        ("11/24/2026 6:00:00 PM", wall(2026, 11, 24, 18)),
        ("11/24/2026 12:05 am", wall(2026, 11, 24, 0, 5)),
        ("24.11.2026, 9:30", wall(2026, 11, 24, 9, 30)),
        ("04/04/2027 09:00", wall(2027, 4, 4, 9)),
        ("2026-11-24T18:00+01:00", Moment(instant=datetime(2026, 11, 24, 17, tzinfo=UTC))),
    ],
)
def test_a_time_of_one_reading_is_read(text: str, expected: When) -> None:
    """Spreadsheets of several countries are understood where there is nothing to guess."""
    assert read_sheet_time(text) == expected


@pytest.mark.parametrize(
    "text",
    ["03/04/2027 09:00", "2026-11-24", "13/13/2027 09:00", "11/24/26 18:00", "1/30/2027 18:00 PM", "T-3h", "noon"],
)
def test_anything_else_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match=r"\w"):
        read_sheet_time(text)


@pytest.mark.parametrize("text", ["03/04/2027 09:00", "04/03/2027 09:00"])
def test_both_readings_of_a_date_are_offered(text: str) -> None:
    """The later one first: where one of two days is over, the other is meant."""
    with pytest.raises(PydanticCustomError) as refused:
        read_sheet_time(text)
    assert refused.value.context
    assert refused.value.context["hint"] == "write 2027-04-03 or 2027-03-04, whichever is meant"
