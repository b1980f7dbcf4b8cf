"""What would travel, with every secret hidden."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest

from scheduler import destinations, workspace
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.options import Options
from scheduler.cli.console.preview.wire import wire_of
from scheduler.cli.console.sample import SampleDates, make_workspace
from scheduler.model import Channel, Content, Entity, Image, Part, Post

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
URL = "https://hooks.example.com/services/T000/B000/verysecretpath"
KEY = "whsec_dGhpcyBpcyBhIHZlcnkgc2VjcmV0IGtleQ"
TOKEN = "xoxb-very-secret-token"


@pytest.fixture(scope="module")
def desk_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Channel], tuple[Desk, Post]]:
    """A desk whose every secret is set, with one channel, and a post of two parts on it."""
    folder = tmp_path_factory.mktemp("wire") / "press"
    make_workspace(folder, workspace_id="press", dates=SampleDates(days=0))
    loaded = workspace.load(folder, {"URL": URL, "KEY": KEY, "TOKEN": TOKEN})
    model = Desk(options=Options(), workspace=loaded, now=NOW).drafted.posts[0]

    def make(channel: Channel) -> tuple[Desk, Post]:
        tag = Entity(kind="hashtag", text="#Film", start=5, end=10, byte_start=5, byte_end=10)
        content = Content(text="News #Film", entities=(tag,), link="https://example.org/", image=None)
        first = replace(model.parts[0], content=content)
        second: Part = replace(first, number=2, content=replace(content, image=Image(url="https://example.org/a.jpg")))
        post = replace(model, channel=channel.name, platform=channel.platform, parts=(first, second))
        channels = MappingProxyType({channel.name: channel})
        return Desk(options=Options(), workspace=replace(loaded, channels=channels), now=NOW), post

    return make


@pytest.mark.parametrize("name", destinations.names())
def test_no_secret_is_in_any_request_that_is_shown(
    name: str, desk_with: Callable[[Channel], tuple[Desk, Post]]
) -> None:
    """Not in its address, its headers or its body; what is only known when it is sent is said in words."""
    channel = Channel(
        name="one",
        platform="bluesky",
        destination=name,
        url_name="URL",
        secret_names=("KEY",),
        token_name="TOKEN",  # noqa: S106 - the name of a variable
        chat="12345",
        handle="press.example.org",
    )
    wires = list(wire_of(*desk_with(channel)))
    assert len([wire for wire in wires if not wire.prepares]) == 2
    for wire in wires:
        told = str(wire.to_json()) + wire.pretty
        assert not [secret for secret in (URL, KEY, KEY[6:], TOKEN, "verysecretpath") if secret in told]
        assert "stand-in" not in told
        assert wire.method in {"POST", "PUT"} or name == "file"


def test_a_signature_is_marked_as_made_when_it_is_sent(desk_with: Callable[[Channel], tuple[Desk, Post]]) -> None:
    """With its timestamp; everything else is what will be sent, attempt one."""
    channel = Channel(name="one", platform="x", destination="webhook", url_name="URL", secret_names=("KEY",))
    first, second = wire_of(*desk_with(channel))
    headers = dict(first.headers)
    assert headers["webhook-signature"] == "v1,*** (made when it is sent)"
    assert headers["webhook-timestamp"] == "(the time it is sent)"
    assert headers["tminus-attempt"] == "1"
    assert first.url == "https://hooks.example.com/***"
    assert '"in_reply_to": "(id-of-part-1)"' in second.pretty


def test_looking_makes_no_secret_and_needs_none(desk_with: Callable[[Channel], tuple[Desk, Post]]) -> None:
    """The built-in receiver's key is made when something is sent, not when somebody looks."""
    desk, post = desk_with(Channel(name="one", platform="x", destination="catch"))
    key = Path(desk.workspace.root, ".tminus", "catch.secret")
    key.unlink(missing_ok=True)
    assert list(wire_of(desk, post))
    assert not key.exists()
    desk, post = desk_with(Channel(name="one", platform="x", destination="webhook", url_name="NOT_SET"))
    assert next(wire_of(desk, post)).url == "https://***/***"
