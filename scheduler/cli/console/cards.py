"""Posts as cards: the text as it will arrive, a length meter, both clocks, the window in which it is true."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from rich.cells import cell_len

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.screen import Screen, city, clock_time, from_now, span, two_clocks
from scheduler.model import Channel, Expiry, Part, PartState, Post
from scheduler.plan.material import platform_of
from scheduler.plan.slots import NEXT_FREE
from scheduler.platforms import Platform
from scheduler.workspace import Workspace

WHY = {
    Expiry.UNTRUE: "true until {end}; not sent after that",
    Expiry.EXPIRES: "expires {end}; not sent after that",
    Expiry.LATE: "not sent after {end}: at most {late} late",
}


def draw_posts(screen: Screen, desk: Desk, posts: Iterable[Post]) -> None:
    """Draw the posts, those of one step and time under one heading."""
    for (_, _, due_at), group in groupby(posts, key=lambda post: (post.campaign, post.step, post.due_at)):
        members = list(group)
        first = members[0]
        screen.line((f"{first.campaign} · {first.step}", "bold"), _threaded(members))
        when = two_clocks(due_at, desk.workspace.audience_zone or first.zone, desk.workspace.zone)
        if first.when == NEXT_FREE:
            when = f"{NEXT_FREE}, at present {when}"
        screen.line("  ", when, ("   " + from_now(due_at, desk.now), "dim"))
        for post in members:
            _draw_post(screen, desk, post)
        screen.line()


def _threaded(posts: list[Post]) -> str:
    longest = max(len(post.parts) for post in posts)
    return f" · thread of {longest}" if longest > 1 else ""


def _draw_post(screen: Screen, desk: Desk, post: Post) -> None:
    channel = desk.workspace.channels[post.channel]
    platform = platform_of(channel)
    for part in post.parts:
        _card(
            screen,
            _title(platform, channel),
            _numbered(post, part),
            list(_body(screen, part, platform)),
            joined=part.number > 1,
            goes_on=part.number < len(post.parts),
        )
    for problem in desk.drafted.blocked.get(post.key, ()):
        screen.line("  ", ("✗ blocked: ", "red"), problem.message)
    if is_over(post, desk.now):
        screen.line("  ", ("✗ its time is over: it would not be sent", "yellow"))
    screen.line((f"  {_window(post, desk.workspace)}", "dim"))
    if post.approvals_required:
        screen.line("  ", (_approval(post, desk.workspace), "yellow" if post.state is PartState.AWAITING else "dim"))


def is_over(post: Post, now: datetime) -> bool:
    """Whether its first part could not start any more."""
    return post.not_after <= now


def _window(post: Post, workspace: Workspace) -> str:
    """Return until when the post may be sent, and by which rule."""
    part = post.parts[0]
    end = f"{clock_time(part.not_after, workspace.zone)} {city(workspace.zone)}"
    late = span(workspace.late.total_seconds())
    return WHY[part.expiry].format(end=end, late=late)


def _approval(post: Post, workspace: Workspace) -> str:
    """Return how many approvals hold, and whose they are."""
    given = ", ".join(f"{each.user} {clock_time(each.at, workspace.zone)}" for each in post.approved)
    words = "needs approval" if post.state is PartState.AWAITING else "approved"
    counted = f"{words} ({len(post.approved)} of {post.approvals_required})"
    return f"{counted}: {given}" if given else counted


def _title(platform: Platform, channel: Channel) -> str:
    """Return the platform, and the account or channel where its name says more."""
    name = channel.handle or channel.name
    return platform.label if name == platform.name else f"{platform.label} · {name}"


def _numbered(post: Post, part: Part) -> str:
    return f"{part.number}/{len(post.parts)}" if len(post.parts) > 1 else "1 post"


def _body(screen: Screen, part: Part, platform: Platform) -> Iterator[tuple[str, str]]:
    """Yield the lines of a card: text and style."""
    cells = screen.width - 4
    text = platform.shown(part.content.text)
    for paragraph in text.split("\n"):
        for line in wrapped(paragraph, cells):
            yield line, ""
    if part.content.link and part.content.link not in text:
        yield from ((line, "dim") for line in wrapped(f"link: {part.content.link}", cells))
    if part.content.image:
        yield from ((line, "dim") for line in wrapped(f"image: {part.content.image.url}", cells))
    yield from ((line, "dim") for line in wrapped(_measured(screen, part.content.text, platform), cells))


def _measured(screen: Screen, text: str, platform: Platform) -> str:
    length = platform.length(text)
    left = platform.limit - length
    verdict = f"{left} left" if left >= 0 else f"{-left} OVER"
    why = " · ".join((verdict, *platform.explain(text)))
    return f"{screen.meter(length, platform.limit)} {length}/{platform.limit}  {why}"


def wrapped(paragraph: str, cells: int) -> list[str]:
    """Return the paragraph in lines of at most so many cells, broken at spaces where a word fits a line.

    Wide characters count as two cells; a word longer than a line, such as an address, fills the lines it crosses.
    """
    lines = [""]
    for number, word in enumerate(paragraph.split(" ")):
        spaced = f" {word}" if number else word
        if cell_len(lines[-1]) + cell_len(spaced) <= cells:
            lines[-1] += spaced
        elif cell_len(word) <= cells:
            lines.append(word)
        else:
            _fill(lines, spaced, cells)
    return lines


def _fill(lines: list[str], word: str, cells: int) -> None:
    for character in word:
        if cell_len(lines[-1]) + cell_len(character) > cells:
            lines.append("")
        lines[-1] += character


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
        ("╭─┴ " if joined else "╭─ ", "dim"),
        title,
        (f" {rule[1:] if joined else rule} ", "dim"),
        corner,
        (" ─╮", "dim"),
    )
    for text, style in body:
        screen.line(("│ ", "dim"), (text, style), " " * max(0, width - 4 - cell_len(text)), (" │", "dim"))
    screen.line((f"{'╰─┬' if goes_on else '╰──'}{'─' * (width - 4)}╯", "dim"))
