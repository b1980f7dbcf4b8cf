"""The one way to change a state: checked against the whole table, pair by pair."""

import itertools

import pytest

from scheduler.model import TRANSITIONS, PartState
from scheduler.queue.transitions import move


@pytest.mark.parametrize(("source", "target"), list(itertools.product(PartState, PartState)))
def test_a_move_exists_exactly_where_the_table_has_it(source: PartState, target: PartState) -> None:
    """All 64 pairs: the lawful ones make a statement, the others cannot even be written (staying is no move)."""
    if target in TRANSITIONS[source] or source is target:
        assert "WHERE parts.state = " in str(move(target, source))
    else:
        with pytest.raises(ValueError, match=f"{source} to {target}"):
            move(target, source)


def test_one_unlawful_source_among_lawful_ones_is_refused() -> None:
    """A list of sources is checked whole."""
    with pytest.raises(ValueError, match="delivered"):
        move(PartState.SCHEDULED, PartState.FAILED, PartState.DELIVERED)


def test_a_move_from_everywhere_cannot_be_written() -> None:
    """Leaving the sources out is a mistake, not a wildcard."""
    with pytest.raises(ValueError, match="from somewhere"):
        move(PartState.SCHEDULED)


@pytest.mark.parametrize("target", [state for state in PartState if state is not PartState.SENDING])
def test_leaving_an_attempt_gives_its_lease_back(target: PartState) -> None:
    """Whatever it becomes, a part that is not being sent has no owner."""
    sources = [source for source in PartState if target in TRANSITIONS[source]]
    values = move(target, *sources).compile().params
    assert values["owner"] is None
    assert values["lease"] is None
