"""What is wrong with a secure connection is told apart, and each time nothing is sent."""

import asyncio
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.destinations import Fault, Request
from scheduler.http import Exchange, attempt, guard, obstacle
from scheduler.model import Phase, Secret

HERE = ("127.0.0.0/8",)
DEADLINE = timedelta(seconds=3)
CANARY = "CANARY-0123456789abcdef"
CERTIFICATES = Path(__file__).with_name("certificates")


async def to(wire: Any, *, tls: bool, **options: Any) -> tuple[Exchange, str | None]:
    """Send a request, and look whether the server could be reached: both have to say the same."""
    async with wire.serve(tls=tls, **options):
        url = wire.url(host="localhost", scheme="https", path=f"/{CANARY}")
        request = Request(method="POST", url=Secret(url), headers=(), body=b"{}")
        exchange = await attempt(request, deadline=DEADLINE, allow_private=HERE)
        return exchange, await obstacle(url, allow_private=HERE, deadline=DEADLINE)


@pytest.fixture(autouse=True)
def _inside(walled_in: list[str]) -> None:
    """No test here leaves this machine."""


@pytest.fixture(autouse=True)
def authority(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Trust the authority that signed the test certificates (but see `distrusted`)."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))
    guard._tls.cache_clear()
    yield monkeypatch
    guard._tls.cache_clear()


SELF_SIGNED = CERTIFICATES.with_name("self-signed.pem")


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        (CERTIFICATES / "expired.pem", "it has expired"),
        (CERTIFICATES / "early.pem", "it is not valid yet; is this machine's clock right?"),
        (CERTIFICATES / "other-host.pem", "it belongs to another host"),
        (SELF_SIGNED, "it is self-signed: nobody else vouches for it"),
    ],
    ids=["expired", "early", "other host", "self-signed"],
)
def test_a_bad_certificate_is_told_by_what_is_bad_about_it(answering: Any, certificate: Path, words: str) -> None:
    """Whoever has to put it right knows what to do."""
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")
    exchange, reason = asyncio.run(to(wire, tls=True, certificate=certificate))
    assert (exchange.phase, exchange.fault) == (Phase.NOT_SENT, Fault.CERTIFICATE)
    assert exchange.reason == reason == f"the certificate is not valid: {words}"
    assert wire.requests == []


def test_an_authority_that_is_not_trusted_is_told(answering: Any, authority: pytest.MonkeyPatch) -> None:
    """The certificate is in order, for others."""
    authority.delenv("SSL_CERT_FILE")
    guard._tls.cache_clear()
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")
    exchange, reason = asyncio.run(to(wire, tls=True, certificate=CERTIFICATES / "untrusted.pem"))
    assert (exchange.phase, exchange.fault) == (Phase.NOT_SENT, Fault.CERTIFICATE)
    assert "by an authority that is not trusted here" in exchange.reason
    assert reason == exchange.reason


def test_the_same_certificate_is_fine_where_its_authority_is_trusted(answering: Any) -> None:
    """So the tests above fail for the reason they name."""
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")
    exchange, reason = asyncio.run(to(wire, tls=True, certificate=CERTIFICATES / "untrusted.pem"))
    assert exchange.phase is Phase.ANSWERED
    assert reason is None


def test_a_port_that_speaks_plain_http_is_told(wire: Any) -> None:
    """It answers a handshake with a page."""

    async def behave(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.2)

    exchange, reason = asyncio.run(to(wire(behave), tls=False))
    assert (exchange.phase, exchange.fault) == (Phase.NOT_SENT, Fault.NETWORK)
    assert exchange.reason == reason == "the port does not speak TLS; is the address one of http://?"


@pytest.mark.parametrize("how", ["fin", "rst"])
def test_a_handshake_that_is_cut_is_told(wire: Any, reset: Any, how: str) -> None:
    """It read our hello, and hung up."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        if how == "rst":
            reset(writer)

    exchange, reason = asyncio.run(to(wire(behave), tls=False))
    assert (exchange.phase, exchange.fault) == (Phase.NOT_SENT, Fault.NETWORK)
    assert exchange.reason == reason == "the connection was cut before it was secure"


def test_a_version_of_tls_that_is_too_old_is_told(wire: Any) -> None:
    """The server's own word, an alert, says so."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        writer.write(b"\x15\x03\x01\x00\x02\x02\x46")  # fatal: protocol_version
        await writer.drain()
        await asyncio.sleep(0.2)

    exchange, reason = asyncio.run(to(wire(behave), tls=False))
    assert exchange.phase is Phase.NOT_SENT
    assert exchange.reason == reason == "the receiver knows only versions of TLS that are too old"
    assert ssl.HAS_TLSv1_3


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://example.org/x", "the channel's address has to begin with https:// or http://"),
        ("http://127.0.0.1:1/x", "blocked address: 127.0.0.1 is this machine"),
        ("http://169.254.169.254/x", "blocked address: 169.254.169.254 is a cloud's metadata service"),
        ("http://[::1", "the channel's address cannot be read"),
    ],
)
def test_an_address_that_may_not_be_called_is_told_without_calling_it(url: str, words: str) -> None:
    """`doctor --online` goes by the guard, too."""
    reason = asyncio.run(obstacle(url, deadline=DEADLINE))
    assert reason is not None
    assert reason.startswith(words)
