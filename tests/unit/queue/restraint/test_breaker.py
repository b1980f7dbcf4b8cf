"""When a breaker opens and closes, without a queue."""

from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.queue.restraint.breaker import (
    COOL_DOWN,
    LAST_CHANCE,
    Breaker,
    Sign,
    after,
    between_held,
    cool_down,
    cut_short,
    rested,
)

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SIGNS = {"x": Sign.FAULT, ".": Sign.WELL, "-": Sign.ANSWERS}


def played(signs: str) -> Breaker:
    """Return a new breaker after these signs."""
    return reduce(lambda breaker, sign: after(breaker, SIGNS[sign], NOON, 0.5), signs, Breaker())


@pytest.mark.parametrize(
    ("signs", "opens"),
    [
        ("xxxx", False),
        ("xxxxx", True),
        ("xxxx.xxxx", False),
        ("x-x-x-x-x", True),  # what a receiver says of one post neither counts nor interrupts
        ("-----", False),
        ("x." * 9 + "x", True),  # ten of nineteen
        ("x." * 9 + ".", False),
        ("x.." * 30, False),  # a third
        ("." * 40 + "xxxxx", True),
    ],
)
def test_it_opens_after_five_in_a_row_or_half_of_twenty(signs: str, opens: bool) -> None:  # noqa: FBT001 - pytest's
    """And not before; good times long ago are no credit."""
    assert played(signs).open is opens


def test_open_it_rests_and_any_answer_closes_it() -> None:
    """Each cool-down is longer; then nothing of the bad times is held against the receiver."""
    opened = played("xxxxx")
    assert opened.rests_until == NOON + cool_down(1, 0.5)
    tried = rested(opened, NOON, 0.5)
    assert (tried.rests, tried.rests_until) == (2, NOON + cool_down(2, 0.5))
    assert after(tried, Sign.FAULT, NOON, 0.5).rests == 2
    for sign in (Sign.WELL, Sign.ANSWERS):
        assert after(tried, sign, NOON, 0.5) == Breaker(recovered_at=NOON)


def test_a_receiver_that_was_always_well_leaves_no_trace() -> None:
    """So nothing has to be written for it."""
    assert played("....-..") == Breaker()
    assert played("x" + "." * 20).signs == ""


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_cool_down_is_jittered_and_bounded(rests: int, chance: float) -> None:
    """From 7.5 s to ten minutes, at least half of what it doubles to."""
    wait = cool_down(rests, chance)
    assert timedelta(seconds=7.5) <= wait <= timedelta(minutes=10)
    assert wait >= cool_down(rests, 0)
    assert timedelta(milliseconds=100) <= between_held(chance) <= timedelta(milliseconds=300)


@pytest.mark.parametrize(
    ("closes", "rests"),
    [
        (None, 600),  # nothing waits
        (3600, 600),  # there is time for more than one rest
        (400, 400 - LAST_CHANCE.seconds),
        (40, COOL_DOWN.seconds),  # never sooner than at first
        (30, 600),  # this was the last chance
    ],
)
def test_a_rest_leaves_a_last_chance_to_what_waits(closes: int | None, rests: int) -> None:
    """But the receiver is never asked more often than at first."""
    resting = Breaker(signs="xxxxx", rests=9, rests_until=NOON + timedelta(seconds=600))
    at = None if closes is None else NOON + timedelta(seconds=closes)
    assert cut_short(resting, at, NOON).rests_until == NOON + timedelta(seconds=rests)
