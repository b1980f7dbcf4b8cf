import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.workspace.sheet.formulas import guarded, unguarded

CELLS = st.text(st.one_of(st.sampled_from("='+-@\t\r"), st.characters()), max_size=8)


@given(CELLS)
def test_a_guard_comes_off_exactly_as_it_went_on(cell: str) -> None:
    """Whatever the cell is, apostrophes and formulas included."""
    assert unguarded(guarded(cell)) == cell


@given(CELLS)
def test_no_guarded_cell_begins_as_a_formula(cell: str) -> None:
    """The first character of what goes out is none that a spreadsheet runs."""
    assert guarded(cell)[:1] not in set("=+-@\t\r")


@pytest.mark.parametrize("cell", ["Hello", "'tis the season", "", "1-2", " =1"])
def test_what_is_no_formula_is_left_alone(cell: str) -> None:
    """Both ways."""
    assert guarded(cell) == unguarded(cell) == cell
