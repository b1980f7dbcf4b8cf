"""The installed daemon: what a hang-up changes, what it catches up with, and what it writes where nobody looks."""

import json
import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from driving import TMINUS, Desk, OtherReceiver, Running, in_seconds
from here import Here

HOOK = "{}: {{platform: x, destination: webhook, url: '${{HOOK}}', allow_private: [127.0.0.0/8]}}\n"


@pytest.fixture
def receiver() -> Iterator[OtherReceiver]:
    receiver = OtherReceiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


@pytest.fixture
def desk(tmp_path: Path, receiver: OtherReceiver) -> Desk:
    """A workspace with one channel."""
    (tmp_path / "home").mkdir()
    desk = Here(tmp_path / "press", tmp_path / "home")
    desk.write("config/workspace.yaml", "id: press\nname: Press\nzone: UTC\nlate: {send_if_under: 2h}\n")
    desk.channels(HOOK.format("hook"))
    desk.write(".env", f"HOOK={receiver.url}\n").chmod(0o600)
    desk.rows(f"later,{in_seconds(900)},hook,Later", f"now,{in_seconds(0)},hook,Now")
    assert desk.tminus("apply", "--yes").code == 0
    return desk


def reloaded(daemon: Running, event: str) -> dict[str, object]:
    daemon.process.send_signal(signal.SIGHUP)
    return daemon.until(event=event)


def test_a_hang_up_reads_the_channels_again(desk: Desk, receiver: OtherReceiver) -> None:
    """A new address and a new channel count at once; what is told names settings, and no secret."""
    with desk.started("run") as daemon:
        daemon.until(event="attempt", key="posts/now/hook#1")
        desk.write(".env", f"HOOK={receiver.url}/CANARY-0123456789\n")
        desk.channels(HOOK.format("hook") + HOOK.format("extra"))
        told = reloaded(daemon, "reloaded")
        desk.rows(f"later,{in_seconds(900)},hook,Later", f"more,{in_seconds(0)},extra,More")
        assert desk.tminus("apply", "--yes").code == 0
        daemon.until(event="attempt", key="posts/more/extra#1", outcome="delivered")
        assert daemon.stop() == 0
    assert sorted(told["changes"]) == ["extra is new", "hook has another address"]  # type: ignore[call-overload]
    assert "CANARY" not in json.dumps(told)


@pytest.mark.parametrize(
    ("channels", "word"),
    [("hook: {platform: nowhere, destination: webhook}\n", "nowhere"), ("{", ""), ("{}\n", "hook")],
)
def test_a_reload_that_cannot_be_used_changes_nothing(desk: Desk, channels: str, word: str) -> None:
    """A typo, half a file, a channel for which posts wait: it says so, and goes on sending as it did."""
    good = (desk.folder / "config/channels.yaml").read_text()
    with desk.started("run") as daemon:
        daemon.until(event="attempt", key="posts/now/hook#1")
        desk.channels(channels)
        assert word in str(reloaded(daemon, "reload-refused")["reasons"])
        desk.channels(good)
        desk.rows(f"later,{in_seconds(900)},hook,Later", f"more,{in_seconds(0)},hook,More")
        assert desk.tminus("apply", "--yes").code == 0
        desk.channels("{")
        daemon.until(event="attempt", key="posts/more/hook#1", outcome="delivered")
        assert daemon.stop() == 0


def test_what_was_due_meanwhile_is_told_once_it_is_over(desk: Desk) -> None:
    """Sent late or expired and why: in the stream, and in `status` for whoever comes later."""
    ago = datetime.now(UTC) - timedelta(minutes=90)
    desk.rows(f"late,{ago.isoformat()},hook,Late", f"gone,{(ago - timedelta(hours=1)).isoformat()},hook,Gone")
    assert desk.tminus("apply", "--yes", "--at", (ago - timedelta(hours=2)).isoformat()).code == 0
    with desk.started("run") as daemon:
        told = daemon.until(event="caught-up")
        assert daemon.stop() == 0
    assert told["counts"] == {"delivered": 1, "expired": 1}
    assert told["expired"] == {"late": 1}
    status = desk.tminus("status", "--json").data
    assert status["catch_up"]["counts"] == told["counts"]
    assert status["lateness"]["deliveries"] == 1
    assert status["lateness"]["p50_ms"] > 80 * 60 * 1000


def test_where_nobody_looks_every_line_is_json(desk: Desk) -> None:
    """Into files, without a flag: one object a line with its time and level, on both streams."""
    with subprocess.Popen(
        [TMINUS, "run"],
        cwd=desk.folder,
        env=desk.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        line = json.loads(process.stdout.readline())
        process.terminate()
        _, talk = process.communicate(timeout=40)
    assert list(line)[:3] == ["time", "level", "event"]
    assert (line["event"], line["level"], line["key"]) == ("attempt", "info", "posts/now/hook#1")
    assert line["time"].endswith("Z")
    lines = [json.loads(each) for each in talk.splitlines()]
    assert [each["event"] for each in lines] == ["started", "stopped"]
