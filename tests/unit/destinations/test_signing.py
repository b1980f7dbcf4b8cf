"""Standard Webhooks v1, with the standard's own vector and its own library as the oracle."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from scheduler.destinations.signing import headers, key_of, sign, verify
from scheduler.model import Secret

NEW = Secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
OLD = Secret("whsec_" + base64.b64encode(b"the key of last year, 32 bytes..").decode().rstrip("="))
PLAIN = Secret("correct horse battery staple")
BODY = '{"text":"Saltwater: ab 9. Juli in den Kinos \U0001f30a"}'.encode()
ID = "saltwater/out-now/x#1"


def test_the_published_vector_is_signed_to_the_letter() -> None:
    """The vector of the standard's own libraries: secret, id, timestamp and body give this signature."""
    secret = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signature = sign([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("secret", [NEW, OLD])
def test_the_standards_library_verifies_with_either_of_two_secrets(secret: Secret) -> None:
    """In a rotation, receivers that know only the new or only the old secret both accept."""
    signed = dict(headers([NEW, OLD], ID, datetime.now(UTC), BODY))
    assert Webhook(secret.reveal()).verify(BODY, signed) == json.loads(BODY)


def test_the_standards_library_refuses_another_secret() -> None:
    """A signature is worth something only if a wrong key fails."""
    signed = dict(headers([NEW, OLD], ID, datetime.now(UTC), BODY))
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + base64.b64encode(b"another").decode()).verify(BODY, signed)


def test_any_other_text_is_a_key_by_its_utf8_bytes() -> None:
    """A secret that is not in the standard's form signs with its own bytes."""
    signed = dict(headers([PLAIN], ID, datetime.now(UTC), BODY))
    Webhook(PLAIN.reveal().encode()).verify(BODY, signed)


def test_without_a_secret_there_is_an_id_and_a_time_but_no_signature() -> None:
    """A channel without a secret sends unsigned."""
    sent_at = datetime(2026, 11, 22, 12, 0, 0, 999_999, tzinfo=UTC)
    assert headers([], ID, sent_at, BODY) == (("webhook-id", ID), ("webhook-timestamp", "1795348800"))


@pytest.mark.parametrize("broken", ["", "  ", "whsec_", "whsec_===", "whsec_not base64!", "whsec_a", "whsec_ünï"])
def test_a_secret_that_is_none_is_refused_without_being_shown(broken: str) -> None:
    """The error says what is wrong and does not repeat the secret."""
    with pytest.raises(
        ValueError, match=r"^a secret (must not be empty|that begins with whsec_ has to go on in base64)$"
    ):
        key_of(Secret(broken))


def test_what_we_sign_we_verify() -> None:
    """With one of several secrets in common, the message is genuine."""
    now = datetime.now(UTC)
    signed = dict(headers([NEW, OLD], ID, now, BODY))
    assert verify([OLD], signed, BODY, now) is True
    assert verify([PLAIN, NEW], signed, BODY, now) is True
    assert verify([PLAIN], signed, BODY, now) is False


@pytest.mark.parametrize("off", [timedelta(seconds=-300), timedelta(seconds=300)])
def test_a_clock_may_be_five_minutes_off_and_no_more(off: timedelta) -> None:
    """Tolerance is 300 seconds either way."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    signed = dict(headers([NEW], ID, now, BODY))
    assert verify([NEW], signed, BODY, now + off) is True
    assert verify([NEW], signed, BODY, now + off * 1.01) is False


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_a_changed_header_is_not_genuine(name: str) -> None:
    """Id and time are signed with the body."""
    now = datetime.now(UTC)
    signed = dict(headers([NEW], ID, now, BODY))
    signed[name] = signed[name][:-2] + ("0=" if signed[name][-2:] != "0=" else "1=")
    assert verify([NEW], signed, BODY, now) is False


def test_a_changed_body_is_not_genuine() -> None:
    """One bit is enough."""
    now = datetime.now(UTC)
    signed = dict(headers([NEW], ID, now, BODY))
    assert verify([NEW], signed, bytes([BODY[0] ^ 1]) + BODY[1:], now) is False


def test_without_a_secret_or_a_signature_there_is_nothing_to_say() -> None:
    """None is neither genuine nor forged."""
    now = datetime.now(UTC)
    assert verify([], dict(headers([NEW], ID, now, BODY)), BODY, now) is None
    assert verify([NEW], dict(headers([], ID, now, BODY)), BODY, now) is None


@pytest.mark.parametrize("timestamp", ["", "soon", "-1", "1e9", "9" * 5000, "٣"])
def test_a_timestamp_that_is_none_is_not_genuine(timestamp: str) -> None:
    """Garbage from a stranger is refused, not raised."""
    signed = {"webhook-id": ID, "webhook-timestamp": timestamp, "webhook-signature": "v1,AAAA"}
    assert verify([NEW], signed, BODY, datetime.now(UTC)) is False
