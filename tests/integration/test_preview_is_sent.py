"""What a preview shows is what is sent, byte for byte: its requests against the receiver's journal."""

import hashlib
import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from driving import ROOT
from scheduler import workspace
from scheduler.cli import main
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.options import Options
from scheduler.cli.console.rehearsal.rehearsal import Rehearsal
from scheduler.cli.console.sample import DEMO_STARTS, SampleDates, make_workspace

PLATFORMS = {
    "x": "x",
    "bluesky": "bluesky",
    "mastodon": "mastodon",
    "threads": "threads",
    "linkedin": "linkedin",
    "discord": "discord",
    "slack": "slack",
    "telegram": "telegram",
}
ON_THE_DAY = {"last-hours": "T-3h", "out-now": "T+0"}
ZONES = ("America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
NOW = DEMO_STARTS - timedelta(days=30)


def every_template(folder: Path, zone: str) -> Path:
    """Make a workspace that posts every template of the library on many platforms."""
    make_workspace(folder, workspace_id="every", dates=SampleDates(days=0))
    shutil.rmtree(folder / "config" / "posts")
    shutil.copytree(ROOT / "templates", folder / "templates", dirs_exist_ok=True)
    channels = "".join(f"{name}: {{platform: {each}, destination: catch}}\n" for name, each in PLATFORMS.items())
    (folder / "config" / "channels.yaml").write_text(channels)
    names = sorted(path.stem for path in (folder / "templates").glob("*.j2"))
    steps = "".join(
        f"- {{name: {name}, when: {ON_THE_DAY.get(name, f'T-{number} 09:00')}, template: {name}, "
        'thread: {number: n/m}, true_until: "2028-01-01T00:00Z"}\n'
        for number, name in enumerate(names, start=1)
    )
    (folder / "config" / "campaigns" / "quiet-harbour.yaml").write_text(
        "facts: ../facts/quiet-harbour.yaml\n"
        f'event: {{release: release, time: "09:00", zone: {zone}}}\n'
        f"channels: [{', '.join(PLATFORMS)}]\n"
        "tags: [QuietHarbour]\n"
        "link: https://example.org/quiet-harbour\n"
        "image: https://example.org/lamp.jpg\n"
        "alt: The lamp at dusk\n"
        f"steps:\n{steps}"
    )
    return folder


def previewed(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return the posts of `preview --wire --json`."""
    assert main(["preview", "--wire", "--json", "-w", str(folder), "--at", NOW.isoformat()]) == 0
    posts: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["data"]["posts"]
    return posts


@pytest.mark.parametrize("zone", ZONES)
def test_every_request_of_a_preview_arrives_as_it_was_shown(
    zone: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For every template, on eight platforms, in three zones: same content hash in the queue, same bytes received."""
    folder = every_template(tmp_path / "press", zone)
    shown = previewed(folder, capsys)
    desk = Desk(options=Options(), workspace=workspace.load(folder, {}), now=NOW)
    plan, _ = desk.plan()
    (tmp_path / "rehearsal").mkdir()
    rehearsal = Rehearsal(desk, tmp_path / "rehearsal")
    with rehearsal.prepared(plan):
        list(rehearsal.happenings())
        sent = {post.key: post for post in rehearsal.posts()}
        received = {str(line["key"]): line["hash"] for line in rehearsal.caught()}

    assert {post["key"]: post["content_hash"] for post in shown} == {
        key: post.content_hash for key, post in sent.items()
    }
    assert all(datetime.fromisoformat(post["due_at"]) == sent[post["key"]].due_at for post in shown)
    differing = []
    for post in shown:
        bodies = [request["body"] for request in post["requests"]]
        assert len(bodies) == len(post["parts"])
        for part, shown_body in zip(post["parts"], bodies, strict=True):
            body = shown_body
            for before in sent[post["key"]].parts[: part["part"] - 1]:  # what their receiver called the parts before
                body = body.replace(f"(id-of-part-{before.number})", before.receipt or "")
            if hashlib.sha256(body.encode()).hexdigest() != received.get(part["key"]):
                differing.append(part["key"])
    assert differing == []
    assert len(received) == sum(len(post["parts"]) for post in shown)
