from pathlib import Path

import pytest
from dotenv import set_key

from scheduler.workspace.dotenv_file import read_environment


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """What a server sets is never replaced by a file that was left lying around."""
    (tmp_path / ".env").write_text("\ufeffA=file\nexport B='two words'  # said\nEMPTY=\n", "utf-8")
    known, problems = read_environment(tmp_path, {"A": "environment"})
    assert dict(known) == {"A": "environment", "B": "two words", "EMPTY": ""}
    assert problems == ()


def test_nothing_in_a_value_is_replaced(tmp_path: Path) -> None:
    """A password may hold a dollar sign."""
    (tmp_path / ".env").write_text("A=secret\nB=x${A}$A\n", "utf-8")
    assert read_environment(tmp_path, {})[0]["B"] == "x${A}$A"


def test_no_problem_repeats_a_value(tmp_path: Path) -> None:
    """The line is named by its number only."""
    (tmp_path / ".env").write_text("A=1\n'hunter2\n", "utf-8")
    _, problems = read_environment(tmp_path, {})
    assert [str(problem.place) for problem in problems] == [".env:2:1"]
    assert "hunter2" not in str(problems)


def test_without_a_file_there_is_the_environment(tmp_path: Path) -> None:
    """.env is optional."""
    assert read_environment(tmp_path, {"A": "1"}) == ({"A": "1"}, ())


VALUES = ["a$b${C}`d`", "a#b # c", "a 'b' c", 'a "b" c', " a  b ", "a=b=c", "a\\nb", "é🧵", "https://h/x?a=b&c=%24#d"]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_round_trips_exactly_as_dotenv_writes_it(tmp_path: Path, value: str) -> None:
    """What `dotenv set` puts into the file comes out of it, character by character."""
    set_key(tmp_path / ".env", "A", value)
    known, problems = read_environment(tmp_path, {})
    assert (known["A"], problems) == (value, ())


def test_single_quotes_keep_everything_between_them(tmp_path: Path) -> None:
    """The form that people are told to use."""
    (tmp_path / ".env").write_text("A='a$b ${C} #d \"e\" \\\\f  '\n", "utf-8")
    assert read_environment(tmp_path, {})[0]["A"] == 'a$b ${C} #d "e" \\f  '
