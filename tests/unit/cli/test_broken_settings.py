"""A workspace whose settings cannot be read: the one thing that is wrong is told, and nothing that follows from it."""

from pathlib import Path

import pytest

from here import Here
from problem_fixtures import write

AT_NIGHT = "key,when,channel,text\none,2099-01-11 03:00,x,Tomorrow we sail\n"
EVERY_KIND = (
    ("validate",),
    ("preview", "posts"),
    ("plan",),
    ("apply", "--yes"),
    ("status",),
    ("log",),
    ("undo",),
    ("queue", "list"),
    ("queue", "pause", "--all"),
    ("export", "csv"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Here:
    """A workspace with a queue, and a slip of the pen made since."""
    change = {"config/campaigns/film.yaml": ("T-7 09:00", "2099-01-08 09:00")}
    write(tmp_path, {"edits": change, "files": {"config/posts/night.csv": AT_NIGHT}})
    (tmp_path / "home").mkdir()
    desk = Here(tmp_path, tmp_path / "home")
    assert desk.tminus("apply", "--yes").code == 0
    assert len(desk.tminus("validate", "--json").codes) > 1
    settings = tmp_path / "config" / "workspace.yaml"
    settings.write_text(settings.read_text("utf-8").replace("zone: Europe/Berlin", "zone: Europe/Berlinn"), "utf-8")
    return desk


@pytest.mark.parametrize("arguments", EVERY_KIND, ids=" ".join)
def test_an_unknown_zone_is_the_one_problem(desk: Here, arguments: tuple[str, ...]) -> None:
    """No warning of an hour in a zone nobody chose, and the queue is not called somebody else's."""
    ran = desk.tminus(*arguments, "--json")
    assert (ran.code, ran.codes) == (3, ["zone-unknown"])


def test_a_check_up_does_not_blame_the_queue(desk: Here) -> None:
    """What was not looked at is said to be so."""
    said = {each["name"]: each["message"] for each in desk.tminus("doctor", "--json").data["checks"]}
    assert said["database"].startswith("not looked at")
