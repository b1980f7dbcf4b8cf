"""One attempt on real sockets: how far it got, within its deadline, and never to an address the guard refuses."""

import asyncio
import logging
import os
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import httpcore
import httpx
import pytest

from scheduler.destinations import Fault, Request
from scheduler.http import BODY_LIMIT_BYTES, Exchange, attempt, guard
from scheduler.http.attempt import AT_ONCE
from scheduler.model import Phase, Secret

HERE = ("127.0.0.0/8", "::1/128")
CANARY = "CANARY-0123456789abcdef"
DEADLINE = timedelta(seconds=0.4)
SELF_SIGNED = Path(__file__).with_name("self-signed.pem")


def post(url: str, body: bytes = b'{"text":"Out now."}', **headers: str) -> Request:
    """Make a request with a secret in its address."""
    return Request(method="POST", url=Secret(url), headers=tuple(headers.items()), body=body)


@pytest.fixture(autouse=True)
def _inside(walled_in: list[str]) -> None:
    """Let no test open a connection that leaves this machine, even where the guard it tests is broken."""


def run(work: Coroutine[Any, Any, Exchange]) -> Exchange:
    """Run one attempt; hold it to its promises: in time, and without a secret."""
    start = monotonic()
    exchange = asyncio.run(work)
    assert monotonic() - start < DEADLINE.total_seconds() + 0.5 + 0.5  # of the second half: the event loop and its end
    assert CANARY not in exchange.reason
    assert exchange.response or exchange.reason
    return exchange


async def to(wire: Any, *, body: bytes = b"{}", tls: bool = False, host: str = "127.0.0.1", **options: Any) -> Exchange:
    """Send one request to a server."""
    options = {"deadline": DEADLINE, "allow_private": HERE} | options
    async with wire.serve(tls=tls):
        start = monotonic()
        exchange = await attempt(post(wire.url(host=host, scheme="https" if tls else "http"), body), **options)
        assert monotonic() - start < options["deadline"].total_seconds() + 0.5
        return exchange


# ---------------------------------------------------------------- not sent


def test_a_refused_connection_is_not_sent(free_port: int) -> None:
    """Nobody listens: it may be tried again without a doubt."""
    exchange = run(attempt(post(f"http://127.0.0.1:{free_port}/{CANARY}"), deadline=DEADLINE, allow_private=HERE))
    assert (exchange.phase, exchange.fault) == (Phase.NOT_SENT, Fault.NETWORK)
    assert exchange.reason == "the connection was refused"


def test_an_unknown_name_is_not_sent(names: Callable[..., list[str]]) -> None:
    """The name service says no."""
    names(None)
    exchange = run(attempt(post(f"https://nowhere.example/{CANARY}"), deadline=DEADLINE))
    assert (exchange.phase, exchange.reason) == (Phase.NOT_SENT, "the host name is not known")


def test_a_certificate_nobody_trusts_is_not_sent(answering: Any) -> None:
    """The request waits for a receiver that can prove who it is."""
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")
    exchange = run(to(wire, tls=True))
    assert (exchange.phase, exchange.fault) == (Phase.NOT_SENT, Fault.CERTIFICATE)
    assert wire.requests == []


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_host_is_not_sent(answering: Any, names: Any) -> None:
    """Trusted, but made out to localhost and not to lan.example."""
    names("127.0.0.1")
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")

    async def other_host() -> Exchange:
        async with wire.serve(tls=True):
            url = wire.url(host="lan.example", scheme="https")
            return await attempt(post(url), deadline=DEADLINE, allow_private=HERE)

    exchange = run(other_host())
    assert (exchange.phase, exchange.fault) == (Phase.NOT_SENT, Fault.CERTIFICATE)


@pytest.mark.usefixtures("trusted")
def test_a_trusted_certificate_is_sent(answering: Any) -> None:
    """Over TLS, to the checked address, under the name of the URL."""
    wire = answering(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
    exchange = run(to(wire, tls=True, host="localhost"))
    assert exchange.response is not None
    assert exchange.response.body == b"ok"
    assert f"host: localhost:{wire.port}".encode() in wire.requests[0].lower()


def test_speaking_tls_to_a_plain_server_is_not_sent(answering: Any) -> None:
    """No secure connection, no post."""
    wire = answering(b"")

    async def mixed_up() -> Exchange:
        async with wire.serve():
            return await attempt(post(wire.url(scheme="https")), deadline=DEADLINE, allow_private=HERE)

    exchange = run(mixed_up())
    assert exchange.phase is Phase.NOT_SENT


@pytest.mark.parametrize(
    "url",
    ["", "hooks.example.org/x", "ftp://127.0.0.1/x", "http://", "http:///x", "http://[::1", "http://127.0.0.1:99999/"],
)
def test_an_address_that_cannot_be_called_is_the_channels_fault(url: str) -> None:
    """No retry makes it better."""
    exchange = run(attempt(post(url), deadline=DEADLINE, allow_private=HERE))
    assert (exchange.phase, exchange.fault) == (Phase.NOT_SENT, Fault.BAD_REQUEST)


@pytest.mark.parametrize("value", ["one\r\ntwo: three", "tab\0", "ünï"])
def test_a_header_that_cannot_be_sent_is_not_sent(answering: Any, value: str) -> None:
    """A token with a line break never becomes two headers."""
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")

    async def forged() -> Exchange:
        async with wire.serve():
            return await attempt(post(wire.url(), authorization=value), deadline=DEADLINE, allow_private=HERE)

    exchange = run(forged())
    assert (exchange.phase, exchange.fault) == (Phase.NOT_SENT, Fault.BAD_REQUEST)
    assert wire.requests == []


def test_a_deadline_of_nothing_sends_nothing(answering: Any) -> None:
    """The window closed while the attempt was prepared."""
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")
    exchange = run(to(wire, deadline=timedelta(0)))
    assert exchange.phase is Phase.NOT_SENT
    assert wire.requests == []


# ---------------------------------------------------------------- sent, and then nothing


def test_a_reset_right_after_accepting_is_not_taken_for_unsent(wire: Any, reset: Any) -> None:
    """Bytes may have left: nobody knows."""

    async def behave(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reset(writer)

    assert run(to(wire(behave))).phase in (Phase.PARTIAL, Phase.SENT)


def test_a_peer_that_reads_nothing_leaves_the_request_partial(wire: Any) -> None:
    """20 MB do not fit into the sockets' buffers."""

    async def behave(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    exchange = run(to(wire(behave), body=b"x" * 20_000_000))
    assert (exchange.phase, exchange.reason) == (Phase.PARTIAL, "no answer within 0.4 s")


@pytest.mark.parametrize("how", ["silence", "fin", "rst"])
def test_a_request_that_was_read_and_not_answered_is_sent(wire: Any, reset: Any, how: str) -> None:
    """Silence, FIN and RST after the request was read are one and the same: it may have been acted on."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await server.read_request(reader)
        if how == "silence":
            await asyncio.sleep(60)
        elif how == "rst":
            reset(writer)
        else:
            writer.close()

    server = wire(behave)
    exchange = run(to(server))
    assert (exchange.phase, exchange.response) == (Phase.SENT, None)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "junk", [b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 OK\r\n\r\n", b"\0" * 100, b"HTTP/1.1 200 OK\r\nbad\r\n\r\n"]
)
def test_an_answer_that_is_not_http_is_no_answer(answering: Any, junk: bytes) -> None:
    """The request was read all the same."""
    exchange = run(to(answering(junk)))
    assert (exchange.phase, exchange.response) == (Phase.SENT, None)


@pytest.mark.parametrize("drip", [b"HTTP/1.1 200 OK\r\nx: ", b"HTTP/1.1 102 Processing\r\n\r\n"])
def test_an_answer_that_never_ends_its_headers_is_cut_at_the_deadline(wire: Any, drip: bytes) -> None:
    """A byte now and then, or one 102 after another, holds no slot longer than allowed."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await server.read_request(reader)
        writer.write(drip)
        while True:
            writer.write(drip if drip.endswith(b"\r\n\r\n") else b"y")
            await writer.drain()
            await asyncio.sleep(0.02)

    server = wire(behave)
    exchange = run(to(server))
    assert (exchange.phase, exchange.reason) == (Phase.SENT, "no answer within 0.4 s")


# ---------------------------------------------------------------- answered


def test_an_answer_comes_back_whole(answering: Any) -> None:
    """Status, headers by lower-case names, body."""
    exchange = run(to(answering(b"HTTP/1.1 201 Created\r\nX-One: 1\r\nContent-Length: 9\r\n\r\n" + b'{"id":"7"}'[:9])))
    assert exchange.phase is Phase.ANSWERED
    response = exchange.response
    assert response is not None
    assert (response.status, response.headers["x-one"], response.body, response.cut) == (201, "1", b'{"id":"7"', False)


def test_an_answer_without_a_body_is_whole(answering: Any) -> None:
    """204 has none."""
    response = run(to(answering(b"HTTP/1.1 204 No Content\r\n\r\n"))).response
    assert response is not None
    assert (response.status, response.body, response.cut) == (204, b"", False)


def test_a_redirection_is_not_followed(answering: Any) -> None:
    """Following would turn the post into a GET and call that a success."""
    wire = answering(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
    response = run(to(wire)).response
    assert response is not None
    assert (response.status, wire.connections) == (302, 1)


def test_a_body_that_breaks_off_keeps_its_status(answering: Any) -> None:
    """A truncated 200 was a 200."""
    response = run(to(answering(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n" + b'{"id":'))).response
    assert response is not None
    assert (response.status, response.body, response.cut) == (200, b'{"id":', True)


def test_a_body_that_trickles_keeps_its_status_and_ends_at_the_deadline(wire: Any) -> None:
    """One byte at a time, for ever."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await server.read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    server = wire(behave)
    response = run(to(server)).response
    assert response is not None
    assert (response.status, response.cut) == (200, True)


def test_a_body_of_ten_megabytes_is_read_up_to_the_cap(wire: Any) -> None:
    """64 KiB are kept, and the rest is not waited for."""
    sent = 0

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await server.read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 10000000\r\n\r\n")
        while sent < 10_000_000:
            writer.write(b"x" * 10_000)
            await writer.drain()
            sent += 10_000

    server = wire(behave)
    response = run(to(server, deadline=timedelta(seconds=0.9))).response
    assert response is not None
    assert (response.status, len(response.body), response.cut) == (200, BODY_LIMIT_BYTES, True)
    assert sent < 10_000_000


def test_a_compressed_body_stays_as_it_came(answering: Any) -> None:
    """Nothing is unpacked, so no bomb goes off; and we ask for none."""
    wire = answering(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nabc")
    response = run(to(wire)).response
    assert response is not None
    assert response.body == b"abc"
    assert b"accept-encoding: identity" in wire.requests[0].lower()


def test_a_request_is_sent_once_and_as_it_was_built(answering: Any) -> None:
    """Method, target, our headers, the body's bytes; nothing of httpx's own name."""
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")

    async def once() -> Exchange:
        async with wire.serve():
            request = post(wire.url("/a%20b?key=1"), b"\x00\xff", **{"webhook-id": "k#1"})
            return await attempt(request, deadline=DEADLINE, allow_private=HERE)

    run(once())
    (raw,) = wire.requests
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    assert lines[0] == b"POST /a%20b?key=1 HTTP/1.1"
    assert b"webhook-id: k#1" in [line.lower() for line in lines]
    assert body == b"\x00\xff"
    assert sum(line.lower().startswith(b"user-agent: tminus/") for line in lines) == 1
    assert b"httpx" not in head


def test_more_attempts_than_there_are_places_wait_for_one(wire: Any) -> None:
    """So that the answers on their way fit into memory; who waits too long for a place was not sent."""
    most = 0

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal most
        most = max(most, server.connections - ended)
        await server.read_request(reader)
        await asyncio.sleep(0.05)
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
        await writer.drain()

    ended, server = 0, wire(behave)

    async def crowd() -> list[Exchange]:
        nonlocal ended
        async with server.serve():

            async def one(connect: float) -> Exchange:
                nonlocal ended
                limits = {"deadline": timedelta(seconds=9), "connect": timedelta(seconds=connect)}
                exchange = await attempt(post(server.url()), allow_private=HERE, **limits)
                ended += exchange.phase is Phase.ANSWERED
                return exchange

            return await asyncio.gather(*(one(9) for _ in range(2 * AT_ONCE)), one(0.001))

    *waited, impatient = asyncio.run(crowd())
    assert {exchange.phase for exchange in waited} == {Phase.ANSWERED}
    assert most == AT_ONCE
    assert (impatient.phase, impatient.reason) == (Phase.NOT_SENT, "no connection within 0.001 s")


# ---------------------------------------------------------------- the environment


def test_a_proxy_of_the_environment_is_not_asked(
    answering: Any, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    """It would see the address with its secret."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port}")
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")
    assert run(to(wire)).phase is Phase.ANSWERED
    assert wire.connections == 1


def test_no_log_line_holds_the_address(answering: Any, free_port: int, caplog: pytest.LogCaptureFixture) -> None:
    """Not even when everything is logged."""
    caplog.set_level(logging.DEBUG)
    run(to(answering(b"HTTP/1.1 200 OK\r\n\r\n")))
    run(attempt(post(f"http://127.0.0.1:{free_port}/{CANARY}"), deadline=DEADLINE, allow_private=HERE))
    assert CANARY not in caplog.text
    assert {logging.getLogger(each.__name__).level for each in (httpx, httpcore)} == {logging.WARNING}


@pytest.mark.parametrize("tls", [False, True])
def test_attempts_that_are_cut_short_leave_nothing_behind(answering: Any, tls: bool) -> None:  # noqa: FBT001
    """The test that httpx's own pool fails: a storm of tiny deadlines, then every healthy attempt succeeds.

    With `tls` the storm meets a server that never answers the handshake.
    """
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")

    async def storm() -> int:
        async with wire.serve():
            before = len(os.listdir("/dev/fd"))  # noqa: PTH208 - on macOS, too
            url = wire.url(scheme="https" if tls else "http")
            for number in range(30):
                deadlines = [timedelta(milliseconds=(number + each) % 10) for each in range(10)]
                await asyncio.gather(*(attempt(post(url), deadline=each, allow_private=HERE) for each in deadlines))
            patient = timedelta(seconds=5)
            healthy = [await attempt(post(wire.url()), deadline=patient, allow_private=HERE) for _ in range(5)]
            assert all(each.response and each.response.status == 200 for each in healthy)
            if others := asyncio.all_tasks() - {asyncio.current_task()}:  # the server's ends
                await asyncio.wait(others)
            return len(os.listdir("/dev/fd")) - before  # noqa: PTH208

    assert asyncio.run(storm()) <= 0


# ---------------------------------------------------------------- the guard

FORMS = [
    "localhost",
    "LOCALHOST",
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0x7f.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "0",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "①②⑦.⓪.⓪.①",
    "169.254.169.254",
    "[fe80::1]",
    "localhost.",
    "127.0.0.1.",
    "127%2e0%2e0%2e1",
    "[::ffff:0:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::a9fe:a9fe]",
]


@pytest.mark.parametrize("host", FORMS)
def test_a_forbidden_address_is_not_contacted_in_any_form(answering: Any, host: str) -> None:
    """Nothing is accepted on this machine: the guard decides before the first packet.

    This is also the test that fails if an upgrade of httpx or httpcore drops the guard.
    """
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")

    async def knock() -> Exchange:
        async with wire.serve():
            return await attempt(post(wire.url(host=host)), deadline=DEADLINE)

    exchange = run(knock())
    assert exchange.phase is Phase.NOT_SENT
    assert wire.connections == 0
    if exchange.fault is not Fault.BAD_REQUEST:  # a form that httpx or the name service does not know either
        assert exchange.fault is Fault.BLOCKED_ADDRESS or exchange.reason == "the host name is not known"


@pytest.mark.parametrize("host", ["169.254.169.254", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "100.100.100.200"])
def test_metadata_services_are_refused_even_where_everything_is_allowed(host: str) -> None:
    """No channel can open them."""
    everything = ("0.0.0.0/0", "::/0")
    exchange = run(attempt(post(f"http://{host}/{CANARY}"), deadline=DEADLINE, allow_private=everything))
    assert exchange.fault is Fault.BLOCKED_ADDRESS


def test_the_refusal_says_how_to_allow_it(answering: Any) -> None:
    """A LAN receiver is legitimate, once its channel says so."""
    exchange = run(to(answering(b""), allow_private=()))
    assert exchange.reason == "blocked address: 127.0.0.1 is this machine; allow_private on the channel can allow it"


def test_a_name_server_that_hangs_holds_up_nobody_else(answering: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """More dead names than asyncio has threads: the healthy receiver has its post, and no end waits for them."""
    usual, released = socket.getaddrinfo, threading.Event()
    asked: list[str] = []

    def hangs(host: str, *arguments: Any, **named: Any) -> list[Any]:
        if host == "localhost":
            return usual(host, *arguments, **named)
        asked.append(host)
        released.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr("socket.getaddrinfo", hangs)
    wire = answering(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")

    async def play() -> tuple[list[Exchange], Exchange]:
        async with wire.serve():
            dead = [f"http://dead-{number % 40}.example/{CANARY}" for number in range(80)]
            waiting = asyncio.gather(*(attempt(post(url), deadline=DEADLINE) for url in dead))
            await asyncio.sleep(0.05)
            healthy = await attempt(post(wire.url(host="localhost")), deadline=DEADLINE, allow_private=HERE)
            return await waiting, healthy

    start = monotonic()
    dead, healthy = asyncio.run(play())
    assert healthy.phase is Phase.ANSWERED
    assert {(each.phase, each.reason) for each in dead} == {(Phase.NOT_SENT, "no connection within 0.4 s")}
    assert sorted(asked) == sorted({f"dead-{number}.example" for number in range(40)}), (
        "a thread a name, not an attempt"
    )
    assert monotonic() - start < 20, "the end waited for the name servers"
    released.set()


def test_one_forbidden_address_among_several_refuses_them_all(answering: Any, names: Any) -> None:
    """A name that stands for a public and a private address is a trap."""
    names("93.184.216.34", "127.0.0.1")
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")

    async def knock() -> Exchange:
        async with wire.serve():
            return await attempt(post(wire.url(host="trap.example")), deadline=DEADLINE)

    assert run(knock()).fault is Fault.BLOCKED_ADDRESS
    assert wire.connections == 0


def test_a_name_is_looked_up_once_and_its_checked_address_is_called(answering: Any, names: Any) -> None:
    """A name server that changes its mind after the check has no second chance."""
    asked = names("127.0.0.1")
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")

    async def call() -> Exchange:
        async with wire.serve():
            return await attempt(post(wire.url(host="lan.example")), deadline=DEADLINE, allow_private=("127.0.0.0/8",))

    assert run(call()).phase is Phase.ANSWERED
    assert [name for name in asked if name == "lan.example"] == ["lan.example"]
    assert f"host: lan.example:{wire.port}".encode() in wire.requests[0].lower()


def test_the_next_address_is_tried_where_one_does_not_answer(answering: Any, names: Any) -> None:
    """A receiver with two addresses is reachable while one of them works."""
    names("127.0.0.9", "127.0.0.1")
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")

    async def call() -> Exchange:
        async with wire.serve():
            return await attempt(post(wire.url(host="lan.example")), deadline=DEADLINE, allow_private=HERE)

    assert run(call()).phase is Phase.ANSWERED


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Stand in for the name service, the edge of the world: every name stands for these addresses (None: unknown)."""
    asked: list[str] = []

    def stand_for(*addresses: str | None) -> list[str]:
        def getaddrinfo(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
            asked.append(host)
            if None in addresses:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            literal = host if host[0].isdigit() else None
            return [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
                for address in ([literal] if literal else addresses)
            ]

        monkeypatch.setattr("socket.getaddrinfo", getaddrinfo)
        return asked

    return stand_for


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Trust the test certificate, as an operator trusts an authority of their own."""
    monkeypatch.setenv("SSL_CERT_FILE", str(SELF_SIGNED))
    guard._tls.cache_clear()
    yield
    guard._tls.cache_clear()
