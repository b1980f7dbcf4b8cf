"""Standard Webhooks 1.0.0, scheme `v1` (HMAC-SHA256): sign what is sent, verify what is received.

Source: the specification of standard-webhooks/standard-webhooks (read 2026-11-22); the tests hold its published vector
and let its own Python library verify ours. `v1a` (ed25519) is left out: no library on the receivers' side knows it.

A secret is `whsec_` and the key in base64 (padding may be missing), or any other text, whose UTF-8 bytes are the key.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from scheduler.model import Secret

PREFIX = "whsec_"
TOLERANCE = timedelta(minutes=5)
"""How far a timestamp may be from the receiver's clock, either way."""


def key_of(secret: Secret) -> bytes:
    """Return the bytes a secret stands for; raise ValueError, without the secret in it, where it stands for none."""
    text = secret.reveal().strip()
    if not text.startswith(PREFIX):
        key = text.encode()
    else:
        coded = text.removeprefix(PREFIX).rstrip("=")
        try:
            key = base64.b64decode(coded + "=" * (-len(coded) % 4), validate=True)
        except (binascii.Error, ValueError):
            raise ValueError(f"a secret that begins with {PREFIX} has to go on in base64") from None
    if not key:
        raise ValueError("a secret must not be empty")
    return key


def sign(secrets: Sequence[Secret], message_id: str, timestamp: int, body: bytes) -> str:
    """Return the value of `webhook-signature`: one signature per secret, in their order, separated by spaces."""
    return " ".join(f"v1,{_signature(secret, message_id, str(timestamp), body)}" for secret in secrets)


def headers(secrets: Sequence[Secret], message_id: str, sent_at: datetime, body: bytes) -> tuple[tuple[str, str], ...]:
    """Return the headers of a signed message; without a secret there is no signature, and the other two remain."""
    timestamp = int(sent_at.timestamp())
    named = (("webhook-id", message_id), ("webhook-timestamp", str(timestamp)))
    return (*named, ("webhook-signature", sign(secrets, message_id, timestamp, body))) if secrets else named


def verify(secrets: Sequence[Secret], headers: Mapping[str, str], body: bytes, now: datetime) -> bool | None:
    """Say whether a message is genuine; None where there is nothing to go by: no secret, or no signature.

    `headers` has lower-case names. Signatures are compared in constant time; a timestamp more than TOLERANCE away from
    `now` (either way) is not genuine.
    """
    offered = headers.get("webhook-signature")
    if not secrets or not offered:
        return None
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= len(str(2**63))):
        return False
    if abs(int(now.timestamp()) - int(timestamp)) > TOLERANCE.total_seconds():
        return False
    expected = [f"v1,{_signature(secret, message_id, timestamp, body)}".encode() for secret in secrets]
    pairs = [hmac.compare_digest(ours, theirs.encode()) for ours in expected for theirs in offered.split()]
    return any(pairs)


def _signature(secret: Secret, message_id: str, timestamp: str, body: bytes) -> str:
    signed = f"{message_id}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.new(key_of(secret), signed, hashlib.sha256).digest()).decode()
