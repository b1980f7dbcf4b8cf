"""Truth windows: the intersection of everything that bounds a part."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.model import Claim, Expiry
from scheduler.plan.window import window

DUE = datetime(2027, 1, 8, 9, tzinfo=UTC)
instants = st.integers(-72, 72).map(lambda hours: DUE + timedelta(hours=hours))
claims = st.lists(
    st.builds(Claim, words=st.just("in 7 days"), start=st.none() | instants, end=st.none() | instants), max_size=4
)
lengths = st.integers(1, 72).map(lambda hours: timedelta(hours=hours))


def true_at_due(claim: Claim) -> bool:
    """Whether a claim is true when the part is due."""
    return (claim.start is None or claim.start <= DUE) and (claim.end is None or claim.end > DUE)


@given(claims, st.none() | lengths, lengths)
def test_a_part_is_in_its_window_exactly_if_all_it_says_is_true(
    spoken: list[Claim], expires: timedelta | None, late: timedelta
) -> None:
    """`not_before <= due_at < not_after` is the conjunction of the claims."""
    expires_at = DUE + expires if expires else None
    made = window(spoken, due_at=DUE, expires_at=expires_at, late=late)
    assert (made.not_before <= DUE < made.not_after) is all(map(true_at_due, spoken))
    assert made.holds(DUE) is all(map(true_at_due, spoken))


@given(claims, st.none() | lengths, lengths)
def test_the_earliest_bound_closes_the_window_and_names_the_reason(
    spoken: list[Claim], expires: timedelta | None, late: timedelta
) -> None:
    """Of equal ends untruth is named before an expiry, and an expiry before lateness."""
    expires_at = DUE + expires if expires else None
    made = window(spoken, due_at=DUE, expires_at=expires_at, late=late)
    ends = [(claim.end, 0, Expiry.UNTRUE) for claim in spoken if claim.end]
    ends += [(expires_at, 1, Expiry.EXPIRES)] if expires_at else []
    ends += [(DUE + late, 2, Expiry.LATE)]
    assert (made.not_after, made.expiry) == (min(ends)[0], min(ends)[2])


@given(claims, lengths)
def test_the_truth_window_is_the_claims_alone(spoken: list[Claim], late: timedelta) -> None:
    """Neither lateness nor the due time widens or narrows what is true."""
    made = window(spoken, due_at=DUE, expires_at=None, late=late)
    assert made.true_from == max((claim.start for claim in spoken if claim.start), default=None)
    assert made.true_until == min((claim.end for claim in spoken if claim.end), default=None)
    assert made.not_before == (made.true_from or DUE)


@given(claims, instants, lengths)
def test_a_started_part_is_true_in_the_moment_it_starts(spoken: list[Claim], now: datetime, late: timedelta) -> None:
    """Whatever the moment: inside the window, no claim is false."""
    made = window(spoken, due_at=DUE, expires_at=None, late=late)
    if made.not_before <= now < made.not_after:
        assert all((not claim.start or claim.start <= now) and (not claim.end or now < claim.end) for claim in spoken)


def test_a_part_that_claims_nothing_waits_for_its_time_and_then_for_the_late_rule() -> None:
    """Without claims the window is [due, due + late)."""
    made = window((), due_at=DUE, expires_at=None, late=timedelta(hours=2))
    assert (made.not_before, made.not_after, made.expiry) == (DUE, DUE + timedelta(hours=2), Expiry.LATE)
