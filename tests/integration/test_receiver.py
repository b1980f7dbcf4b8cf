"""The built-in receiver on a real socket: journal first, then the answer."""

import hashlib
import http.client
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from scheduler.destinations import Response, get, names
from scheduler.destinations.signing import headers
from scheduler.errors import TminusError
from scheduler.model import Delivered, Secret
from scheduler.receiver import Answer, Received, Receiver, read

SECRET = Secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
BODY = json.dumps({"key": "film/out-now/x#1", "part": 1, "parts": 2, "text": "Jetzt im Kino 🌊", "more": None}).encode()
KEY = "film/out-now/x#1"


def send(
    receiver: Receiver, body: bytes = BODY, path: str = "/x", method: str = "POST", **given: str
) -> tuple[int, bytes]:
    """Send one request and return status and body."""
    named = {name.replace("_", "-"): value for name, value in given.items()}
    connection = http.client.HTTPConnection("127.0.0.1", receiver.port, timeout=5)
    try:
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def signed(body: bytes = BODY, key: str = KEY, secret: Secret = SECRET) -> dict[str, str]:
    """Return the headers of a signed delivery."""
    return dict(headers([secret], key, datetime.now(UTC), body))


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Return a place for a journal whose folder does not exist yet."""
    return tmp_path / ".tminus" / "catch.jsonl"


@pytest.fixture
def receiver(journal: Path) -> Iterator[Receiver]:
    """Return a running receiver that knows one secret."""
    with Receiver(journal, [SECRET], port=0) as running:
        yield running


def test_a_delivery_is_written_down_in_full(receiver: Receiver, journal: Path) -> None:
    """The journal's line has its promised fields, in their order."""
    before = datetime.now(UTC)
    status, answer = send(receiver, **signed(), tminus_attempt="3")
    (line,) = read(journal)
    assert list(line) == [
        "key",
        "hash",
        "at",
        "verified",
        "channel",
        "attempt",
        "part",
        "parts",
        "status",
        "repeated",
        "text",
    ]
    at = line.pop("at")
    assert at.endswith("Z")
    assert before <= datetime.fromisoformat(at) <= datetime.now(UTC)
    assert line == {
        "key": KEY,
        "hash": hashlib.sha256(BODY).hexdigest(),
        "verified": True,
        "channel": "x",
        "attempt": 3,
        "part": 1,
        "parts": 2,
        "status": 200,
        "repeated": False,
        "text": "Jetzt im Kino 🌊",
    }
    assert status == 200
    assert json.loads(answer)["id"]


def test_a_repeat_is_answered_the_same_and_marked(receiver: Receiver, journal: Path) -> None:
    """The id depends on the key alone; another key has another."""
    first, again = send(receiver, **signed()), send(receiver, **signed())
    other = send(receiver, **signed(key="film/out-now/x#2"))
    assert first == again
    assert other != first
    assert [line["repeated"] for line in read(journal)] == [False, True, False]


def test_keys_are_remembered_over_a_restart(receiver: Receiver, journal: Path) -> None:
    """A receiver that was killed still drops repeats, even with half a line at the journal's end."""
    send(receiver, **signed())
    receiver.stop()
    with journal.open("ab") as torn:
        torn.write(b'{"key": "half a li')
    with Receiver(journal, [SECRET], port=0) as again:
        send(again, **signed())
        send(again, **signed(key="film/out-now/x#2"))
    assert [line["repeated"] for line in read(journal)] == [False, True, False]


@pytest.mark.parametrize(
    ("secrets", "sent", "verified"),
    [
        ([SECRET], signed, True),
        ([Secret("older"), SECRET], signed, True),
        ([Secret("another")], signed, False),
        ([SECRET], lambda: signed(body=BODY + b" "), False),
        ([SECRET], lambda: signed() | {"webhook-timestamp": "1614265330"}, False),
        ([], signed, None),
        ([SECRET], lambda: {"webhook-id": KEY}, None),
    ],
)
def test_a_signature_is_verified_where_there_is_one(
    journal: Path, secrets: list[Secret], sent: Callable[[], dict[str, str]], *, verified: bool | None
) -> None:
    """True, False, or null where there is no secret or no signature."""
    with Receiver(journal, secrets, port=0) as receiver:
        send(receiver, **sent())
    assert [line["verified"] for line in read(journal)] == [verified]


def test_a_signature_of_the_standards_library_is_verified(receiver: Receiver, journal: Path) -> None:
    """Other senders may be tried against it."""
    now = datetime.now(UTC)
    signature = Webhook(SECRET.reveal()).sign("msg-1", now, BODY.decode())
    send(receiver, webhook_id="msg-1", webhook_timestamp=str(int(now.timestamp())), webhook_signature=signature)
    assert [line["verified"] for line in read(journal)] == [True]


def test_a_body_in_slacks_shape_is_answered_as_slack_does(receiver: Receiver, journal: Path) -> None:
    """Only `text`: the answer is `ok`."""
    assert send(receiver, b'{"text": "Out now."}', webhook_id=KEY) == (200, b"ok")
    (line,) = read(journal)
    assert (line["key"], line["text"], line["part"]) == (KEY, "Out now.", None)


def test_trouble_can_be_played(journal: Path) -> None:
    """A 503 first, then a 429, then it works: only what was accepted counts as seen."""
    script = iter([Answer(status=503), Answer(status=429, headers=(("retry-after", "7"),), body=b"slow"), None, None])
    with Receiver(journal, [SECRET], lambda _: next(script), port=0) as receiver:
        statuses = [send(receiver, **signed())[0] for _ in range(4)]
    assert statuses == [503, 429, 200, 200]
    lines = list(read(journal))
    assert [line["status"] for line in lines] == statuses
    assert [line["repeated"] for line in lines] == [False, False, False, True]


def test_a_dropped_request_was_taken_in(journal: Path) -> None:
    """The receiver that read everything and died: written down, no answer, and its repeat is known."""
    script = iter([Answer(drop=True), None])
    with Receiver(journal, [SECRET], lambda _: next(script), port=0) as receiver:
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            send(receiver, **signed())
        send(receiver, **signed())
    assert [(line["status"], line["repeated"]) for line in read(journal)] == [(None, False), (200, True)]


def test_a_held_answer_is_written_down_before_and_let_go_at_the_end(journal: Path) -> None:
    """Holding blocks neither other requests nor the receiver's end."""
    seen = threading.Event()

    def answer(received: Received) -> Answer | None:
        if received.channel == "slow":
            seen.set()
            return Answer(hold=timedelta(hours=1))
        return None

    with Receiver(journal, [], answer, port=0) as receiver:
        held = threading.Thread(target=send, args=(receiver, BODY, "/slow"))
        held.start()
        assert seen.wait(5)
        assert send(receiver, path="/quick")[0] == 200
    held.join(5)
    assert not held.is_alive()
    assert [line["channel"] for line in read(journal)] == ["slow", "quick"]


def test_each_line_is_told_once_it_is_written(journal: Path) -> None:
    """What `catch` prints is in the journal already."""
    told: list[tuple[dict[str, object], int]] = []
    with Receiver(journal, port=0, written=lambda line: told.append((line, len(list(read(journal)))))) as receiver:
        send(receiver, path="/news/today?x=1")
        send(receiver)
    assert [(line["channel"], lines) for line, lines in told] == [("news/today", 1), ("x", 2)]


@pytest.mark.parametrize(
    "raw",
    [
        b"garbage\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST / HTTP/1.1\r\n\r\n",
        b"POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\ncontent-length: " + b"9" * 5000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\ncontent-length: 2000000\r\n\r\n",
        b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\ncontent-length: 100\r\n\r\nhalf",
        b"POST /" + b"x" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"DELETE / HTTP/1.1\r\n\r\n",
        b"",
    ],
)
def test_garbage_is_survived_and_not_written_down(receiver: Receiver, journal: Path, raw: bytes) -> None:
    """Whoever knocks, the next delivery is taken in."""
    answer = b""
    with socket.create_connection(("127.0.0.1", receiver.port), timeout=5) as stranger, suppress(OSError):
        stranger.sendall(raw)
        stranger.shutdown(socket.SHUT_WR)
        answer = stranger.recv(100)
    assert b" 200 " not in answer
    assert send(receiver, **signed())[0] == 200
    assert len(list(read(journal))) == 1


@pytest.mark.parametrize("body", [b"", b"no json", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused_and_written_down(receiver: Receiver, journal: Path, body: bytes) -> None:
    """The sender learns that it is wrong, and so does who reads the journal."""
    assert send(receiver, body, webhook_id=KEY)[0] == 400
    assert [(line["status"], line["text"]) for line in read(journal)] == [(400, None)]


@pytest.mark.parametrize(
    "body", [{"text": ["a"], "part": "x", "parts": 1.5, "key": 7}, {"text": "\ud800", "part": -1, "parts": True}]
)
def test_strange_values_do_not_stop_the_journal(receiver: Receiver, journal: Path, body: dict[str, object]) -> None:
    """What is no number, key or text is null."""
    assert send(receiver, json.dumps(body).encode())[0] == 200
    (line,) = read(journal)
    assert (line["key"], line["part"], line["parts"]) == (None, None, None)


def test_a_port_that_is_taken_is_one_clear_problem(receiver: Receiver, tmp_path: Path) -> None:
    """The second receiver says which port, and what to do."""
    with pytest.raises(TminusError) as error:
        Receiver(tmp_path / "other.jsonl", port=receiver.port).start()
    (problem,) = error.value.problems
    assert problem.code == "port-busy"
    assert str(receiver.port) in problem.message
    assert problem.hint


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_a_port_that_does_not_exist_is_the_same_problem(tmp_path: Path, port: int) -> None:
    """No traceback."""
    with pytest.raises(TminusError, match="cannot be listened on"):
        Receiver(tmp_path / "other.jsonl", port=port).start()


def test_it_listens_on_this_machine_only(receiver: Receiver) -> None:
    """No other interface."""
    assert receiver._server is not None
    assert receiver._server.server_address[0] == "127.0.0.1"
    assert receiver.url("x") == f"http://127.0.0.1:{receiver.port}/x"


def test_it_can_be_started_again(journal: Path) -> None:
    """Stopping twice is harmless; the port is free at once."""
    receiver = Receiver(journal, port=0)
    port = receiver.start()
    receiver.stop()
    receiver.stop()
    assert receiver.start() == port
    assert send(receiver)[0] == 200
    receiver.stop()


def test_a_secret_that_is_none_is_refused_at_once(journal: Path) -> None:
    """Not at the first delivery."""
    with pytest.raises(ValueError, match="secret"):
        Receiver(journal, [Secret("whsec_!")])


def test_a_browser_is_told_who_listens(receiver: Receiver, journal: Path) -> None:
    """GET is answered and not written down."""
    assert send(receiver, b"", method="GET")[0] == 200
    assert list(read(journal)) == []


def test_many_deliveries_at_once_are_all_written_down(receiver: Receiver, journal: Path) -> None:
    """One line each, none torn, one repeat of each key."""
    keys = [f"film/out-now/x#{number}" for number in range(20)]
    threads = [
        threading.Thread(target=send, args=(receiver,), kwargs=signed(key=key)) for key in keys for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = list(read(journal))
    assert sorted(line["key"] for line in lines) == sorted(keys * 2)
    assert sum(bool(line["repeated"]) for line in lines) == 20


@pytest.mark.parametrize("name", names())
def test_it_speaks_the_protocol_of_each_destination(journal: Path, name: str) -> None:
    """Told what a channel's receiver is, it answers as that one does, finds the text, and knows a repeat."""
    body = json.dumps({"text": "Hello", "content": "Hello", "status": "Hello", "record": {"text": "Hello"}}).encode()
    with Receiver(journal, port=0, destinations={"press": get(name)}) as receiver:
        first, again = (send(receiver, body, "/press/api/v1/posts", webhook_id=KEY) for _ in range(2))
    status, answer = first
    response = Response(status=status, headers={}, body=answer, cut=False, at=datetime.now(UTC))
    assert isinstance(get(name).read(response), Delivered)
    assert first == again
    lines = list(read(journal))
    assert [(line["channel"], line["repeated"]) for line in lines] == [("press", False), ("press", True)]
    assert lines[0]["text"] == (None if name == "teams" else "Hello")
