"""What the built-in receiver caught, as a card."""

from collections.abc import Mapping
from typing import Any

import pytest
from rich.cells import cell_len

from scheduler.cli.console.options import Options
from scheduler.cli.console.queue.caught import draw_caught
from scheduler.cli.console.screen import Screen
from scheduler.model import Channel

LINE: Mapping[str, object] = {
    "key": "film/three-things/x#2", "at": "2026-11-23T12:00:00Z", "verified": True, "channel": "x", "attempt": 1,
    "part": 2, "parts": 4, "status": 200, "repeated": False, "text": "Hello 日本\nsecond line",
}  # fmt: skip

KNOWN: Mapping[str, str] = {"x": "x", "news": "slack"}


def drawn(capsys: pytest.CaptureFixture[str], *, plain: bool = False, **more: object) -> list[str]:
    channels = {name: Channel(name=name, platform=of, destination="catch") for name, of in KNOWN.items()}
    workspace = {"zone": "UTC", "channels": channels}
    desk: Any = type("Desk", (), {"workspace": type("Workspace", (), workspace)})
    draw_caught(Screen(Options(plain=plain)), desk, {**LINE, **more})
    return capsys.readouterr().out.splitlines()


def test_a_card_says_what_came_and_whether_it_is_ours(capsys: pytest.CaptureFixture[str]) -> None:
    """Platform and channel, which part of how many, the text as it arrived, its length, the signature, the key."""
    lines = drawn(capsys)
    shown = "\n".join(lines)
    for words in (
        "X · x",
        "2/4",
        "Hello 日本",
        "second line",
        "22/280",
        "✓ signature verified",
        "film/three-things/x#2",
    ):
        assert words in shown
    assert {cell_len(line) for line in lines} == {80}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"verified": False}, "SIGNATURE WRONG"),
        ({"verified": None}, "not signed"),
        ({"repeated": True}, "a repeat of what is here already"),
        ({"status": 400}, "answered with 400"),
        ({"channel": "elsewhere", "key": None}, "without a key"),
        ({"text": None}, "signature verified"),
    ],
)
def test_whatever_is_odd_is_said(capsys: pytest.CaptureFixture[str], more: dict[str, object], words: str) -> None:
    """In words, and whoever sends here."""
    assert words in "\n".join(drawn(capsys, **more))


def test_the_text_is_shown_as_its_readers_see_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Slack takes `&` as an entity, which counts as it travels; a channel nobody knows is shown as it came."""
    shown = "\n".join(drawn(capsys, channel="news", text="Salt &amp; Sand"))
    assert "Salt & Sand" in shown
    assert "15/3000" in shown
    assert "Salt &amp; Sand" in "\n".join(drawn(capsys, channel="elsewhere", text="Salt &amp; Sand"))


def test_it_can_be_read_without_boxes(capsys: pytest.CaptureFixture[str]) -> None:
    """Where only ASCII is drawn."""
    lines = drawn(capsys, plain=True, text="Hello")
    assert lines[0].startswith("X . x   2/4   film/three-things/x#2")
    assert lines[1] == "| Hello"
