"""The built-in receiver as a destination."""

from collections.abc import Callable

from scheduler.destinations import Context, Dedupe, get
from scheduler.model import Content, OnUnknown


def test_it_speaks_the_generic_webhooks_protocol(content: Content, context: Callable[..., Context]) -> None:
    """What is tried with `catch` is what a receiver of one's own will get."""
    ours, generic = get("catch"), get("webhook")
    assert ours.build(content, context()) == generic.build(content, context())
    assert ours.read is generic.read


def test_it_needs_nothing_to_be_set_up() -> None:
    """No address, no secret, no `allow_private`."""
    catch = get("catch")
    assert catch.required == ()
    assert catch.default_url is not None
    assert catch.default_url.format(channel="local") == "http://127.0.0.1:8787/local"
    assert "127.0.0.0/8" in catch.allow_private


def test_it_drops_repeats_and_is_sent_to_again() -> None:
    """Its receiver dedupes, so an unknown attempt is resent."""
    assert (get("catch").dedupe, get("catch").on_unknown) == (Dedupe.RECEIVER, OnUnknown.RESEND)
