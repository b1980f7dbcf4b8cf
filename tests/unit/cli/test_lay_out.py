import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scheduler.cli.console.lay_out import laid_out, lines_of


@given(st.text("ab —…漢字 👍\n", max_size=120), st.integers(2, 40))
def test_no_line_is_wider_than_the_screen(words: str, cells: int) -> None:
    """Wide characters count two; no letter is lost."""
    lines = lines_of(words, cells)
    assert all(cell_len(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words.split())


@pytest.mark.parametrize(
    ("words", "cells", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("", 7, [""]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("a  b\n\nc", 9, ["a  b c"]),
    ],
)
def test_lines_break_at_blanks(words: str, cells: int, lines: list[str]) -> None:
    """A word stays whole where a line holds it."""
    assert lines_of(words, cells) == lines


def test_a_word_in_two_styles_stays_one_word() -> None:
    """The mark behind a proof does not fall into the next line."""
    lines = list(laid_out([("say ", "dim"), ("theatres", "bold"), (".", "dim")], 9))
    assert lines == [[("say", "dim")], [("theatres", "bold"), (".", "dim")]]
