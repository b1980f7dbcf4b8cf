"""The queue as a table: when on both clocks, which post, how it stands, and what a hand did to it."""

from collections.abc import Sequence

from rich.cells import cell_len

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.times import city, clock_time
from scheduler.model import Hand, PartState, Post

LEFT = 42
"""Cells of a line that are kept free for the times and the state, whatever the length of the keys."""


def draw_list(screen: Screen, desk: Desk, posts: Sequence[Post]) -> None:
    """Draw one line a post, and the counts below."""
    if not posts:
        screen.line("The queue is empty. Fill it with:  tminus apply")
        return
    own, theirs = desk.workspace.zone, desk.workspace.audience_zone
    wide = min(max(cell_len(post.key) for post in posts), screen.width - LEFT)
    dates = [clock_time(post.due_at, own) for post in posts]
    years = {date[11:15] for date in dates}
    if len(years) == 1:
        dates = [date[:10] + date[15:] for date in dates]
    here = max(len(city(own)) + 5, *map(len, dates)) + 2
    there = f"{city(theirs):<{_cells(theirs)}}" if theirs != own else ""
    head = f"{city(own)} {years.pop()}" if len(years) == 1 else city(own)
    screen.line((f"{head:<{here}}{there}{'post':<{wide + 2}}state", "bold"))
    for post, date in zip(posts, dates, strict=True):
        audience = f"{_their_time(post, own, theirs):<{_cells(theirs)}}" if theirs != own else ""
        sign, style = screen.state(post.state)
        count = f" {len(post.approved)}/{post.approvals_required}" if post.state is PartState.AWAITING else ""
        line = f"{date:<{here}}{audience}"
        below: list[str] = []
        remarks = _remarks(post)
        if cell_len(line + post.key) + 2 + cell_len(sign + count) <= screen.width:
            line += f"{post.key:<{wide + 2}}"
        else:  # the key has a line of its own, whole where it can be: it is what people copy
            below = lines_of(post.key, screen.width - 2)
        fits = cell_len(line + sign + count + remarks) <= screen.width
        screen.line(line, (sign + count, style), (remarks if fits else "", "dim"))
        for words in below:
            screen.line("  ", words)
        for words in () if fits else lines_of(remarks, screen.width - here):
            screen.line(" " * here, (words, "dim"))
    screen.line()
    screen.line(counted(posts))


def _cells(zone: str) -> int:
    return max(11, len(city(zone)) + 2)


def _their_time(post: Post, own: str, theirs: str) -> str:
    """Return the audience's clock; with its day where that is another one."""
    here, there = clock_time(post.due_at, own), clock_time(post.due_at, theirs)
    return there[-5:] if here[:15] == there[:15] else f"{there[:3]} {there[-5:]}"


def _remarks(post: Post) -> str:
    """Return what else there is to know: by hand, how far the thread is, why."""
    words = [each.kind.value for each in post.overrides if each.kind is not Hand.CANCELLED]
    words = [f"{', '.join(words)} by hand"] if words else ["held"] if post.held else []
    if len(post.parts) > 1:
        done = sum(part.state is PartState.DELIVERED for part in post.parts)
        words.append(f"{done} of {len(post.parts)} parts sent" if done else f"thread of {len(post.parts)}")
    words += [reason for reason in dict.fromkeys(part.reason for part in post.parts) if reason][:1]
    return "".join(f"  {each}" for each in words)


def counted(posts: Sequence[Post]) -> str:
    """Return how many posts are in which state."""
    states = [post.state.value for post in posts]
    return ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
