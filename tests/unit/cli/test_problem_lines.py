"""Problems fit the screen, and their carets stand below what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scheduler.cli.console.problem_lines import problem_lines
from scheduler.errors import Place, Problem


def drawn(problem: Problem, source: str | None, width: int = 80) -> list[str]:
    """Return the lines as they are printed."""
    return ["".join(text for text, _ in line) for line in problem_lines(problem, source, width)]


@given(
    source=st.text("ab 日本:é{}", min_size=1, max_size=300).filter(lambda text: bool(text.strip())),
    start=st.integers(0, 299),
    length=st.integers(1, 80),
    hint=st.text("ab ", max_size=200),
)
def test_no_line_is_wider_than_the_screen(source: str, start: int, length: int, hint: str) -> None:
    """However long the line of the file and the hint are."""
    start = min(start, len(source.rstrip()) - 1)
    place = Place(file="a.yaml", line=7, column=start + 1)
    problem = Problem(code="some", message="It is " + "so " * 60, hint=hint, place=place, end_column=start + 1 + length)
    assert all(cell_len(line) <= 80 for line in drawn(problem, source))


@pytest.mark.parametrize("before", ["zone: ", "x: 1, " * 40 + "zone: ", "名前: 海の写真, zone: "])
def test_the_caret_stands_below_what_is_wrong(before: str) -> None:
    """Also where the line is shown from its middle, and behind wide characters."""
    source = f"{before}Europe/Berln, and: more of it, {'and more ' * 20}"
    place = Place(file="a.yaml", line=3, column=len(before) + 1)
    problem = Problem(code="zone", message="No", place=place, end_column=len(before) + 13)
    lines = drawn(problem, source)
    shown, caret = lines[3], lines[4]
    wrong = shown.index("Europe/Berln")
    assert caret.index("^") == cell_len(shown[:wrong])
    assert caret.count("^") == len("Europe/Berln")
