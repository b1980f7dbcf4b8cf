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


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"x-ratelimit-reset": "2026-11-22T12:00:30Z"}, 30),
        ({"x-ratelimit-reset": "2026-11-22T12:00:30"}, 30),  # no zone: UTC
        ({"x-ratelimit-reset": "2026-11-22T13:00:30+01:00"}, 30),
        ({"ratelimit-reset": "1795348830"}, 30),
        ({"ratelimit-reset": "30"}, 30),
        ({"x-ratelimit-reset-after": "1.5", "x-ratelimit-reset": "1795348801.4"}, 1.5),
        ({"x-ratelimit-reset": "2026-11-22T11:00:00Z"}, None),
        ({"x-ratelimit-reset": "2027-11-22T11:00:00Z"}, None),
        ({"x-ratelimit-reset": "99999999999999999999"}, None),
        ({"x-ratelimit-reset": "-5"}, None),
        ({"x-ratelimit-reset": "tomorrow"}, None),
        ({"retry-after": "2", "x-ratelimit-reset": "2026-11-22T12:05:00Z"}, 2),  # what it asks for goes before
    ],
)
def test_a_429_without_a_wait_waits_until_its_limit_starts_afresh(
    headers: dict[str, str], seconds: float | None, answer: Callable[..., Response]
) -> None:
    """As a timestamp, as seconds since 1970, or as seconds from now; only a 429 means it so."""
    assert wait_of(answer(429, headers=headers)) == (None if seconds is None else timedelta(seconds=seconds))
    if "retry-after" not in headers:
        assert wait_of(answer(503, headers=headers)) is None


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ('{"retry_after": 1.5}', 1.5),
        ('{"parameters": {"retry_after": 35}}', 35),
        ('{"parameters": {"retry_after": "35"}}', None),
        ('{"parameters": [35]}', None),
        ('{"retry_after": 1e20}', None),
        ("[35]", None),
    ],
)
def test_a_body_may_say_the_wait(body: str, seconds: float | None, answer: Callable[..., Response]) -> None:
    """Discord at the top, Telegram below `parameters`; what is no number is none."""
    assert wait_of(answer(429, body)) == (None if seconds is None else timedelta(seconds=seconds))
