"""From a row of a spreadsheet to a receiver, through the real daemon."""

import json
import os
import signal
import socket

import pytest
from standardwebhooks import Webhook

from driving import Desk, OtherReceiver, in_seconds

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
WEBHOOK = """\
hook:
  platform: bluesky
  destination: webhook
  url: "${HOOK_URL}"
  secret: "${HOOK_SECRET}"
  allow_private: [127.0.0.0/8]
"""


@pytest.fixture
def hooked(desk: Desk, other_receiver: OtherReceiver) -> Desk:
    """A workspace whose one channel is a generic webhook to a receiver of another make."""
    desk.channels(WEBHOOK)
    desk.write(".env", f"HOOK_URL={other_receiver.url}\nHOOK_SECRET={SECRET}\n")
    return desk


def test_a_row_due_soon_arrives_signed_at_a_receiver_of_another_make(
    hooked: Desk, other_receiver: OtherReceiver
) -> None:
    """The generic webhook's body, headers and signature are what the contract says, to an independent verifier."""
    hooked.rows(f'hello,{in_seconds(2)},hook,"Hello & <welcome> 👋 https://example.org/a"')
    assert hooked.tminus("apply", "--yes").code == 0
    with hooked.started("run") as daemon:
        told = daemon.until(event="attempt", key="posts/hello/hook#1")
        assert daemon.stop() == 0
    assert told["outcome"] == "delivered"
    assert told["receipt"] == "77"
    [(headers, body)] = other_receiver.got
    assert Webhook(SECRET).verify(body, headers)["type"] == "post.part"
    sent = json.loads(body)
    assert list(sent) == [
        *("type", "key", "post", "campaign", "step", "channel", "platform", "part", "parts", "content_hash"),
        *("text", "entities", "link", "image", "due_at", "not_after", "in_reply_to"),
    ]
    assert headers["webhook-id"] == sent["key"] == "posts/hello/hook#1"
    assert headers["tminus-attempt"] == "1"
    assert sent["text"] == "Hello & <welcome> 👋 https://example.org/a"
    [link] = sent["entities"]
    assert sent["text"][link["start"] : link["end"]] == link["text"] == "https://example.org/a"
    assert sent["text"].encode()[link["byte_start"] : link["byte_end"]].decode() == link["text"]


def test_the_queue_and_the_log_show_what_happened(hooked: Desk) -> None:
    """After a delivery the queue list, the log and the status tell the same story, in the shapes of the contract."""
    hooked.rows(f"hello,{in_seconds(1)},hook,Hello")
    hooked.tminus("apply", "--yes")
    with hooked.started("run") as daemon:
        daemon.until(event="attempt")
        daemon.stop()
    [post] = hooked.tminus("queue", "list", "--json").data["posts"]
    assert list(post) == [
        *("key", "campaign", "step", "channel", "platform", "state", "due_at", "zone", "not_before", "not_after"),
        *("held", "content_hash", "file", "line", "parts", "overrides", "approvals_required", "approvals"),
    ]
    assert (post["state"], post["file"], post["line"]) == ("delivered", "config/posts/posts.csv", 2)
    [part] = post["parts"]
    assert list(part) == ["key", "part", "state", "text", "ready_at", "attempts", "receipt", "reason"]
    assert (part["attempts"], part["receipt"]) == (1, "77")
    [attempt] = hooked.tminus("log", "--json").data["attempts"]
    assert list(attempt) == ["key", "attempt", "started_at", "ended_at", "outcome", "phase", "status", "reason"]
    assert (attempt["outcome"], attempt["phase"], attempt["status"]) == ("delivered", "answered", 200)
    status = hooked.tminus("status", "--json")
    assert status.code == 0
    assert list(status.data)[:7] == ["daemon", "counts", "next", "overdue", "failed", "unknown", "expired"]
    assert status.data["counts"]["delivered"] == 1
    assert status.data["daemon"] == {"alive": False, "pid": None}


def test_the_built_in_receiver_catches_and_verifies(desk: Desk) -> None:
    """`catch` takes what `run` sends to a channel with destination catch, and its journal says it was signed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    desk.channels(f"local: {{platform: bluesky, destination: catch, url: 'http://127.0.0.1:{port}/local'}}\n")
    desk.rows(f"hello,{in_seconds(1)},local,Hello")
    assert desk.tminus("apply", "--yes").code == 0
    with desk.started("catch", "--port", str(port)) as receiver, desk.started("run") as daemon:
        daemon.until(event="attempt", outcome="delivered")
        assert receiver.until(key="posts/hello/local#1")["verified"] is True
        daemon.stop()
    [line] = [json.loads(line) for line in (desk.folder / ".tminus" / "catch.jsonl").read_text().splitlines()]
    assert {"key", "hash", "at", "verified"} <= line.keys()


def test_slack_gets_its_own_protocol(desk: Desk, other_receiver: OtherReceiver) -> None:
    """A Slack webhook gets `{"text": ...}` with its three characters escaped, and `ok` is what it answers."""
    desk.channels("news: {platform: slack, destination: slack, url: '${SLACK}', allow_private: [127.0.0.0/8]}\n")
    desk.write(".env", f"SLACK={other_receiver.url}\n")
    desk.rows(f"hello,{in_seconds(1)},news,<!channel> A & B")
    assert desk.tminus("apply", "--yes").code == 0
    with desk.started("run") as daemon:
        daemon.until(event="attempt")
    [(_, body)] = other_receiver.got
    assert json.loads(body) == {"text": "&lt;!channel&gt; A &amp; B"}


def test_a_second_daemon_ends_with_code_7(hooked: Desk) -> None:
    """One daemon a workspace: the second says who holds the lock, and the first goes on."""
    hooked.rows(f"hello,{in_seconds(2)},hook,Hello")
    hooked.tminus("apply", "--yes")
    with hooked.started("run") as daemon:
        second = None
        for told in daemon.told():
            second = second or hooked.tminus("run", "--json")
            if told["event"] == "attempt":
                break
        assert second
        assert (second.code, second.codes) == (7, ["daemon-running"])
        assert str(daemon.process.pid) in second.document["problems"][0]["message"]
        assert hooked.tminus("status", "--json").data["daemon"] == {"alive": True, "pid": daemon.process.pid}


def test_a_daemon_killed_in_mid_send_leaves_an_unknown_that_nobody_sends_again(hooked: Desk) -> None:
    """Under `hold` an attempt that was in flight at kill -9 is shown as unknown; it is not sent twice."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        hooked.write(".env", f"HOOK_URL=http://127.0.0.1:{silent.getsockname()[1]}/\nHOOK_SECRET={SECRET}\n")
        hooked.rows(f"hello,{in_seconds(1)},hook,Hello")
        hooked.tminus("apply", "--yes")
        with hooked.started("run") as daemon:
            connection, _ = silent.accept()
            assert connection.recv(65536)
            os.kill(daemon.process.pid, signal.SIGKILL)
        with hooked.started("run") as daemon:
            assert daemon.until(event="unknown")["key"] == "posts/hello/hook#1"
            daemon.stop()
        connection.close()
    status = hooked.tminus("status", "--json")
    assert status.code == 6
    assert [post["key"] for post in status.data["unknown"]] == ["posts/hello/hook"]
