"""A text is shown to people as its readers see it; how it travels is for machines."""

import csv
import io
from pathlib import Path

import pytest

from here import Here
from problem_fixtures import write

CHANNELS = "news: {platform: slack, destination: catch}\n"
HEAD = "key,when,channel,text\n"


@pytest.fixture
def desk(tmp_path: Path) -> Here:
    """A workspace with one post queued for Slack, which writes `&` and `<` in its own way."""
    write(
        tmp_path, {"files": {"config/channels.yaml": CHANNELS, "config/posts/a.csv": f"{HEAD}{row('Salt & <Sand>')}"}}
    )
    (tmp_path / "config" / "campaigns" / "film.yaml").unlink()
    (tmp_path / "home").mkdir()
    desk = Here(tmp_path, tmp_path / "home")
    assert desk.tminus("apply", "--yes").code == 0
    return desk


def row(text: str) -> str:
    return f"one,2099-01-08 15:00,news,{text}\n"


def test_a_post_is_shown_as_it_is_read(desk: Here) -> None:
    """With the characters a person typed; JSON keeps those that are sent."""
    shown = desk.tminus("queue", "show", "posts/one").out
    assert "│ Salt & <Sand>" in shown
    assert "&amp;" not in shown
    (part,) = desk.tminus("queue", "show", "posts/one", "--json").data["parts"]
    assert part["text"] == "Salt &amp; &lt;Sand&gt;"


def test_a_change_is_shown_in_the_words_of_its_readers(desk: Here) -> None:
    """On the terminal and in a pull request."""
    desk.write("config/posts/a.csv", f"{HEAD}{row('Salt & <Sun>')}")
    for shown in (desk.tminus("plan").out, desk.tminus("plan", "--markdown").out):
        assert "Sun" in shown
        assert "&lt;" not in shown


def test_what_is_exported_for_people_is_as_it_is_read(desk: Here) -> None:
    """A row that is gone from the files comes back with the words it had, and so does a calendar's note."""
    (desk.folder / "config" / "posts" / "a.csv").unlink()
    (exported,) = csv.DictReader(io.StringIO(desk.tminus("export", "csv").out.removeprefix("\ufeff"), newline=""))
    assert exported["text"] == "Salt & <Sand>"
    assert "Salt & <Sand>" in desk.tminus("export", "ics").out
    (post,) = desk.tminus("export", "json").data["posts"]
    assert post["parts"][0]["text"] == "Salt &amp; &lt;Sand&gt;"
