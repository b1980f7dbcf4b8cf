"""A daemon on another machine: all that two workspaces share is the database and what they say."""

from pathlib import Path

import pytest

from databases import Cluster
from driving import Desk, in_seconds, until
from here import Here
from scheduler.receiver import Receiver, read

WORKSPACE = """\
id: press
name: Press
zone: UTC
database: "${DATABASE_URL}"
"""
CHANNELS = "hook: {platform: x, destination: webhook, url: '${HOOK}', allow_private: [127.0.0.0/8]}\n"


@pytest.fixture
def two_desks(tmp_path: Path, postgresql: Cluster) -> tuple[Desk, Desk]:
    """Return two clones of a workspace with one database: each has a folder, a home and a lock file of its own."""
    url, desks = postgresql.database(), []
    for name in ("here", "far-away"):
        (tmp_path / name / "home").mkdir(parents=True)
        desk = Here(tmp_path / name / "press", tmp_path / name / "home")
        desk.write("config/workspace.yaml", WORKSPACE)
        desk.write(".env", f"DATABASE_URL={url}\nHOOK=http://127.0.0.1:9/hook\n")
        desk.channels(CHANNELS)
        desks.append(desk)
    return desks[0], desks[1]


def test_a_daemon_of_another_folder_is_seen_here(two_desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    """`status` says that it is alive, `apply` here has it send there, a second one is refused, and its end is seen."""
    here, there = two_desks
    with Receiver(tmp_path / "catch.jsonl", port=0) as sink:
        there.write(".env", (there.folder / ".env").read_text().replace("http://127.0.0.1:9/hook", sink.url("hook")))
        here.rows(f"one,{in_seconds(0)},hook,One")
        assert here.tminus("status", "--json").data["daemon"]["alive"] is False
        with there.started("run") as daemon:
            until(lambda: here.tminus("status", "--json").data["daemon"]["alive"])
            assert here.tminus("apply", "--yes").code == 0
            sent = daemon.until(event="attempt", key="posts/one/hook#1")
            assert sent["outcome"] == "delivered"
            seen = here.tminus("status", "--json").data
            assert seen["daemon"]["alive"] is True
            assert seen["daemon"]["pid"] == daemon.process.pid
            assert seen["counts"]["delivered"] == 1
            refused = here.tminus("run", "--json")
            assert (refused.code, refused.codes) == (7, ["daemon-running"])
            assert daemon.stop() == 0
        assert here.tminus("status", "--json").data["daemon"]["alive"] is False
    assert [line["key"] for line in read(tmp_path / "catch.jsonl")] == ["posts/one/hook#1"]
