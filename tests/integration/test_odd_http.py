"""Answers that are HTTP to the letter and yet odd, and some that are none: an attempt ends, and says what it knows.

None of these may end in an exception, run past the deadline, or make of an answer what it is not.
"""

import asyncio
import base64
from collections.abc import Mapping
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest

from scheduler.destinations import Request, get
from scheduler.http import BODY_LIMIT_BYTES, Exchange, attempt
from scheduler.model import Delivered, Phase, Rejected, Secret

HERE = ("127.0.0.0/8", "::1/128")
DEADLINE = timedelta(seconds=0.6)
OK = b"HTTP/1.1 200 OK\r\n"
ID = b'{"id":"m-1"}'
WHOLE = OK + b"content-length: 12\r\n\r\n" + ID


@pytest.fixture(autouse=True)
def _inside(walled_in: list[str]) -> None:
    """No test here leaves this machine."""


async def to(wire: Any, *, body: bytes = b"{}", deadline: timedelta = DEADLINE) -> Exchange:
    """Send one request to a server, and hold it to its deadline."""
    async with wire.serve():
        start = monotonic()
        request = Request(method="POST", url=Secret(wire.url()), headers=(), body=body)
        exchange = await attempt(request, deadline=deadline, allow_private=HERE)
        assert monotonic() - start < deadline.total_seconds() + 0.5
        return exchange


def chunked(*chunks: bytes) -> bytes:
    """Return an answer in these chunks, each as it goes over the wire."""
    return OK + b"transfer-encoding: chunked\r\n\r\n" + b"".join(chunks)


GOOD: Mapping[str, bytes] = {
    "early hints": b"HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n" + WHOLE,
    "continue, though nobody asked": b"HTTP/1.1 100 Continue\r\n\r\n" + WHOLE,
    "a hundred of them": b"HTTP/1.1 102 Processing\r\n\r\n" * 100 + WHOLE,
    "extensions of chunks": chunked(b'5;a=b;c="d e"\r\n{"id"\r\n7;x\r\n:"m-1"}\r\n0;last\r\n\r\n'),
    "trailers": chunked(b"c\r\n", ID, b"\r\n0\r\nx-checksum: 7\r\n\r\n"),
    "one byte a chunk": chunked(*(b"1\r\n%c\r\n" % each for each in ID), b"0\r\n\r\n"),
    "HTTP/1.0, to the end": b"HTTP/1.0 200 OK\r\n\r\n" + ID,
    "no length, to the end": OK + b"\r\n" + ID,
    "no reason": b"HTTP/1.1 200\r\ncontent-length: 12\r\n\r\n" + ID,
    "a reason in Latin 1": b"HTTP/1.1 200 \xc4h, ja\r\ncontent-length: 12\r\n\r\n" + ID,
    "a header in Latin 1": OK + b"x-who: M\xfcller\r\ncontent-length: 12\r\n\r\n" + ID,
    "a header in two lines": OK + b"x-long: one\r\n two\r\ncontent-length: 12\r\n\r\n" + ID,
    "a thousand headers": OK + b"".join(b"x-%d: y\r\n" % n for n in range(1000)) + b"content-length: 12\r\n\r\n" + ID,
    "a thousand cookies": OK + b"set-cookie: a=b\r\n" * 1000 + b"content-length: 12\r\n\r\n" + ID,
    "the same length twice": OK + b"content-length: 12\r\ncontent-length: 12\r\n\r\n" + ID,
    "more than its length": WHOLE + b"HTTP/1.1 500 Second\r\n\r\n",
    "bare line feeds": b"HTTP/1.1 200 OK\ncontent-length: 12\n\n" + ID,
}


@pytest.mark.parametrize("answer", GOOD.values(), ids=list(GOOD))
def test_an_odd_answer_is_an_answer(answering: Any, answer: bytes) -> None:
    """Its status and its id are what they say."""
    exchange = asyncio.run(to(answering(answer)))
    assert exchange.response is not None, exchange.reason
    assert get("webhook").read(exchange.response) == Delivered(receipt="m-1")


CUT: Mapping[str, bytes] = {
    "an extension without an end": chunked(b"5;" + b"a" * 300_000),
    "a chunk that is no number": chunked(b"five\r\nhello\r\n0\r\n\r\n"),
    "a chunk that is too short": chunked(b"ff\r\nhello"),
    "a chunk below zero": chunked(b"-5\r\nhello\r\n0\r\n\r\n"),
    "a chunk of exabytes": chunked(b"ffffffffffffffff\r\nhello"),
    "trailers without an end": chunked(b"0\r\n" + b"a: b\r\n" * 100_000),
}


@pytest.mark.parametrize("answer", CUT.values(), ids=list(CUT))
def test_a_body_that_is_broken_keeps_the_status(answering: Any, answer: bytes) -> None:
    """It was taken; which id it has is not known."""
    exchange = asyncio.run(to(answering(answer)))
    assert exchange.response is not None, exchange.reason
    assert (exchange.response.status, exchange.response.cut) == (200, True)
    outcome = get("webhook").read(exchange.response)
    assert isinstance(outcome, Delivered)
    assert outcome.receipt is None


NONE: Mapping[str, bytes] = {
    "two lengths": OK + b"content-length: 12\r\ncontent-length: 13\r\n\r\n" + ID,
    "a length below zero": OK + b"content-length: -1\r\n\r\n" + ID,
    "a length beyond counting": OK + b"content-length: " + b"9" * 5000 + b"\r\n\r\n" + ID,
    "a length that is a word": OK + b"content-length: twelve\r\n\r\n" + ID,
    "packed before it is chunked": OK + b"transfer-encoding: gzip, chunked\r\n\r\n" + ID,
    "headers without an end": OK + b"x-more: y\r\n" * 200_000,
    "a header without an end": OK + b"x-more: " + b"y" * 2_000_000,
    "a status of two digits": b"HTTP/1.1 99 Odd\r\n\r\n",
    "a status of four digits": b"HTTP/1.1 2000 OK\r\n\r\n",
    "an empty line first": b"\r\n" + WHOLE,
    "another protocol": b"RTSP/1.0 200 OK\r\n\r\n",
    "HTTP/2's first words": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9),
    "HTTP/0.9": b"<html>hello</html>",
    "nothing": b"",
    "a nul": OK + b"x-nul: a\0b\r\n\r\n",
    "a name with a space": OK + b"x bad: y\r\n\r\n",
}


@pytest.mark.parametrize("answer", NONE.values(), ids=list(NONE))
def test_what_is_no_answer_leaves_it_open_whether_it_was_taken(answering: Any, answer: bytes) -> None:
    """The request was read: never `not sent`, and never `delivered`."""
    wire = answering(answer)
    exchange = asyncio.run(to(wire))
    assert (exchange.phase, exchange.response) == (Phase.SENT, None)
    assert exchange.reason
    assert len(wire.requests) == 1


@pytest.mark.parametrize("status", [101, 199, 306, 451, 499, 520, 599, 600, 799, 999])
def test_any_status_means_something(answering: Any, status: int) -> None:
    """To every destination, as it stands: none is taken for a success."""
    exchange = asyncio.run(to(answering(b"HTTP/1.1 %d Odd\r\ncontent-length: 0\r\n\r\n" % status)))
    if exchange.response is None:  # what says that more is to come, and then nothing does
        assert status < 200
        return
    for name in ("webhook", "slack", "telegram", "discord", "bluesky", "teams"):
        assert not isinstance(get(name).read(exchange.response), Delivered)


def test_a_flood_of_hints_holds_nobody_else_up(wire: Any, answering: Any) -> None:
    """As fast as the machine can: it ends at its deadline, and who answers well meanwhile is served."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await flood.read_request(reader)
        while True:
            writer.write(b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n" * 500)
            await writer.drain()

    flood, well = wire(behave), answering(WHOLE)

    async def both() -> tuple[Exchange, Exchange]:
        flooded = asyncio.create_task(to(flood))
        await asyncio.sleep(0.1)
        served = await to(well, deadline=timedelta(seconds=5))
        return await flooded, served

    flooded, served = asyncio.run(both())
    assert (flooded.phase, flooded.response) == (Phase.SENT, None)
    assert served.response is not None


def test_an_answer_before_the_request_was_read_is_an_answer(wire: Any) -> None:
    """A receiver that refuses by the headers alone, and closes its side: its 413 counts, not the broken pipe."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        writer.write_eof()
        while await reader.read(65536):
            pass

    exchange = asyncio.run(to(wire(behave), body=bytes(3_000_000), deadline=timedelta(seconds=5)))
    assert exchange.response is not None, exchange.reason
    assert exchange.response.status == 413


def test_a_half_closed_connection_is_read_to_its_end(wire: Any) -> None:
    """The receiver says all it has to say, closes its side, and keeps the other one open for ever."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await server.read_request(reader)
        writer.write(OK + b"\r\n" + ID)
        writer.write_eof()
        await asyncio.sleep(60)

    server = wire(behave)
    exchange = asyncio.run(to(server))
    assert exchange.response is not None
    assert (exchange.response.body, exchange.response.cut) == (ID, False)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest",
        "//127.0.0.1:PORT/in",
        "http://[::1",
        "http://exämple\t/",
        "file:///etc/passwd",
        "/",
    ],
)
def test_no_redirection_leads_anywhere(answering: Any, status: int, target: str) -> None:
    """Not even to the receiver itself: one request, and the post fails with the host it was sent to."""
    wire = answering(b"HTTP/1.1 %d Moved\r\nlocation: %s\r\ncontent-length: 0\r\n\r\n" % (status, target.encode()))
    exchange = asyncio.run(to(wire))
    assert wire.connections == 1
    assert exchange.response is not None
    assert isinstance(get("webhook").read(exchange.response), Rejected)


def test_a_name_and_a_password_in_the_address_are_a_login(answering: Any) -> None:
    """As every client does it; they stand in no other place."""
    wire = answering(WHOLE)

    async def login() -> Exchange:
        async with wire.serve():
            url = Secret(wire.url().replace("://", "://mara:p%40ss%20w%C3%B6rd@"))
            request = Request(method="POST", url=url, headers=(), body=b"{}")
            return await attempt(request, deadline=DEADLINE, allow_private=HERE)

    assert asyncio.run(login()).response is not None
    (raw,) = wire.requests
    said = b"Basic " + base64.b64encode("mara:p@ss wörd".encode())
    assert [line for line in raw.split(b"\r\n") if line.lower().startswith(b"authorization")] == [
        b"authorization: " + said
    ]
    assert b"mara" not in raw.replace(said, b"")


def test_no_cookie_is_kept(answering: Any) -> None:
    """What a receiver sets it does not get back: two posts have nothing in common."""
    wire = answering(OK + b"set-cookie: id=7; path=/\r\ncontent-length: 0\r\n\r\n")
    for _ in range(2):
        asyncio.run(to(wire))
    assert len(wire.requests) == 2
    assert not any(b"cookie" in raw.lower() for raw in wire.requests)


def test_a_body_to_the_last_byte_of_the_cap_is_whole(answering: Any) -> None:
    """64 KiB are read, and one byte more is one too many."""
    for size, cut in ((BODY_LIMIT_BYTES, False), (BODY_LIMIT_BYTES + 1, True)):
        exchange = asyncio.run(to(answering(OK + b"content-length: %d\r\n\r\n" % size + b"x" * size)))
        assert exchange.response is not None
        assert (len(exchange.response.body), exchange.response.cut) == (BODY_LIMIT_BYTES, cut)
