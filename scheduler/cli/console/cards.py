"""Posts as cards: the text as it will arrive, a length meter, both clocks, the window in which it is true."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.cells import cell_len, chop_cells

from scheduler import platforms
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.screen import Screen, city, clock_time, from_now, two_clocks
from scheduler.model import Channel, Expiry, Part, Post
from scheduler.platforms import Platform

WHY = {
    Expiry.UNTRUE: "true until",
    Expiry.EXPIRES: "expires",
    Expiry.LATE: "not sent after",
}


def draw_posts(screen: Screen, desk: Desk, posts: Iterable[Post]) -> None:
    """Draw the posts, those of one step and time under one heading."""
    for (_, _, due_at), group in groupby(posts, key=lambda post: (post.campaign, post.step, post.due_at)):
        members = list(group)
        first = members[0]
        screen.line((f"{first.campaign} · {first.step}", "bold"), _threaded(members))
        when = two_clocks(due_at, desk.workspace.audience_zone or first.zone, desk.workspace.zone)
        screen.line("  ", when, ("   " + from_now(due_at, desk.now), "dim"))
        for post in members:
            _draw_post(screen, desk.workspace.channels[post.channel], post, desk.workspace.zone)
        screen.line()


def _threaded(posts: list[Post]) -> str:
    longest = max(len(post.parts) for post in posts)
    return f" · thread of {longest}" if longest > 1 else ""


def _draw_post(screen: Screen, channel: Channel, post: Post, zone: str) -> None:
    platform = platforms.get(post.platform)
    if channel.limit is not None:
        platform = platform.with_limit(channel.limit)
    for part in post.parts:
        _card(
            screen,
            f"{platform.label} · {channel.handle or post.channel}",
            _numbered(post, part),
            list(_body(screen, part, platform)),
            joined=part.number > 1,
            goes_on=part.number < len(post.parts),
        )
    end = post.parts[0]
    note = f"  {WHY[end.expiry]} {clock_time(end.not_after, zone)} {city(zone)}"
    screen.line((note, "dim"))


def _numbered(post: Post, part: Part) -> str:
    return f"{part.number}/{len(post.parts)}" if len(post.parts) > 1 else "1 post"


def _body(screen: Screen, part: Part, platform: Platform) -> Iterator[tuple[str, str]]:
    """Yield the lines of a card: text and style."""
    for paragraph in part.content.text.split("\n"):
        for line in _wrapped(paragraph, screen.width - 4):
            yield line, ""
    if part.content.link and part.content.link not in part.content.text:
        yield f"link: {part.content.link}"[: screen.width - 4], "dim"
    if part.content.image:
        yield f"image: {part.content.image.url}"[: screen.width - 4], "dim"
    yield _measured(screen, part.content.text, platform), "dim"


def _measured(screen: Screen, text: str, platform: Platform) -> str:
    length = platform.length(text)
    left = platform.limit - length
    verdict = f"{left} left" if left >= 0 else f"{-left} OVER"
    why = " · ".join((verdict, *platform.explain(text)))
    return f"{screen.meter(length, platform.limit)} {length}/{platform.limit}  {why}"


def _wrapped(paragraph: str, cells: int) -> list[str]:
    """Return the paragraph in lines of at most so many cells; wide characters and long words included."""
    if cell_len(paragraph) <= cells:
        return [paragraph]
    narrow = cell_len(paragraph) == len(paragraph)
    if narrow:
        lines = textwrap.wrap(paragraph, cells, break_on_hyphens=False, drop_whitespace=True)
        return lines or [""]
    lines, line = [], ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= cells:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, cells) or [""]
        lines.extend(full)
    return [*lines, line]


def _card(
    screen: Screen,
    title: str,
    corner: str,
    body: list[tuple[str, str]],
    *,
    joined: bool,
    goes_on: bool,
) -> None:
    if not screen.unicode:
        screen.line((f"{title}   {corner}", "bold"))
        for text, style in body:
            screen.line("| ", (text, style))
        return
    width = screen.width
    rule = "─" * max(1, width - cell_len(title) - cell_len(corner) - 8)
    screen.line(
        ("╭─┴ " if joined else "╭─ ", "dim"), title, (f" {rule} "[int(joined) :], "dim"), corner, (" ─╮", "dim")
    )
    for text, style in body:
        screen.line(("│ ", "dim"), (text, style), " " * max(0, width - 4 - cell_len(text)), (" │", "dim"))
    screen.line((f"{'╰─┬' if goes_on else '╰──'}{'─' * (width - 4)}╯", "dim"))
