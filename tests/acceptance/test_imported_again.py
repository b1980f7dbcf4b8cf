"""A sheet without keys and times that is imported, applied, edited and imported once more."""

import pytest

from driving import Desk

BEFORE = "2026-11-02T08:00"
OLD, NEW = "The trailer is out at last.", "The trailer is here at last!"


@pytest.fixture
def sheets(desk: Desk) -> Desk:
    """A workspace of rows alone, on one channel with free slots."""
    for path in (*(desk.folder / "config/campaigns").iterdir(), *(desk.folder / "config/posts").iterdir()):
        path.unlink()
    desk.channels("x: {platform: x, destination: catch, slots: [Mon-Fri 09:00]}\n")
    return desk


def planned(desk: Desk, *lines: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Import a sheet and plan: what becomes of each post, and the warnings of lost keys."""
    desk.write("plan.csv", "\n".join(lines) + "\n")
    assert desk.tminus("import", "csv", "plan.csv", "--yes").code == 0
    plan = desk.tminus("plan", "--at", BEFORE, "--json")
    assert plan.code == 0, plan.out
    lost = [each for each in plan.document["problems"] if each["code"] == "key-lost"]
    return {each["key"]: each["op"] for each in plan.data["changes"]}, lost


def test_a_row_with_a_title_stays_its_post_when_its_text_changes(sheets: Desk) -> None:
    """It keeps its key, its slot and its place in the queue."""
    assert planned(sheets, "Title,Channel,Copy", f"Trailer,x,{OLD}") == ({"posts/trailer/x": "add"}, [])
    assert sheets.tminus("apply", "--yes", "--at", BEFORE).code == 0
    assert planned(sheets, "Title,Channel,Copy", f"Trailer,x,{NEW}") == ({"posts/trailer/x": "reword"}, [])


def test_a_row_with_nothing_but_its_text_is_told_to_be_new_when_that_changes(sheets: Desk) -> None:
    """Before it is applied: which key would have kept it the post it was."""
    planned(sheets, "Channel,Copy", f"x,{OLD}")
    assert sheets.tminus("apply", "--yes", "--at", BEFORE).code == 0
    changes, (problem,) = planned(sheets, "Channel,Copy", f"x,{NEW}")
    assert changes == {"posts/the-trailer-is-out-at-last/x": "cancel", "posts/the-trailer-is-here-at-last/x": "add"}
    assert problem["severity"] == "warning"
    assert problem["message"] == "1 post is new because its text changed"
    assert problem["hint"].endswith("the-trailer-is-out-at-last for the-trailer-is-here-at-last")
