"""What went wrong, in words that carry no secret."""

import socket
import ssl

import httpcore
import httpx

from scheduler.addresses import AddressRefused
from scheduler.destinations import Fault

WORDS: tuple[tuple[type[BaseException], Fault, str], ...] = (
    (socket.gaierror, Fault.NETWORK, "the host name is not known"),
    (ssl.SSLCertVerificationError, Fault.CERTIFICATE, "the certificate is not valid"),
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


def why(error: BaseException) -> tuple[Fault, str]:
    """Say why an attempt ended, from the error and those it came from."""
    chain = _chain(error)
    for each in chain:
        if isinstance(each, AddressRefused):
            hint = "; allow_private on the channel can allow it" if each.private else ""
            return Fault.BLOCKED_ADDRESS, f"blocked address: {each}{hint}"
        if isinstance(each, ssl.SSLCertVerificationError):
            return Fault.CERTIFICATE, f"the certificate is not valid: {each.verify_message}"
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
