"""`tminus explain`, and the line that leads to it."""

from pathlib import Path

import pytest

from here import Here
from scheduler.explanations import names


@pytest.fixture
def desk(tmp_path: Path) -> Here:
    (tmp_path / "home").mkdir()
    return Here(tmp_path, tmp_path / "home")


def test_a_code_is_explained_with_example_and_cure(desk: Here) -> None:
    """A person reads what it means and what to do, also with the brackets of the screen around it."""
    for typed in ("too-close", "warning[too-close]:", "[TOO-CLOSE]"):
        out = desk.tminus("explain", typed).out
        assert "less than five minutes apart" in out
        assert "Cure\nMove one of them" in out
        assert 'allow: {too-close: "why"}' in out


def test_without_a_code_all_are_listed_in_groups(desk: Here) -> None:
    """Each with what it means in a sentence, within 80 columns."""
    out = desk.tminus("explain").out
    assert [code for code in names() if f"  {code}" not in out] == []
    assert "Times  when posts go out" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_mistyped_code_is_suggested(desk: Here) -> None:
    """code-unknown: what was meant, exit code 2."""
    ran = desk.tminus("explain", "to-close")
    assert ran.code == 2
    assert 'error[code-unknown]: There is no problem "to-close"' in ran.err
    assert 'did you mean "too-close"?' in ran.err


def test_machines_read_the_same(desk: Here) -> None:
    """One document, for one code or for all."""
    (page,) = desk.tminus("explain", "too-close", "--json").data["problems"]
    assert (page["code"], page["severity"], page["allowable"]) == ("too-close", "warning", True)
    assert len(desk.tminus("explain", "--json").data["problems"]) == len(names())
