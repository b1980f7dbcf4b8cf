"""The page on architecture against the tree it describes."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
INSIDE = PAGE.partition("## Inside the sending half")[2].partition("## Where a change lands")[0]
ROOMS = sorted(path.parent for path in (ROOT / "scheduler").glob("*/__init__.py"))


def names(text: str) -> set[str]:
    """Return what stands in code marks, without a slash at its end."""
    return {
        name.strip("/") for each in re.findall(r"`([\w/.]+)`", text) for name in (each, each.strip("/").split("/")[-1])
    }


def test_every_room_is_in_the_house() -> None:
    """With its folder's name."""
    assert {room.name for room in ROOMS} <= names(PAGE.partition("## Inside")[0])


@pytest.mark.parametrize("room", ["queue", "delivery", "daemon"])
def test_every_file_of_the_sending_half_is_named(room: str) -> None:
    """A file that moved, came or went is put right on the page."""
    files = {path.stem for path in (ROOT / "scheduler" / room).rglob("*.py") if "versions" not in path.parts}
    assert files - {"__init__"} <= names(INSIDE)


def test_every_sub_folder_is_named() -> None:
    """Of facts, plan, queue, workspace and the console."""
    folders = {
        folder.parent.name
        for room in ("facts", "plan", "queue", "workspace", "cli/console")
        for folder in (ROOT / "scheduler" / room).glob("*/__init__.py")
    }
    assert folders <= names(PAGE)
