"""A plan as a comment, and corrections as rows."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler import workspace
from scheduler.cli.console.changes.drafts import rows, write_drafts
from scheduler.cli.console.changes.pull_request import escaped, escaped_html, fenced, pull_request
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.options import Options
from scheduler.cli.console.sample import SampleDates, make_workspace
from scheduler.errors import UsageError
from scheduler.model import Change, Op, Plan, Post
from scheduler.plan import Correction

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
DRAFT = Correction(
    of=("film/week/x",),
    key="correct-week",
    channels=("x", "bluesky"),
    text='On "Friday",\nnot Thursday',
    reason="moved",
    link="https://example.org/film",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The sample workspace."""
    folder = tmp_path_factory.mktemp("plan") / "press"
    make_workspace(folder, workspace_id="press", dates=SampleDates(days=0))
    return Desk(options=Options(), workspace=workspace.load(folder, {}), now=NOW)


def reworded(desk: Desk, text: str) -> Plan:
    """Return the plan that gives a post another text and another time."""
    before = desk.drafted.posts[0]
    content = replace(before.parts[0].content, text=text)
    after: Post = replace(
        before, due_at=before.due_at + timedelta(days=1), parts=(replace(before.parts[0], content=content),)
    )
    change = Change(op=Op.RETIME, key=before.key, before=before, after=after, reason="release | moved @ana <b>")
    return Plan(revision=1, files="f", at=NOW, changes=(change,))


def test_a_comment_has_the_counts_the_table_and_the_words(desk: Desk) -> None:
    """Collapsible, both clocks, the old time struck out, the words as a diff; and no word of when it was made."""
    plan = reworded(desk, "Another text")
    made = pull_request(plan, desk, (), (DRAFT,))
    assert made.startswith("### tminus plan\n\n**Plan: 0 to add, 1 to change, 0 to cancel.**\n")
    assert "<del>" in made
    assert "New York = " in made
    assert "+ Another text" in made
    assert "- ⏳" in made
    assert "Corrections to consider" in made
    assert made.count("<details") == made.count("</details>")
    later = Desk(options=Options(), workspace=desk.workspace, now=NOW + timedelta(days=9))
    assert pull_request(plan, later, (), (DRAFT,)) == made


def test_what_people_wrote_is_neither_markup_nor_a_mention(desk: Desk) -> None:
    """A reason cannot end its cell, call a colleague or open an element; a text cannot close its fence."""
    made = pull_request(reworded(desk, "````\n@team <script> | x"), desk, (), ())
    (row,) = [line for line in made.splitlines() if line.startswith("| 🕒")]
    assert row.count("|") == 5
    assert "@" not in row
    assert "<b>" not in row
    fence = next(line for line in made.splitlines() if line.endswith("diff"))
    assert fence == "`````diff"


@pytest.mark.parametrize(
    "text", ["a|b", "<b>", "@ana", "`c`", "*x*", "_y_", "[l](javascript:x)", "#12", "a\nb", "&lt;"]
)
def test_every_sign_that_means_something_is_written_as_its_number(text: str) -> None:
    """In a cell and inside an element alike."""
    for made in (escaped(text), escaped_html(text)):
        assert not set(made.replace("&#", "")) & set("|<>@`*_[]\n")
    assert fenced("x```y")[0] == "````"


def test_rows_of_corrections_are_what_config_posts_takes(tmp_path: Path) -> None:
    """Key, time on the workspace's clock, channels, text with its line breaks; a file that exists is left alone."""
    path = tmp_path / "corrections.csv"
    write_drafts(path, [DRAFT], NOW, "Europe/Berlin")
    (row,) = csv.DictReader(io.StringIO(path.read_text()))
    assert row == {
        "key": "correct-week",
        "when": "2026-11-01 10:30",
        "channel": "x;bluesky",
        "text": DRAFT.text,
        "link": DRAFT.link,
    }
    assert path.read_text() == rows([DRAFT], NOW, "Europe/Berlin")
    for taken in (path, tmp_path):
        with pytest.raises(UsageError) as caught:
            write_drafts(taken, [DRAFT], NOW, "Europe/Berlin")
        assert caught.value.problems[0].code == "corrections-unwritable"
