"""A plan as a diff: signs and words, both clocks, what changed word by word, why, and one line that sums it up."""

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len

from scheduler.cli.console.changes.words import lengths, texts
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.lay_out import Piece, laid_out, lines_of
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.times import from_now, two_clocks
from scheduler.model import Change, Op, PartState, Plan, Post
from scheduler.plan.reasons import MOVED
from scheduler.plan.wording import Kind

SIGNS = {
    Op.ADD: ("+", "green"),
    Op.RETIME: ("~", "yellow"),
    Op.REWORD: ("~", "yellow"),
    Op.CANCEL: ("-", "red"),
    Op.HELD: ("!", "magenta"),
    Op.SENT: ("=", "dim"),
    Op.MISSED: ("x", "red"),
}
LEGEND = "+ add   ~ change   - cancel   ! held by hand   = already sent   x missed"
APPROVAL = "? beside a sign: needs approval"
WORDS = "[-words that go-]  {+words that come+}"
MARKS = {Kind.SAME: ("", "", ""), Kind.GONE: ("[-", "-]", "red"), Kind.NEW: ("{+", "+}", "green")}

ADDING = frozenset({Op.ADD, Op.RETIME, Op.REWORD})

SHORTENED = 32
"""Words that stay the same are left out in the middle where they are longer than this, in cells."""

NEAR = 3
"""So many words beside a change are kept."""


def draw_plan(screen: Screen, plan: Plan, desk: Desk) -> None:
    """Draw every change under its campaign, with the legend above and the counts below."""
    if not plan.changes:
        screen.line("No changes: the queue is as the files have it.")
        return
    draw_changes(screen, plan.changes, desk, legend=True)
    screen.line()
    for line in lines_of(summary(plan), screen.width):
        screen.line(line)
    first = min((change.after.due_at for change in plan.changes if change.op in ADDING and change.after), default=None)
    if first:
        zones = desk.workspace.audience_zone, desk.workspace.zone
        when = f"{two_clocks(first, *zones)}, {from_now(first, desk.now)}" if first > desk.now else "at once"
        screen.line(f"First effect: {when}.")


def draw_changes(screen: Screen, changes: Sequence[Change], desk: Desk, *, legend: bool = False) -> None:
    """Draw changes under their campaigns; a reason that all of them have is said once."""
    if legend:
        screen.line((f"  {LEGEND}", "dim"))
        if any(_asks(change) for change in changes):
            screen.line((f"  {APPROVAL}", "dim"))
        if any(_has_words(change) for change in changes):
            screen.line((f"  {WORDS}", "dim"))
    for campaign, members in groupby(sorted(changes, key=_campaign), key=_campaign):
        some = sorted(members, key=lambda change: (change.post.due_at, change.key))
        cause = _cause_of_all(some)
        screen.line()
        screen.line((campaign, "bold"), f"  {cause}" if cause else "")
        wide = max(cell_len(change.key.partition("/")[2]) for change in some)
        for change in some:
            _draw_change(screen, change, desk, wide, cause)


def _cause_of_all(changes: Sequence[Change]) -> str:
    """Return why a campaign's posts change, where that is one thing: its release moved, or was called off."""
    for op in (Op.RETIME, Op.CANCEL):
        causes = {change.reason.partition(";")[0] for change in changes if change.op is op}
        if causes and len(changes) > 1:
            cause = causes.pop()
            return cause if not causes and cause.startswith(("release ", "the release ")) else ""
    return ""


def summary(plan: Plan, *, done: bool = False) -> str:
    """Return `Plan: 2 to add, 1 to change, 0 to cancel.`, or `Applied: 2 added, ...`, and what else was found."""
    counts = plan.counts
    numbers = (counts[Op.ADD], counts[Op.RETIME] + counts[Op.REWORD], counts[Op.CANCEL])
    verbs = ("added", "changed", "cancelled") if done else ("to add", "to change", "to cancel")
    words = [f"{number} {verb}" for number, verb in zip(numbers, verbs, strict=True)]
    words += [f"{counts[op]} {said}" for op, said in TOLD.items() if counts[op]]
    waiting = sum(_asks(change) for change in plan.changes)
    approval = f" {waiting} {'waits' if waiting == 1 else 'wait'} for approval." if waiting else ""
    return f"{'Applied' if done else 'Plan'}: {', '.join(words)}.{approval}"


TOLD = {Op.HELD: "held", Op.SENT: "already sent", Op.MISSED: "missed"}


def _asks(change: Change) -> bool:
    """Whether a change leads to a post that waits for an approval."""
    return change.op in ADDING and change.after is not None and change.after.state is PartState.AWAITING


def _has_words(change: Change) -> bool:
    before, after = change.before, change.after
    return before is not None and after is not None and before.content_hash != after.content_hash


def _draw_change(screen: Screen, change: Change, desk: Desk, wide: int, cause: str) -> None:
    post = change.before if change.op is Op.HELD and change.before else change.post
    sign = ("?", "yellow") if _asks(change) else (" ", "")
    name = change.key.partition("/")[2]
    times = _times(change, post, desk)
    head = f"{name}{' ' * (wide - cell_len(name))}  "
    if len(times) == 1 and 5 + cell_len(head + times[0]) <= screen.width:
        screen.line("  ", SIGNS[change.op], sign, " ", head, times[0])
    else:
        lines = lines_of(name, screen.width - 5)
        screen.line("  ", SIGNS[change.op], sign, " ", lines[0])
        for line in lines[1:]:
            screen.line("     ", line)
        for line in times:
            screen.line("      ", line)
    for line in lines_of("; ".join(_words(change, cause)), screen.width - 6):
        if line:
            screen.line("      ", (line, "dim"))
    if _has_words(change):
        _draw_words(screen, change, desk)


def _times(change: Change, post: Post, desk: Desk) -> list[str]:
    """Return when on both clocks: one line, or the old time and the new one."""

    def when(instant_of: Post) -> str:
        year = instant_of.due_at.year != desk.now.year
        return two_clocks(instant_of.due_at, desk.workspace.audience_zone, desk.workspace.zone, year=year)

    before, after = change.before, change.after
    if change.op in {Op.HELD, Op.MISSED} or before is None or after is None or before.due_at == after.due_at:
        return [when(post)]
    if change.op in {Op.SENT, Op.CANCEL}:
        return [when(before)]
    return [f"- {when(before)}", f"+ {when(after)}"]


def _words(change: Change, cause: str) -> list[str]:
    """Return why, apart from what stands there already: that it is new, its two times, the campaign's cause."""
    reason = change.reason
    if reason in {"", "new"} or (reason.startswith(MOVED) and change.op is Op.RETIME):
        reason = reason.partition("; ")[2]
    reason = reason.removeprefix(cause).removeprefix("; ") if cause else reason
    if _has_words(change):  # they are seen below
        reason = reason.removesuffix("text changed").removesuffix("; ")
    words = [reason] if reason else []
    return words + ([_approval(change.post)] if _asks(change) and change.post.approvals else [])


def _approval(post: Post) -> str:
    """Return how many approvals hold, of how many it takes, and whose no longer do."""
    lost = dict.fromkeys(each.user for each in post.approvals if each not in post.approved)
    again = f"; no longer that of {', '.join(lost)}" if lost else ""
    return f"{len(post.approved)} of {post.approvals_required} approvals{again}"


def _draw_words(screen: Screen, change: Change, desk: Desk) -> None:
    """Draw what changed in the texts, part by part."""
    if change.before is None or change.after is None:
        return
    for label, lines in texts(change.before, change.after):
        for number, words in enumerate(lines):
            lead = f"{label}: " if label and number == 0 else ""
            pieces: list[Piece] = [(lead, "dim")] if lead else []
            for at, each in enumerate(words):
                opens, closes, style = MARKS[each.kind]
                text = each.text if each.kind is not Kind.SAME else _shortened(each.text, at, len(words))
                pieces.append((f"{opens}{text}{closes}", style))
            for line in laid_out(pieces, screen.width - 8):
                screen.line("        ", *line)
    if sized := lengths(change.before, change.after, desk):
        screen.line((f"        {sized}", "dim"))


def _shortened(text: str, at: int, of: int) -> str:
    """Return words that stay, without those that are far from a change."""
    if cell_len(text) <= SHORTENED:
        return text
    words = text.split(" ")
    left = " ".join(words[:NEAR]) if at else ""
    right = " ".join(words[-NEAR:]) if at < of - 1 else ""
    kept = f"{left}…{right}"
    return kept if cell_len(kept) < cell_len(text) else text


def _campaign(change: Change) -> str:
    return change.key.partition("/")[0]
