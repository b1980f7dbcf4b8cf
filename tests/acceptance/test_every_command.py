"""What holds for every command there is: one JSON document on every failure, no escape codes, 80 columns."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import pytest
from rich.cells import cell_len

from driving import Desk, Ran
from here import Here
from scheduler.cli.console.program import program

HARBOUR = Path(__file__).parents[1] / "cases" / "screens" / "harbour"
NOW = ("--at", "2026-11-12T12:00")
LATELY = ("--at", "2026-11-19T16:00")
KEY = "quiet-harbour/a-week-to-go/x"
COMMANDS: Mapping[str, Sequence[str]] = {
    "apply": ("--yes", *NOW),
    "catch": (),
    "completion": ("bash",),
    "demo": (),
    "doctor": (),
    "explain": ("too-close",),
    "export csv": (),
    "export ics": (),
    "export json": (),
    "facts extract": ("config/articles/quiet-harbour.txt",),
    "facts review": (),
    "import csv": ("config/posts/weekly-notes.csv", *NOW),
    "init": ("config",),
    "log": (),
    "measure": ("--platform", "x", "海辺の便り 🧵"),
    "plan": LATELY,
    "preview": NOW,
    "queue approve": (KEY,),
    "queue cancel": (KEY, "--yes"),
    "queue list": (),
    "queue move": (KEY, "2026-11-20 15:00", *NOW),
    "queue pause": (KEY,),
    "queue release": (KEY,),
    "queue resolve": (KEY, "sent"),
    "queue resume": (KEY,),
    "queue retry": (KEY,),
    "queue show": (KEY,),
    "rehearse": ("--as-approved", *NOW),
    "run": (),
    "schema": ("campaign",),
    "status": (),
    "trigger": ("x", "--yes"),
    "undo": ("--yes",),
    "validate": (),
    "version": (),
}
"""Every command, with what it needs to do something in a workspace whose names are wide."""
STAYS = frozenset({"run", "catch"})
"""Those that go on until they are stopped."""
AS_IT_IS = frozenset({"completion", "schema", "export csv", "export ics", "export json"})
"""Those whose lines are a file's, however long."""


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every command, by the words that are typed."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        else:
            yield " ".join((*before, name))


def one_document(ran: Ran) -> dict[str, object]:
    """Return the one document that was printed; without an escape code in it or beside it."""
    assert "\x1b" not in ran.out + ran.err
    document = json.loads(ran.out)
    assert set(document) == {"schema", "ok", "data", "problems"}
    assert document["ok"] is (ran.code in {0, 4}), (ran.code, document)
    for problem in document["problems"]:
        assert {"code", "severity", "file", "line", "column", "message", "hint"} <= set(problem)
    return dict(document)


@pytest.fixture
def nowhere(bare: Desk) -> Desk:
    return Here(bare.folder, bare.home)


WIDE = (
    ("config/workspace.yaml", "Harbour Press", "海辺出版 🧵 家族 👨‍👩‍👧 の長い名前"),
    ("config/channels.yaml", "@harbourpress", "@海辺出版🧵"),
    ("config/channels.yaml", "{platform: mastodon", "{handle: 海辺の便り👨‍👩‍👧, platform: mastodon"),
    ("config/facts/quiet-harbour.yaml", "The Quiet Harbour", "静かな港 🧵 と長い道のり"),
    ("config/campaigns/quiet-harbour.yaml", "[QuietHarbour]", "[海辺の便り]"),
)


@pytest.fixture
def wide(bare: Desk) -> Desk:
    """A workspace with a queue, where what people may write in their own letters is wide."""
    desk = Here(bare.folder, bare.home)
    shutil.copytree(HARBOUR, desk.folder, dirs_exist_ok=True)
    for name, old, new in WIDE:
        path = desk.folder / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))
    applied = desk.tminus("apply", "--yes", *NOW)
    assert applied.code == 0, applied.err
    return desk


def test_every_command_is_walked() -> None:
    """Whoever adds a command adds its row."""
    assert sorted(commands(program)) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_bad_usage_is_one_document(command: str, nowhere: Desk) -> None:
    """An option that is none, and words too many."""
    wrongs = [("--frobnicate",), ("a", "b", "c", "d", "e")]
    for wrong in wrongs[:1] if command == "measure" else wrongs:  # any words are a text to measure
        ran = nowhere.tminus(*command.split(), *wrong, "--json")
        document = one_document(ran)
        assert (ran.code, document["ok"]) in {(2, False), (3, False)}


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"demo", "init"}))
def test_without_a_workspace_and_with_a_broken_one_is_one_document(command: str, nowhere: Desk) -> None:
    """Nothing there, a file that is no YAML, and a queue that is none."""
    arguments = (*command.split(), *COMMANDS[command], "--json")
    if command not in STAYS or command == "run":
        one_document(nowhere.tminus(*arguments))
    shutil.copytree(HARBOUR, nowhere.folder, dirs_exist_ok=True)
    nowhere.write(".tminus/queue.db", "this is no database, " * 100)
    if command != "catch":
        one_document(nowhere.tminus(*arguments))
    nowhere.write("config/workspace.yaml", "{")
    nowhere.write("config/channels.yaml", "海辺: [")
    if command != "catch":
        one_document(nowhere.tminus(*arguments))


PLAIN: Sequence[Mapping[str, str]] = ({}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb", "FORCE_COLOR": "1"})


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - STAYS - {"demo"}))
def test_a_screen_fits_and_has_no_escape_code(command: str, wide: Desk) -> None:
    """Piped, without colour and on a dumb terminal, with wide names everywhere."""
    for environment in PLAIN:
        ran = wide.tminus(*command.split(), *COMMANDS[command], **environment, TMINUS_USER="海辺の編集者")
        assert "\x1b" not in ran.out + ran.err
        for line in "" if command in AS_IT_IS else (ran.out + ran.err).splitlines():
            assert cell_len(line) <= 80 or line.lstrip().startswith(("-->", "journal")), line
            if line.startswith(("│", "╭", "╰")):
                assert cell_len(line) == 80, line


@pytest.mark.parametrize("command", COMMANDS)
def test_its_help_fits(command: str, nowhere: Desk) -> None:
    """In 80 columns, without an escape code."""
    ran = nowhere.tminus(*command.split(), "--help", FORCE_COLOR="1", NO_COLOR="1")
    assert (ran.code, "\x1b" in ran.out) == (0, False)
    assert max(map(cell_len, ran.out.splitlines())) <= 80
