"""What `tminus trigger` and `tminus doctor --online` say of a receiver in a bad state: what is wrong, and the cure."""

import socket
from collections.abc import Mapping
from pathlib import Path

import pytest

from driving import Desk
from here import Here
from scheduler.receiver import Answer, Receiver

CANARY = "c4nary-0123456789abcdef0123456789"
CHANNELS = """\
hook: {platform: bluesky, destination: webhook, url: "${HOOK_URL}", secret: "${HOOK_SECRET}",
  allow_private: [127.0.0.0/8], deadline: 2s}
slack: {platform: slack, destination: slack, url: "${HOOK_URL}", allow_private: [127.0.0.0/8]}
outside: {platform: x, destination: webhook, url: "${HOOK_URL}"}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A workspace whose channels lead to one address."""
    (tmp_path / "home").mkdir()
    desk = Here(tmp_path / "press", tmp_path / "home")
    desk.write("config/workspace.yaml", "id: press\nname: Press\nzone: UTC\n")
    desk.channels(CHANNELS)
    return desk


def leads_to(desk: Desk, url: str) -> None:
    """Let the channels lead to an address."""
    desk.write(".env", f"HOOK_URL={url}\nHOOK_SECRET={CANARY}\n").chmod(0o600)


def tried(desk: Desk, channel: str = "hook") -> tuple[int, str, str]:
    """Send a test post: the exit code, what is said to be wrong, and the cure; no word of it is a secret."""
    ran = desk.tminus("trigger", channel, "--yes", "--json")
    assert CANARY not in ran.out + ran.err
    (problem,) = ran.document["problems"]
    return ran.code, problem["message"], problem["hint"]


ANSWERS: Mapping[int, tuple[str, str]] = {
    302: ("the address has moved", "write the new address into HOOK_URL"),
    401: ("the secret or token is not accepted", "compare HOOK_SECRET with what the receiver has"),
    403: ("posting is forbidden", "HOOK_SECRET"),
    404: ("there is nothing at this address", "copy HOOK_URL from the receiver again"),
    410: ("the address is gone for good", "copy HOOK_URL from the receiver again"),
    422: ("the receiver does not take this post", "its own words say"),
    429: ("the receiver asks to slow down", "wait"),
    500: ("the receiver has a fault", "its log"),
}


@pytest.mark.parametrize("status", ANSWERS)
def test_an_answer_is_told_with_its_cure(desk: Desk, tmp_path: Path, status: int) -> None:
    """By its status, and the name behind which the thing to put right stands."""
    message, hint = ANSWERS[status]
    with Receiver(tmp_path / "journal", answer=lambda _: Answer(status=status, body=CANARY.encode()), port=0) as there:
        leads_to(desk, there.url(CANARY))
        code, said, cure = tried(desk)
    assert code == 6
    assert f"{status}: {message}" in said
    assert hint in cure


def test_slacks_own_words_are_told(desk: Desk, tmp_path: Path) -> None:
    """They say more than the status they come with."""
    with Receiver(tmp_path / "journal", answer=lambda _: Answer(status=404, body=b"no_service"), port=0) as there:
        leads_to(desk, there.url(CANARY))
        _, said, cure = tried(desk, "slack")
    assert "the webhook was removed or switched off; make a new one" in said
    assert "HOOK_URL" in cure


def test_what_is_in_the_way_is_told_with_its_cure(desk: Desk, tmp_path: Path) -> None:
    """Nobody listens; no TLS there; a private address: by the test post and by the check-up alike."""
    with socket.socket() as probe, Receiver(tmp_path / "journal", port=0) as there:
        probe.bind(("127.0.0.1", 0))
        closed, open_ = f"http://127.0.0.1:{probe.getsockname()[1]}", there.url("").rstrip("/")
        for channel, url, message, hint in (
            ("hook", closed, "the connection was refused", "start the receiver, or put right the host and port"),
            ("hook", open_.replace("http", "https"), "the port does not speak TLS", "write http:// in place"),
            ("outside", open_, "blocked address: 127.0.0.1 is this machine", "allow_private"),
        ):
            leads_to(desk, f"{url}/{CANARY}")
            code, said, cure = tried(desk, channel)
            assert (code, message in said, hint in cure) == (6, True, True), said
            ran = desk.tminus("doctor", "--online", "--json")
            checks = {each["name"]: each for each in ran.data["checks"]}
            found = checks[f"reach {channel}"]
            assert (ran.code, found["verdict"]) == (6, "fail")
            assert message in found["message"]
            assert found["hint"] == cure
            assert CANARY not in ran.out + ran.err


@pytest.mark.parametrize(
    ("env", "code", "message", "hint"),
    [
        (None, "secret-missing", "HOOK_URL is not set", "add a line HOOK_URL=... to .env"),
        ("HOOK_URL=\n", "secret-missing", "HOOK_URL is not set", "add a line HOOK_URL=... to .env"),
        ("HOOK_URL=hooks.example/x\n", "secret-invalid", "an address starts with https://", "put it right in .env"),
        ("HOOK_URL=https://h.example/x\nHOOK_SECRET=whsec_@@\n", "secret-invalid", "base64", "put it right in .env"),
    ],
    ids=["no file", "empty", "no address", "no key"],
)
def test_a_secret_that_cannot_be_used_is_told_with_its_cure(
    desk: Desk, env: str | None, code: str, message: str, hint: str
) -> None:
    """Nothing is sent, and the check-up says the same; the value is never repeated."""
    if env is not None:
        desk.write(".env", env).chmod(0o600)
    ran = desk.tminus("trigger", "hook", "--yes", "--json")
    assert (ran.code, ran.codes[0]) == (3, code)
    assert message in ran.document["problems"][0]["message"]
    assert hint in ran.document["problems"][0]["hint"]
    checks = {each["name"]: each for each in desk.tminus("doctor", "--json").data["checks"]}
    assert message in checks["channel hook"]["message"]
    assert hint in checks["channel hook"]["hint"]


def test_a_receiver_that_says_nothing_is_told_as_not_known(desk: Desk, tmp_path: Path) -> None:
    """It may have arrived: who tries again has to look there first."""
    with Receiver(tmp_path / "journal", answer=lambda _: Answer(drop=True), port=0) as there:
        leads_to(desk, there.url(CANARY))
        code, said, cure = tried(desk)
    assert code == 6
    assert said.startswith("Nobody knows whether the test post reached")
    assert cure == "look there before you send another one"
