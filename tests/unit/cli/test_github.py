"""Annotations of a pull request."""

from pathlib import Path

from here import Here
from problem_fixtures import write
from scheduler.cli.console.github import annotations
from scheduler.errors import Place, Problem, Severity


def test_what_a_command_of_github_may_not_hold_is_escaped(tmp_path: Path) -> None:
    """Percent signs and line breaks everywhere, colons and commas in properties too."""
    place = Place(file="config/posts/a,b:c.csv", line=2, column=1)
    problem = Problem(code="time-past", message="100 % over,\nall: of it", severity=Severity.WARNING, place=place)
    (line,) = annotations([problem], tmp_path)
    _, properties, message = line.split("::", 2)
    assert message == "100 %25 over,%0Aall: of it"
    assert properties.startswith("warning file=")
    assert "a%2Cb%3Ac.csv,line=2,col=1,title=time-past" in properties


def test_validate_prints_one_at_each_place_counted_from_the_checkout(tmp_path: Path) -> None:
    """The path is that of the checkout, of which the workspace may be a folder."""
    write(tmp_path / "press", {"edits": {"config/workspace.yaml": ("Europe/Berlin", "Europe/Berln")}})
    (tmp_path / "home").mkdir()
    desk = Here(tmp_path, tmp_path / "home")
    ran = desk.tminus("validate", "-w", "press", "--format", "github")
    assert ran.code == 3
    assert ran.out.splitlines()[0].startswith(
        "::error file=press/config/workspace.yaml,line=2,col=7,endColumn=19,title=zone-unknown::"
    )
    elsewhere = desk.tminus("validate", "-w", "press", "--format", "github", GITHUB_WORKSPACE=str(tmp_path / "press"))
    assert "::error file=config/workspace.yaml," in elsewhere.out
