"""What went wrong, in words that carry no secret."""

import socket
import ssl
from collections.abc import Mapping
from types import MappingProxyType

import httpcore
import httpx

from scheduler.addresses import AddressRefused
from scheduler.destinations import Fault
from scheduler.http.wire import HandshakeCut

WORDS: tuple[tuple[type[BaseException], Fault, str], ...] = (
    (socket.gaierror, Fault.NETWORK, "the host name is not known"),
    (ssl.SSLCertVerificationError, Fault.CERTIFICATE, "the certificate is not valid"),
    (HandshakeCut, Fault.NETWORK, "the connection was cut before it was secure"),
    (ssl.SSLEOFError, Fault.NETWORK, "the connection was cut before it was secure"),
    (ssl.SSLError, Fault.NETWORK, "no secure connection could be agreed on"),
    (httpx.InvalidURL, Fault.BAD_REQUEST, "the channel's address cannot be read"),
    (httpx.UnsupportedProtocol, Fault.BAD_REQUEST, "the channel's address has to begin with https:// or http://"),
    (httpcore.UnsupportedProtocol, Fault.BAD_REQUEST, "the channel's address has to begin with https:// or http://"),
    (OverflowError, Fault.BAD_REQUEST, "the channel's address has a port that does not exist"),
    (UnicodeError, Fault.BAD_REQUEST, "the channel's address or a header cannot be sent"),
    (ConnectionRefusedError, Fault.NETWORK, "the connection was refused"),
    (ConnectionResetError, Fault.NETWORK, "the connection was cut"),
    (httpcore.ConnectError, Fault.NETWORK, "there is no way to the host"),
    (httpcore.RemoteProtocolError, Fault.NETWORK, "the connection was closed without an answer that HTTP knows"),
    (httpcore.ReadError, Fault.NETWORK, "the connection was cut"),
    (httpcore.WriteError, Fault.NETWORK, "the connection was cut"),
    (OSError, Fault.NETWORK, "there is no way to the host"),
)
"""The first kind that an error, or one it came from, belongs to. Texts of exceptions are never repeated: they may carry
the address with its secrets."""


CERTIFICATES: Mapping[int, str] = MappingProxyType(
    {
        9: "it is not valid yet; is this machine's clock right?",
        10: "it has expired",
        18: "it is self-signed: nobody else vouches for it",
        19: "it was signed by an authority that is not trusted here",
        20: "it was signed by an authority that is not trusted here, or the receiver leaves out those in between",
        21: "it was signed by an authority that is not trusted here, or the receiver leaves out those in between",
        62: "it belongs to another host",
        64: "it belongs to another address",
    }
)
"""What verify codes of OpenSSL (x509_vfy.h, read 2026-11-25) mean; any other is told in its own words."""

TLS: Mapping[str, str] = MappingProxyType(
    {
        "WRONG_VERSION_NUMBER": "the port does not speak TLS; is the address one of http://?",
        "HTTP_REQUEST": "the port does not speak TLS; is the address one of http://?",
        "RECORD_LAYER_FAILURE": "the port does not speak TLS; is the address one of http://?",
        "UNSUPPORTED_PROTOCOL": "the receiver knows only versions of TLS that are too old",
        "TLSV1_ALERT_PROTOCOL_VERSION": "the receiver knows only versions of TLS that are too old",
    }
)
"""What OpenSSL's reasons mean, of errors that are not about the certificate."""


def why(error: BaseException) -> tuple[Fault, str]:
    """Say why an attempt ended, from the error and those it came from."""
    chain = _chain(error)
    for each in chain:
        if isinstance(each, AddressRefused):
            hint = "; allow_private on the channel can allow it" if each.private else ""
            return Fault.BLOCKED_ADDRESS, f"blocked address: {each}{hint}"
        if isinstance(each, ssl.SSLCertVerificationError):
            told = CERTIFICATES.get(each.verify_code, each.verify_message)
            return Fault.CERTIFICATE, f"the certificate is not valid: {told}"
        if isinstance(each, ssl.SSLError) and each.reason in TLS:
            return Fault.NETWORK, TLS[each.reason]
    for kind, fault, words in WORDS:
        if any(isinstance(each, kind) for each in chain):
            return fault, words
    return Fault.NETWORK, f"the attempt ended with {type(chain[0]).__name__}"


def _chain(error: BaseException) -> list[BaseException]:
    """Return an error and those it came from; a group counts for its first."""
    chain: list[BaseException] = []
    while error not in chain:
        chain.append(error)
        inner = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else error.__cause__ or error.__context__
        error = inner or error
    return chain
