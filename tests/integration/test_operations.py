"""What a person does about posts and channels that nothing else will move, by the installed command."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from driving import Desk, OtherReceiver, in_seconds, until
from here import Here

WEBHOOK = "{}: {{platform: x, destination: webhook, url: '${{HOOK}}', allow_private: [127.0.0.0/8]}}\n"


class Moody:
    """A receiver that answers as it is told; `got` are the keys that came."""

    def __init__(self) -> None:
        self.other = OtherReceiver()
        self.status = 200
        handler = self.other.server.RequestHandlerClass
        answer = handler.send_response
        handler.send_response = lambda this, code: answer(this, code if self.status == 200 else self.status)

    @property
    def got(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.other.got]


@pytest.fixture
def moody() -> Iterator[Moody]:
    moody = Moody()
    yield moody
    moody.other.server.shutdown()
    moody.other.server.server_close()


@pytest.fixture
def desk(tmp_path: Path, moody: Moody) -> Desk:
    """A workspace with one channel and a post that is due."""
    (tmp_path / "home").mkdir()
    desk = Here(tmp_path / "press", tmp_path / "home")
    desk.write("config/workspace.yaml", "id: press\nname: Press\nzone: UTC\n")
    desk.channels(WEBHOOK.format("hook"))
    desk.write(".env", f"HOOK={moody.other.url}/CANARY-in-the-path?token=CANARY-in-the-query\n")
    desk.rows(f'one,{in_seconds(0)},hook,"first\n---\nsecond"')
    assert desk.tminus("apply", "--yes").code == 0
    return desk


def run_once(desk: Desk, **wanted: object) -> None:
    """Let the daemon run until it tells of something."""
    with desk.started("run") as daemon:
        daemon.until(**wanted)
        assert daemon.stop() == 0


def states(desk: Desk) -> list[str]:
    [post] = desk.tminus("queue", "list", "--json").data["posts"]
    return [part["state"] for part in post["parts"]]


def test_a_refused_channel_is_loud_and_comes_back(desk: Desk, moody: Moody) -> None:
    """It is paused with a reason and the way back, where the daemon talks and in status; resume sends the rest."""
    moody.status = 410
    with desk.started("run") as daemon:
        told = daemon.until(event="paused")
        assert told["key"] == "channel:hook"
        assert told["reason"].startswith("410: ")
        daemon.stop()
    shown = desk.tminus("status", "--json")
    assert shown.code == 6
    assert shown.codes == ["channel-paused"]
    assert "410" in shown.document["problems"][0]["message"]
    assert "queue resume channel:hook" in shown.document["problems"][0]["hint"]
    assert "The channel hook is paused" in desk.tminus("status").err
    moody.status = 200
    assert desk.tminus("queue", "resume", "channel:hook", "--json").data == {
        "channel": "hook",
        "paused": False,
        "was_paused": True,
    }
    run_once(desk, event="attempt", key="posts/one/hook#2")
    assert states(desk) == ["delivered", "delivered"]
    assert desk.tminus("status", "--json").code == 0


def test_a_channel_is_paused_by_hand_and_stays_so(desk: Desk, moody: Moody) -> None:
    """A pause outlives the daemon, is said and is no failure; nothing is sent meanwhile."""
    assert desk.tminus("queue", "pause", "channel:hook").code == 0
    with desk.started("run") as daemon:
        until(lambda: desk.tminus("status", "--json").data["daemon"]["alive"])
        daemon.stop()
    shown = desk.tminus("status", "--json")
    assert (shown.code, shown.codes) == (0, ["channel-paused"])
    assert moody.got == []
    assert desk.tminus("queue", "resume", "channel:hook").code == 0
    run_once(desk, event="attempt", key="posts/one/hook#2")
    assert len(moody.got) == 2


def test_a_rehearsal_says_why_a_paused_channel_sends_nothing(desk: Desk) -> None:
    """A rehearsal plays the queue as it is; that a channel is paused in it is said, not left to be guessed."""
    desk.tminus("queue", "pause", "channel:hook")
    played = desk.tminus("rehearse", "--json")
    assert (played.code, played.codes) == (6, ["channel-paused"])
    assert played.data["summary"]["expired"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("pause", "channel:hok"), 2, "channel-unknown"),
        (("resume", "hook"), 2, "channel-expected"),
        (("resolve", "posts/one/hook", "sent"), 1, "not-unknown"),
        (("resolve", "posts/one/hook", "not-sent", "--id", "7"), 2, "id-refused"),
        (("resolve", "posts/won/hook", "sent"), 2, "select-empty"),
        (("retry", "posts/one/hook#1"), 1, "not-failed"),
    ],
)
def test_what_cannot_be_done_is_said(desk: Desk, arguments: tuple[str, ...], code: int, problem: str) -> None:
    """A wrong name or a post in another state is one clear problem, and changes nothing."""
    ran = desk.tminus("queue", *arguments, "--json")
    assert (ran.code, ran.codes) == (code, [problem])
    assert states(desk) == ["scheduled", "scheduled"]


@pytest.mark.parametrize(
    ("verdict", "sent_again"), [(("sent", "--id", "42"), []), (("not-sent",), ["posts/one/hook#1"])]
)
def test_a_person_settles_an_unknown(desk: Desk, moody: Moody, verdict: tuple[str, ...], sent_again: list[str]) -> None:
    """`sent` goes on behind it, with the id for the next part to answer to; `not-sent` sends it again."""
    moody.status = 504
    run_once(desk, event="attempt", outcome="unknown")
    assert desk.tminus("status", "--json").codes == ["post-unknown"]
    assert desk.tminus("queue", "resolve", "posts/one/hook#1", *verdict).code == 0
    moody.status = 200
    run_once(desk, event="attempt", key="posts/one/hook#2")
    assert states(desk) == ["delivered", "delivered"]
    assert moody.got == ["posts/one/hook#1", *sent_again, "posts/one/hook#2"]
    assert (b'"in_reply_to":"42"' in moody.other.got[-1][1]) == (not sent_again)


def test_a_failed_post_is_tried_again_with_what_stopped_behind_it(desk: Desk, moody: Moody) -> None:
    """Retry brings the failed part and the rest of its thread back."""
    moody.status = 422
    run_once(desk, event="attempt", outcome="rejected")
    assert states(desk) == ["failed", "cancelled"]
    shown = desk.tminus("status", "--json")
    assert (shown.code, shown.codes) == (6, ["post-failed"])
    assert desk.tminus("queue", "retry", "posts/one/hook", "--json").data == {
        "key": "posts/one/hook#1",
        "state": "scheduled",
    }
    moody.status = 200
    run_once(desk, event="attempt", key="posts/one/hook#2")
    assert states(desk) == ["delivered", "delivered"]


def test_no_secret_is_told_or_kept(desk: Desk, moody: Moody) -> None:
    """A receiver's address is in no line the daemon prints and in no file it writes, least of all when it refuses."""
    moody.status = 403
    with desk.started("-v", "run") as daemon:
        told = daemon.until(event="paused")
        daemon.process.terminate()
        out, err = daemon.process.communicate(timeout=40)
    said = [str(told), out, err, desk.tminus("-v", "status").out, desk.tminus("log", "-v").out]
    kept = [path.read_bytes() for path in (desk.folder / ".tminus").iterdir() if path.is_file()]
    assert not any("CANARY" in text for text in said)
    assert not any(b"CANARY" in data for data in kept)
