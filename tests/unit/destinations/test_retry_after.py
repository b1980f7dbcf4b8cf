"""Retry-After, in every form seen in the wild."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.destinations import Response
from scheduler.destinations.retry_after import LONGEST, parse, wait_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.cases("retry_after")
def test_a_value_asks_for_the_wait_it_says(case: dict[str, Any]) -> None:
    """Each value of the case file gives its seconds, or none."""
    expected = case["seconds"]
    assert parse(case["value"], NOON) == (None if expected is None else timedelta(seconds=expected))


@given(st.text() | st.floats().map(str) | st.integers().map(str) | st.datetimes().map(str))
def test_no_value_crashes_or_leaves_the_range(value: str) -> None:
    """Whatever a server sends, the wait is none, or between nothing and seven days."""
    wait = parse(value, NOON)
    assert wait is None or timedelta(0) <= wait <= LONGEST


def test_a_date_is_taken_against_the_receivers_own_clock(answer: Callable[..., Response]) -> None:
    """A receiver whose clock is three hours ahead asks for ten seconds, not for three hours."""
    headers = {"retry-after": "Sun, 22 Nov 2026 15:00:10 GMT", "date": "Sun, 22 Nov 2026 15:00:00 GMT"}
    assert wait_of(answer(503, headers=headers)) == timedelta(seconds=10)


def test_the_longer_of_header_and_body_counts(answer: Callable[..., Response]) -> None:
    """Discord's body says 64.57 where its header says 65: never come earlier than either."""
    assert wait_of(answer(429, '{"retry_after": 64.57}', {"retry-after": "65"})) == timedelta(seconds=65)
    assert wait_of(answer(429, '{"retry_after": 70}', {"retry-after": "65"})) == timedelta(seconds=70)


def test_an_answer_that_asks_for_nothing_gives_no_wait(answer: Callable[..., Response]) -> None:
    """Without header and body the backoff decides."""
    assert wait_of(answer(503)) is None
