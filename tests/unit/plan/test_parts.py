from datetime import UTC, datetime, timedelta

import pytest

from scheduler.model import Channel, Claim, Content, Expiry, PartState, Rate
from scheduler.plan.material import Material
from scheduler.plan.parts import A_PART_TAKES, RESUMES_WITHIN, pace_of, parts_of

DUE = datetime(2027, 1, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def material(**more: int) -> Material:
    return Material(
        campaigns=(),
        one_offs=(),
        channels={},
        templates={},
        zone="UTC",
        late=2 * HOUR,
        **more,  # type: ignore[arg-type]
    )


def until(*ends: timedelta | None) -> list[tuple[Claim, ...]]:
    """Return the claims of parts that are true until so long after the post is due."""
    return [(Claim(words="soon", start=None, end=DUE + end),) if end else () for end in ends]


def contents(number: int) -> tuple[Content, ...]:
    return tuple(Content(text=str(at)) for at in range(number))


def test_a_single_part_is_closed_by_the_first_of_its_bounds() -> None:
    """Claims, `expires` and `late`: the earliest decides, and is named."""
    [part] = parts_of(material(), DUE, None, contents(1), until(None))
    assert (part.not_after, part.expiry) == (DUE + 2 * HOUR, Expiry.LATE)
    [part] = parts_of(material(), DUE, HOUR, contents(1), until(None))
    assert (part.not_after, part.expiry) == (DUE + HOUR, Expiry.EXPIRES)
    [part] = parts_of(material(), DUE, HOUR, contents(1), until(HOUR / 2))
    assert (part.not_after, part.expiry) == (DUE + HOUR / 2, Expiry.UNTRUE)


def test_once_started_a_later_part_is_bounded_by_its_own_claims_alone() -> None:
    """Neither `late` nor `expires` cuts a thread in half; its own truth does."""
    parts = parts_of(material(), DUE, HOUR, contents(3), until(None, None, 5 * HOUR))
    assert [part.not_after for part in parts] == [DUE + HOUR, DUE + RESUMES_WITHIN, DUE + 5 * HOUR]


@pytest.mark.parametrize("parts", [2, 5])
def test_a_thread_starts_only_while_all_of_it_can_still_be_true(parts: int) -> None:
    """The first part is closed so early that the last one is sent in time, by the estimate."""
    first, *_ = parts_of(material(), DUE, None, contents(parts), until(*[None] * (parts - 1), HOUR))
    assert (first.not_after, first.expiry) == (DUE + HOUR - A_PART_TAKES * (parts - 1), Expiry.UNTRUE)


def test_a_channel_held_to_a_rate_needs_longer_for_a_thread() -> None:
    """One part a minute: a thread of four has to begin three minutes before the last of it stops being true."""
    rates = (Rate(20, timedelta(seconds=1)), Rate(1, timedelta(minutes=1)))
    slow = Channel(name="x", platform="x", destination="webhook", rate=rates)
    first, *_ = parts_of(material(), DUE, None, contents(4), until(None, None, None, HOUR), pace_of(slow))
    assert first.not_after == DUE + HOUR - timedelta(minutes=3)
    quick = Channel(name="x", platform="x", destination="webhook", rate=(Rate(5, timedelta(seconds=2)),))
    assert pace_of(quick) == A_PART_TAKES


def test_a_thread_that_cannot_end_in_time_may_not_start_at_all() -> None:
    """Its first part's window is closed before it is due, which the plan tells as untrue."""
    first, _ = parts_of(material(), DUE, None, contents(2), until(None, timedelta(seconds=3)))
    assert first.not_after < first.due_at


def test_parts_wait_for_an_approval_where_one_is_required() -> None:
    """Awaiting, each of them."""
    parts = parts_of(material(approvals_required=1), DUE, None, contents(2), until(None, None))
    assert {part.state for part in parts} == {PartState.AWAITING}
