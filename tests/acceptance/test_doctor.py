"""What `tminus doctor` says of a workspace, and with which code it ends."""

import socket
from pathlib import Path
from typing import Any

import pytest

from driving import Desk, in_seconds
from here import Here
from scheduler.receiver import Receiver

CANARY = "c4nary-0123456789abcdef0123456789"
CHANNELS = """\
hook: {platform: bluesky, destination: webhook, url: "${HOOK_URL}", secret: "${HOOK_SECRET}",
  allow_private: [127.0.0.0/8]}
"""


@pytest.fixture
def sick(tmp_path: Path) -> Desk:
    """A workspace in which nothing is wrong yet."""
    (tmp_path / "home").mkdir()
    desk = Here(tmp_path / "press", tmp_path / "home")
    desk.write("config/workspace.yaml", "id: press\nname: Press\nzone: UTC\n")
    desk.channels(CHANNELS)
    env = desk.write(".env", f"HOOK_URL=http://127.0.0.1:9/{CANARY}\nHOOK_SECRET={CANARY}\n")
    env.chmod(0o600)
    return desk


def verdicts(desk: Desk, *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code, and each check by its name; no word of it is a secret."""
    ran = desk.tminus("doctor", "--json", *arguments)
    assert CANARY not in ran.out + ran.err
    assert ran.document["ok"] == (ran.code == 0)
    checks = {each["name"]: (each["verdict"], each["message"]) for each in ran.data["checks"]}
    assert all(each["hint"] for each in ran.data["checks"] if each["verdict"] != "ok")
    return ran.code, checks


def test_a_workspace_in_order_ends_with_0(sick: Desk) -> None:
    """Each secret is named with where it comes from; the environment wins over the file."""
    code, checks = verdicts(sick)
    assert code == 0
    assert {"clock", "zones", "python", "disk", "files", "templates", ".env", "database", "plan"} <= checks.keys()
    assert {verdict for name, (verdict, _) in checks.items() if name != "clock"} == {"ok"}
    assert "HOOK_URL from .env, HOOK_SECRET from .env" in checks["channel hook"][1]
    assert "http://127.0.0.1:9 (#" in checks["channel hook"][1]


def test_where_a_secret_comes_from_is_said(sick: Desk) -> None:
    """A value in the environment is the one in use, whatever stands in .env."""
    said = sick.tminus("doctor", HOOK_SECRET=f"{CANARY}-other").out
    assert "HOOK_URL from .env, HOOK_SECRET from the environment" in " ".join(said.split())
    assert CANARY not in said


def test_a_secret_that_is_not_set_ends_with_3(sick: Desk) -> None:
    """The line names it."""
    sick.write(".env", f"HOOK_URL=http://127.0.0.1:9/{CANARY}\n").chmod(0o600)
    code, checks = verdicts(sick)
    assert code == 3
    assert checks["channel hook"] == ("fail", "HOOK_SECRET is not set, and the channel hook needs it")


def test_an_env_file_that_others_may_read_is_a_warning(sick: Desk) -> None:
    """It stops nothing, but with --strict."""
    (sick.folder / ".env").chmod(0o644)
    code, checks = verdicts(sick)
    assert (code, checks[".env"][0]) == (0, "warn")
    assert verdicts(sick, "--strict")[0] == 3


def test_a_broken_file_ends_with_3(sick: Desk) -> None:
    """`validate` says what is wrong with it."""
    sick.write("config/campaigns/film.yaml", "channels: [nope]\n")
    code, checks = verdicts(sick)
    assert (code, checks["files"][0], checks["plan"][0]) == (3, "fail", "warn")


def test_posts_that_wait_while_no_daemon_runs_end_with_7(sick: Desk) -> None:
    """Nobody would send them."""
    sick.rows(f"hello,{in_seconds(3600)},hook,Hello")
    code, checks = verdicts(sick)
    assert (code, checks["plan"]) == (0, ("warn", "the queue does not have yet what the files say: add 1"))
    assert sick.tminus("apply", "--yes").code == 0
    code, checks = verdicts(sick)
    assert (code, checks["daemon"]) == (7, ("fail", "it is not running, and 1 posts wait"))


def test_a_receiver_out_of_reach_ends_with_6_but_only_online(sick: Desk) -> None:
    """Without --online no connection is made, and with it nothing is sent."""
    with socket.create_server(("127.0.0.1", 0)) as quiet:
        sick.write(".env", f"HOOK_URL=http://127.0.0.1:{quiet.getsockname()[1]}/{CANARY}\nHOOK_SECRET={CANARY}\n")
        quiet.settimeout(5)
        assert "reach hook" not in verdicts(sick)[1]
        assert verdicts(sick, "--online")[1]["reach hook"][0] == "ok"
        connection, _ = quiet.accept()
        assert connection.recv(100) == b""
        connection.close()
    code, checks = verdicts(sick, "--online")
    assert code == 6
    assert checks["reach hook"][1].endswith("the connection was refused")


def test_a_channel_that_is_paused_by_hand_is_a_warning(sick: Desk) -> None:
    """Somebody wanted it; one that its receiver refused is a failure (code 6)."""
    sick.rows(f"hello,{in_seconds(3600)},hook,Hello")
    assert sick.tminus("apply", "--yes").code == 0
    assert sick.tminus("queue", "pause", "channel:hook").code == 0
    _, checks = verdicts(sick)
    assert checks["posts"] == ("warn", "hook is paused (by hand)")


def test_for_people_each_line_has_its_sign_its_word_and_its_cure(sick: Desk) -> None:
    """Never by colour alone."""
    (sick.folder / ".env").chmod(0o644)
    said = sick.tminus("doctor", "--plain").out
    assert "+ ok    python" in said
    assert "! warn  .env" in said
    assert "> chmod 600 .env" in said
    assert CANARY not in said


def test_a_test_post_needs_a_yes_and_arrives(sick: Desk, tmp_path: Path) -> None:
    """It is public; it leaves no trace in the queue, and a paused channel is said to be paused."""
    with Receiver(tmp_path / "journal", port=0) as receiver:
        sick.write(".env", f"HOOK_URL={receiver.url(CANARY)}\nHOOK_SECRET={CANARY}\n")
        asked = sick.tminus("trigger", "hook")
        assert (asked.code, "--yes" in asked.err) == (2, True)
        done = sick.tminus("trigger", "hook", "--yes", "--json")
        assert (done.code, done.data["outcome"], done.data["status"]) == (0, "delivered", 200)
        assert done.data["text"].startswith("Test post from tminus, ")
        assert sick.tminus("queue", "list", "--json").data["posts"] == []
        sick.rows(f"hello,{in_seconds(3600)},hook,Hello")
        sick.tminus("apply", "--yes")
        sick.tminus("queue", "pause", "channel:hook")
        paused = sick.tminus("trigger", "hook", "--yes", "--json")
        assert (paused.code, paused.codes) == (0, ["channel-paused"])
    failed = sick.tminus("trigger", "hook", "--yes", "--json")
    assert (failed.code, failed.codes) == (6, ["channel-paused", "trigger-failed"])
    assert sick.tminus("trigger", "hok", "--json").codes == ["channel-unknown"]
    assert CANARY not in "".join(each.out + each.err for each in (asked, done, paused, failed))
