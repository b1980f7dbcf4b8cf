"""Posts as cards on the terminal: the text as it will arrive, a length meter, both clocks, facts, warnings."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.preview.shown import ShownPart, ShownPost, by_step
from scheduler.cli.console.preview.wire import Wire, wire_of
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.times import from_now, two_clocks
from scheduler.model import PartState, Post
from scheduler.plan.slots import NEXT_FREE

Remark = tuple[str, str]
"""Words below a card, and their style."""


def draw_posts(screen: Screen, desk: Desk, posts: Iterable[Post], *, wire: bool = False) -> None:
    """Draw the posts, those of one step and time under one heading; what holds for all of them is said there."""
    for members in by_step(desk, posts):
        first = members[0].post
        approvals = list(dict.fromkeys(each.approval for each in members))
        asked = f" · {approvals[0]}" if len(approvals) == 1 and approvals[0] else ""
        screen.line((f"{first.campaign} · {first.step}", "bold"), _threaded(members), asked)
        when = two_clocks(first.due_at, desk.workspace.audience_zone or first.zone, desk.workspace.zone)
        if first.when == NEXT_FREE:
            when = f"{NEXT_FREE}, at present {when}"
        screen.line("  ", when, ("   " + from_now(first.due_at, desk.now), "dim"))
        alike = _alike(members)
        _remarks(screen, alike)
        for each in members:
            _draw_post(screen, each, [remark for remark in _said(each) if remark not in alike])
            if wire:
                _draw_wire(screen, wire_of(desk, each.post))
        screen.line()


def _threaded(posts: Sequence[ShownPost]) -> str:
    longest = max(len(each.parts) for each in posts)
    return f" · thread of {longest}" if longest > 1 else ""


def _alike(members: Sequence[ShownPost]) -> list[Remark]:
    """Return the remarks that every post of a step has; of one post alone they stand below its card."""
    if len(members) == 1:
        return []
    return [remark for remark in _said(members[0]) if all(remark in _said(each) for each in members[1:])]


def _said(each: ShownPost) -> list[Remark]:
    """Return what there is to say of a post: what is wrong first, then its times, then what it rests on."""
    remarks = [(f"✗ blocked: {problem.message}", "red") for problem in each.blocked]
    remarks += [(f"⚠ {problem.message}", "yellow") for problem in each.warned]
    if each.over:
        remarks.append(("✗ its time is over: it would not be sent", "yellow"))
    remarks.append((each.window, "dim"))
    remarks += [(words, "dim") for words in each.truths]
    for fact in each.facts:
        remarks.append((f"{fact.label}: {fact.words} ({fact.place.file}:{fact.place.line})", "dim"))
        if fact.source and fact.source not in fact.words:
            remarks.append((f'  from "{fact.source}"', "dim"))
    return remarks


def _remarks(screen: Screen, remarks: Iterable[Remark]) -> None:
    for words, style in remarks:
        indent = " " * (len(words) - len(words.lstrip()) + 2)
        for number, line in enumerate(lines_of(words.strip(), screen.width - len(indent) - 2)):
            screen.line(indent if number == 0 else f"{indent}  ", (line, style))


def _draw_post(screen: Screen, each: ShownPost, remarks: Sequence[Remark]) -> None:
    for part in each.parts:
        number = part.part.number
        corner = f"{number}/{part.of}" if part.of > 1 else "post 1 of 1"
        _card(screen, each.title, corner, list(_body(screen, part)), joined=number > 1, goes_on=number < part.of)
    _remarks(screen, remarks)
    if each.approval and each.post.approved:
        screen.line("  ", (each.approval, "yellow" if each.post.state is PartState.AWAITING else "dim"))


def _body(screen: Screen, part: ShownPart) -> Iterator[tuple[str, str]]:
    """Yield the lines of a card: text and style."""
    cells = screen.width - 4
    for paragraph in part.text.split("\n"):
        for line in wrapped(paragraph, cells):
            yield line, ""
    if part.link:
        yield from ((line, "dim") for line in wrapped(f"link: {part.link}", cells))
    if image := part.part.content.image:
        yield from ((line, "dim") for line in wrapped(f"image: {image.url}", cells))
        alt = f"image shows: {image.alt}" if image.alt else "image without a description"
        yield from ((line, "dim") for line in wrapped(alt, cells))
    limit = part.platform.limit
    measured = f"{screen.meter(part.length, limit)} {part.length}/{limit}  {part.verdict}"
    yield from ((line, "dim") for line in wrapped(measured, cells))


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


def _draw_wire(screen: Screen, wires: Iterable[Wire]) -> None:
    """Draw the requests of a post, as `--wire` has them."""
    for wire in wires:
        note = "  (before the post, once a session)" if wire.prepares else ""
        screen.line()
        screen.line("  ", (f"{wire.method} {wire.url}", "bold"), (note, "dim"))
        for name, value in wire.headers:
            screen.line("  ", (f"{name}: ", "cyan"), value)
        screen.line()
        for line in wire.pretty.splitlines():
            screen.line("  ", line)
    screen.line()
