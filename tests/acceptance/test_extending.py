"""The guides that add a platform, a destination and a kind of fact, followed to the letter in a copy of the tree."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from driving import ROOT, Desk
from printed import files, says, steps

GUIDES = ROOT / "docs" / "guide"
ANSWERS = """
from datetime import UTC, datetime
from scheduler.destinations import get
from scheduler.destinations.wire import Response
for status, body in ((201, b'{"post": {"id": "7"}}'), (201, b"{}"), (409, b"{}"), (403, b"")):
    response = Response(status=status, headers={}, body=body, cut=False, at=datetime.now(UTC))
    print(type(get("intranet").read(response)).__name__)
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program that a guide may change."""
    shutil.copytree(ROOT / "scheduler", tmp_path / "tree" / "scheduler", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "tree"


def followed(guide: str, desk: Desk, tree: Path) -> str:
    """Write the guide's files, run its commands, see what it prints; return everything they said."""
    text = (GUIDES / guide).read_text("utf-8")
    printed = files(text)
    assert printed, guide
    for name, content in printed.items():
        path = (tree if name.startswith("scheduler/") else desk.folder) / name
        assert name.startswith("config/") or not path.exists(), f"{guide} overwrites {path}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    said = ""
    for command, expected in steps(text):
        ran = run(shlex.split(command), desk, tree)
        says(ran, expected)
        said += ran
    assert said, guide
    return said


def run(words: list[str], desk: Desk, tree: Path) -> str:
    """Run a command of the copy; it ends well."""
    program = words.pop(0)
    assert program == "tminus"
    done = subprocess.run(
        [sys.executable, "-m", "scheduler.cli", *words],
        cwd=desk.folder,
        env={**desk.environment, "PYTHONPATH": str(tree), "INTRANET_URL": "http://127.0.0.1:1/hook"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_platform_is_added_by_its_guide(desk: Desk, tree: Path) -> None:
    """Its file is all it takes; the channel printed in the guide is valid."""
    followed("add-a-platform.md", desk, tree)
    (channel,) = re.findall(r"^staff: .*$", (GUIDES / "add-a-platform.md").read_text("utf-8"), re.MULTILINE)
    desk.rows("hello,2031-01-07 15:00,staff,Doors open")
    desk.channels(channel + "\n")
    assert "Doors open" in run(["tminus", "preview", "posts/hello/staff"], desk, tree)


def test_a_destination_is_added_by_its_guide(desk: Desk, tree: Path) -> None:
    """Its request is shown as the guide prints it, its address masked, and the guide's code reads the answers."""
    desk.rows("hello,2031-01-07 15:00,staff,Doors open")
    said = followed("add-a-destination.md", desk, tree)
    assert "/hook" not in said
    done = subprocess.run([sys.executable, "-c", ANSWERS], cwd=tree, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["Delivered", "Unknown", "Delivered", "Rejected"], done.stderr


def test_a_kind_of_fact_is_added_by_its_guide(desk: Desk, tree: Path) -> None:
    """It is found in an article with its proof, reviewed, valid in the file, and a template speaks it."""
    followed("add-a-fact-kind.md", desk, tree)
    facts = (desk.folder / "config/facts/harbour.yaml").read_text("utf-8")
    assert re.search(r"^  minutes: ['\"]?112", facts, re.MULTILINE), facts
    desk.rows()
    (spoken,) = re.findall(r"`(\{\{ facts.*?\.)`", (GUIDES / "add-a-fact-kind.md").read_text("utf-8"))
    desk.write("templates/long.j2", spoken + "\n")
    desk.write(
        "config/campaigns/harbour.yaml",
        "facts: ../facts/harbour.yaml\nchannels: [x]\nsteps:\n- {name: long, when: 2031-07-01 15:00, template: long}\n",
    )
    assert "112 minutes in the dark." in run(["tminus", "preview", "harbour/long/x"], desk, tree)
