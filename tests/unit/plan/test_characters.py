"""Where a character stands that nobody sees."""

import pytest

from scheduler.errors import Place, Problem
from scheduler.plan.characters import Written, located

FOUND = Problem(code="character-invalid", message="U+FEFF", place=Place(file="film.yaml", line=5, column=3))
TEMPLATE = Place(file="hello.j2", line=1, column=1)
ROW = Place(file="a.csv", line=7, column=1)
FACT = Place(file="facts.yaml", line=3, column=10)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ([Written("Hi\ufeff", TEMPLATE)], "hello.j2:1:3"),
        ([Written("One\r\ntwo\rthree\n\ufeff", TEMPLATE)], "hello.j2:4:1"),
        ([Written("Hi", TEMPLATE), Written('a,"\n\n\ufeffB"\n', ROW)], "a.csv:9:1"),
        ([Written("Hi", TEMPLATE), Written("One\n\ufeff", FACT, is_source=False)], "facts.yaml:3:10"),
        ([Written("Hi", TEMPLATE)], "film.yaml:5:3"),
        ([], "film.yaml:5:3"),
    ],
)
def test_it_is_found_where_a_person_wrote_it(written: list[Written], place: str) -> None:
    """In the first text that has it, by line and column where the text is the file's; else where the problem was."""
    assert str(located(FOUND, "\ufeff\x00", lambda: written).place) == place


def test_any_other_problem_stays_where_it_is() -> None:
    """Only this one is about a character."""
    other = Problem(code="links-over", message="too many", place=FACT)
    assert located(other, "\ufeff", lambda: [Written("\ufeff", TEMPLATE)]) == other
