"""What every destination promises, and how an endpoint is shown."""

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from scheduler import platforms
from scheduler.destinations import Context, Dedupe, Destination, Endpoint, get, names
from scheduler.errors import WorkspaceError
from scheduler.model import Content, OnUnknown, Secret

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADDRESS = "https://hooks.example.org/services/T0AAAAAAA/B0BBBBBBB/cccccccccccccccccccc?key=dddddddddddddddd"


def endpoint(url: str = ADDRESS, **fields: object) -> Endpoint:
    """Make an endpoint of the generic webhook."""
    return Endpoint(channel="x", platform="x", destination=get("webhook"), url=Secret(url), **fields)  # type: ignore[arg-type]


def test_the_destinations_are_found_by_their_files() -> None:
    """By name, in order."""
    assert names() == [
        "bluesky",
        "catch",
        "discord",
        "file",
        "google_chat",
        "mastodon",
        "mattermost",
        "slack",
        "slack_chat",
        "teams",
        "telegram",
        "webhook",
    ]
    assert all(isinstance(get(name), Destination) and get(name).name == name for name in names())


def test_an_unknown_destination_is_a_problem_with_a_hint() -> None:
    """A slip of the keyboard is told from a wish."""
    with pytest.raises(WorkspaceError) as error:
        get("slck")
    (problem,) = error.value.problems
    assert (problem.code, problem.hint) == ("destination-unknown", 'did you mean "slack"?')
    with pytest.raises(WorkspaceError) as error:
        get("carrier pigeon")
    assert ", ".join(names()) in str(error.value.problems[0].hint)


@pytest.mark.parametrize("name", names())
def test_a_post_carries_its_parts_key(name: str, content: Content, context: Callable[..., Context]) -> None:
    """`webhook-id` is on the post of every destination, equal on every attempt, and on nothing that prepares it."""
    *prepares, post = get(name).build(content, context(attempt=2))
    assert dict(post.headers)["webhook-id"] == "saltwater/a-week-to-go/x#1"
    assert not any("webhook-id" in dict(each.headers) for each in prepares)
    assert all(each.prepares for each in prepares)
    assert not post.prepares


@pytest.mark.parametrize("name", names())
def test_a_body_does_not_know_which_attempt_it_is(name: str, content: Content, context: Callable[..., Context]) -> None:
    """Byte-identical on every attempt: a receiver may compare."""
    first = [request.body for request in get(name).build(content, context(attempt=1))]
    assert first == [request.body for request in get(name).build(content, context(attempt=9))]


@pytest.mark.parametrize("name", names())
def test_what_a_header_waits_for_is_given_by_a_prepare(
    name: str, content: Content, context: Callable[..., Context]
) -> None:
    """No placeholder is left over in what goes out."""
    *prepares, post = get(name).build(content, context())
    given = {value for each in prepares for value, _ in each.gives}
    assert {word for _, text in post.headers for word in re.findall(r"\{(\w+)\}", text)} == given


@pytest.mark.parametrize("name", names())
def test_who_cannot_drop_repeats_is_not_sent_to_again_by_itself(name: str) -> None:
    """`hold` unless repeats are dropped."""
    destination = get(name)
    assert (destination.on_unknown is OnUnknown.HOLD) == (destination.dedupe is Dedupe.NONE)


def test_an_address_is_shown_as_scheme_host_and_fingerprint() -> None:
    """Enough to tell two webhooks of one host apart, and nothing of the secret."""
    ours, other = endpoint().shown, endpoint(ADDRESS + "e").shown
    assert ours.startswith("https://hooks.example.org (#")
    assert len(ours) == len("https://hooks.example.org (#0000)")
    assert ours != other


@pytest.mark.parametrize("url", ["", "not an address", "http://[", "http://h:port/"])
def test_an_address_that_is_none_can_still_be_shown(url: str) -> None:
    """Showing never raises."""
    assert endpoint(url).shown


def test_a_password_in_an_address_is_neither_shown_nor_repeated() -> None:
    """`https://user:password@host/` is an address, too."""
    ours = endpoint("https://mara:hunter2hunter2@hooks.example.org/in")
    assert ours.shown.startswith("https://hooks.example.org (#")
    assert ours.without_secrets("wrong: hunter2hunter2") == "wrong: ***"


@pytest.mark.parametrize("name", names())
def test_the_keys_a_destination_needs_are_keys_of_a_channel(name: str) -> None:
    """Each is one that a channel can have."""
    known = {"url", "server", "token", "chat", "handle", "secret", "path"}
    assert {*get(name).required, *get(name).optional} <= known


@pytest.mark.parametrize("name", names())
def test_a_destination_that_sends_a_dialect_names_the_platforms_that_write_it(name: str) -> None:
    """The three that leave the text to a receiver take any; every other one names platforms there are."""
    known = set(get(name).platforms)
    assert (known == set()) == (name in {"webhook", "catch", "file"})
    assert known <= set(platforms.names())


def test_a_key_that_is_remembered_for_a_while_is_trusted_for_as_long() -> None:
    """An attempt that may have arrived is repeated for 55 minutes; one whose daemon died, too."""
    ours = replace(endpoint(), destination=get("mastodon"), on_unknown=OnUnknown.RESEND)
    assert ours.remembers(None, NOON)
    assert ours.remembers(NOON, NOON + timedelta(minutes=54))
    assert not ours.remembers(NOON, NOON + timedelta(minutes=55))
    assert ours.on_lost == timedelta(minutes=55)
    for_ever = replace(ours, destination=get("bluesky"))
    assert for_ever.remembers(NOON, NOON + timedelta(days=9))
    assert for_ever.on_lost is OnUnknown.RESEND


def test_an_endpoint_prints_no_secret() -> None:
    """Neither repr nor str give anything away."""
    shown = repr(endpoint(secrets=(Secret("s" * 20),), token=Secret("t" * 20)))
    assert not any(secret in shown for secret in ("cccccc", "dddddd", "ssssss", "tttttt"))


@pytest.mark.parametrize(
    "echo",
    [
        ADDRESS,
        ADDRESS.partition("example.org/")[2],
        quote(ADDRESS, safe=""),
        "cccccccccccccccccccc",
        "key=dddddddddddddddd",
        "a secret with spaces",
        quote("a secret with spaces", safe=""),
        base64.b64encode(b"a key of the standard").decode(),
        "tok-1234567890",
    ],
)
def test_what_a_receiver_echoes_is_shown_without_secrets(echo: str) -> None:
    """Answers are shown to people; the address, keys and token in them are not."""
    key = "whsec_" + base64.b64encode(b"a key of the standard").decode()
    ours = endpoint(secrets=(Secret("a secret with spaces"), Secret(key)), token=Secret("tok-1234567890"))
    shown = ours.without_secrets(f"no hook at {echo}, sorry")
    assert shown.startswith("no hook at ")
    assert shown.endswith(", sorry")
    assert "***" in shown
    for secret in ("cccc", "dddd", "spaces", "tok-", key.removeprefix("whsec_")):
        assert secret not in shown
