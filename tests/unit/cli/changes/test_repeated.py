"""What `plan` told whole is counted by the commands that come after it, on the screen; JSON has it everywhere."""

from pathlib import Path

import pytest

from here import Here
from problem_fixtures import write

AT_NIGHT = "key,when,channel,text\none,2099-01-12 09:00,x,Good morning\ntwo,2099-01-13 09:00,x,Good evening\n"
COUNTED = "2 warnings; see them with  tminus plan"


@pytest.fixture
def desk(tmp_path: Path) -> Here:
    """A workspace in which two posts go out while their readers sleep."""
    change = {"config/campaigns/film.yaml": ("T-7 09:00", "2099-01-08 15:00")}
    write(tmp_path, {"edits": change, "files": {"config/posts/night.csv": AT_NIGHT}})
    (tmp_path / "home").mkdir()
    return Here(tmp_path, tmp_path / "home")


def test_each_look_at_the_files_tells_every_warning(desk: Here) -> None:
    """Validate, preview, plan."""
    for command in ("validate", "preview", "plan"):
        assert desk.tminus(command).err.count("warning[audience-asleep]") == 2


@pytest.mark.parametrize("command", [("apply", "--yes"), ("rehearse",)], ids=" ".join)
def test_what_comes_after_a_plan_counts_them(desk: Here, command: tuple[str, ...]) -> None:
    """In one line; `-v` and --json have them all."""
    ran = desk.tminus(*command)
    assert (ran.code, ran.err.count("warning[")) == (0, 0)
    assert ran.err.count(COUNTED) == 1
    assert desk.tminus(*command, "-v").err.count("warning[audience-asleep]") == 2
    assert desk.tminus(*command, "--json").codes == ["audience-asleep"] * 2


def test_who_is_asked_reads_them_before_the_question(desk: Here) -> None:
    """An apply without a saved plan is its own plan."""
    ran = desk.tminus("apply")
    assert (ran.code, ran.err.count("warning[audience-asleep]")) == (2, 2)
    assert COUNTED not in ran.err


def test_no_warning_is_lost_to_strictness(desk: Here) -> None:
    """With --strict they are errors, told whole, and nothing is applied."""
    ran = desk.tminus("apply", "--yes", "--strict")
    assert (ran.code, ran.err.count("error[audience-asleep]")) == (3, 2)
    assert desk.tminus("queue", "list", "--json").data["posts"] == []
