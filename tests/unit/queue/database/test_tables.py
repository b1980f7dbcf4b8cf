"""Instants as the tables keep them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from scheduler.queue.database.columns import Instant, microseconds

instants = st.datetimes(timezones=st.just(UTC))


@given(instant=instants)
def test_an_instant_comes_back_to_the_microsecond(instant: datetime) -> None:
    """From the year 1 to 9999, without a float in between."""
    column, dialect = Instant(), sqlite.dialect()
    stored = column.process_bind_param(instant, dialect)
    assert isinstance(stored, int)
    assert column.result_processor(dialect, None)(stored) == instant


@given(earlier=instants, later=instants)
def test_integers_sort_as_their_instants_do(earlier: datetime, later: datetime) -> None:
    """A comparison in the database is a comparison of instants."""
    assert (microseconds(earlier) < microseconds(later)) is (earlier < later)


def test_any_zone_is_stored_in_utc() -> None:
    """Two ways to write one instant are one integer."""
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    assert microseconds(noon.astimezone(timezone(timedelta(hours=5, minutes=45)))) == microseconds(noon)


def test_a_time_without_a_zone_is_refused() -> None:
    """Nobody knows which instant it means."""
    with pytest.raises(TypeError):
        microseconds(datetime(2026, 6, 1, 12))  # noqa: DTZ001 - the mistake under test
