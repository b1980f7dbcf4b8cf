"""What the built-in receiver caught, as cards: the text as readers see it, how long it is, whether it is ours."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from scheduler import platforms
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.preview.cards import wrapped
from scheduler.cli.console.screen import Screen

Line = Mapping[str, object]
"""A line of the receiver's journal."""

SIGNED: Final = {
    True: ("✓ signature verified", "green"),
    False: ("✗ SIGNATURE WRONG: not sent by this workspace, or changed on its way", "bold red"),
    None: ("· not signed", "dim"),
}


def draw_caught(screen: Screen, desk: Desk, line: Line) -> None:
    """Draw one delivery."""
    at = datetime.fromisoformat(str(line["at"])).astimezone(ZoneInfo(desk.workspace.zone))
    title, corner = _title(desk, line), _corner(line)
    foot, clock = str(line["key"] or "without a key"), f"{at:%H:%M:%S}"
    if not screen.unicode:
        screen.line((f"{title}   {corner}   {foot}   {clock}", "bold"))
        for text, style in _body(screen, desk, line):
            screen.line("| ", (text, style))
        return
    _edge(screen, "╭", title, corner, "╮")
    for text, style in _body(screen, desk, line):
        screen.line(("│ ", "dim"), (text, style), " " * (screen.width - 4 - cell_len(text)), (" │", "dim"))
    _edge(screen, "╰", foot, clock, "╯")


def _edge(screen: Screen, left: str, title: str, corner: str, right: str) -> None:
    rule = "─" * max(1, screen.width - cell_len(title) - cell_len(corner) - 8)
    screen.line((f"{left}─ ", "dim"), title, (f" {rule} ", "dim"), corner, (f" ─{right}", "dim"))


def _title(desk: Desk, line: Line) -> str:
    channel = desk.workspace.channels.get(str(line["channel"]))
    return f"{platforms.get(channel.platform).label} · {line['channel']}" if channel else str(line["channel"])


def _corner(line: Line) -> str:
    part, parts = line["part"], line["parts"]
    if isinstance(part, int) and isinstance(parts, int) and parts > 1:
        return f"{part}/{parts}"
    return "post 1 of 1"


def _body(screen: Screen, desk: Desk, line: Line) -> Iterator[tuple[str, str]]:
    """Yield the lines of the card: its text, how long that is, whether it is ours and new."""
    cells, text = screen.width - 4, str(line["text"] or "")
    channel = desk.workspace.channels.get(str(line["channel"]))
    platform = platforms.get(channel.platform) if channel else None
    for paragraph in (platform.shown(text) if platform else text).splitlines():
        yield from ((words, "") for words in wrapped(paragraph, cells))
    if channel and platform:
        length, limit = platform.length(text), channel.limit or platform.limit
        yield f"{screen.meter(length, limit)} {length}/{limit}", "dim"
    verified = line["verified"]
    words, style = SIGNED[verified if isinstance(verified, bool) else None]
    yield from ((each, style) for each in wrapped(words, cells))
    if line["repeated"]:
        yield "· a repeat of what is here already, so it is dropped", "dim"
    if line["status"] is not None and not str(line["status"]).startswith("2"):
        yield f"✗ answered with {line['status']}, and not taken in", "red"
