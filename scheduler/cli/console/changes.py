"""A plan as a diff: signs, both times, the reason for each change, and one line that sums it up."""

from collections.abc import Sequence
from itertools import groupby

from scheduler.cli.console.desk import Desk
from scheduler.cli.console.lay_out import lines_of
from scheduler.cli.console.screen import Screen, city, clock_time, from_now
from scheduler.model import Change, Op, PartState, Plan, Post

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


def draw_plan(screen: Screen, plan: Plan, desk: Desk) -> None:
    """Draw every change under its campaign, with the legend above and the counts below."""
    if not plan.changes:
        screen.line("No changes: the queue is as the files have it.")
        return
    draw_changes(screen, plan.changes, desk, legend=True)
    screen.line()
    screen.line(summary(plan))
    first = min((change.after.due_at for change in plan.changes if change.op in ADDING and change.after), default=None)
    if first:
        zone = desk.workspace.zone
        screen.line(f"First effect: {clock_time(first, zone)} {city(zone)}, {from_now(first, desk.now)}.")


def draw_changes(screen: Screen, changes: Sequence[Change], desk: Desk, *, legend: bool = False) -> None:
    """Draw changes under their campaigns."""
    if legend:
        screen.line((f"  {LEGEND}", "dim"))
        if any(_asks(change) for change in changes):
            screen.line((f"  {APPROVAL}", "dim"))
    for campaign, members in groupby(sorted(changes, key=_campaign), key=_campaign):
        screen.line()
        screen.line((campaign, "bold"))
        some = sorted(members, key=lambda change: (change.post.due_at, change.key))
        wide = max(len(change.key.partition("/")[2]) for change in some)
        for change in some:
            _draw_change(screen, change, desk, wide)


ADDING = frozenset({Op.ADD, Op.RETIME, Op.REWORD})


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


def _draw_change(screen: Screen, change: Change, desk: Desk, wide: int) -> None:
    post = change.before if change.op is Op.HELD and change.before else change.post
    zone = desk.workspace.zone
    name = change.key.partition("/")[2].ljust(wide)
    when = f"{clock_time(post.due_at, zone)} {city(zone)}"
    words = [] if change.reason in {"", "new"} else [change.reason]
    words += [_approval(post)] if _asks(change) else []
    reason = "; ".join(words)
    sign = ("?", "yellow") if _asks(change) else (" ", "")
    if 2 + 3 + wide + 2 + len(when) + 2 + len(reason) <= screen.width:
        screen.line("  ", SIGNS[change.op], sign, f"{name}  ", when, (f"  {reason}" if reason else "", "dim"))
    else:
        screen.line("  ", SIGNS[change.op], sign, f"{name}  ", when)
        for line in lines_of(reason, screen.width - 6):
            screen.line((f"      {line}", "dim"))
    if change.before and change.after and change.before.content_hash != change.after.content_hash:
        for before, after in _texts(change.before, change.after):
            screen.line("      ", (f"- {before}", "red"))
            screen.line("      ", (f"+ {after}", "green"))


def _approval(post: Post) -> str:
    """Return how many approvals hold, of how many it takes, and whose no longer do."""
    lost = dict.fromkeys(each.user for each in post.approvals if each not in post.approved)
    again = f"; no longer that of {', '.join(lost)}" if lost else ""
    return f"{len(post.approved)} of {post.approvals_required} approvals{again}"


def _texts(before: Post, after: Post) -> list[tuple[str, str]]:
    """Return the lines that differ, old and new, of the parts that differ."""
    pairs: list[tuple[str, str]] = []
    for old, new in zip(before.parts, after.parts, strict=False):
        rows = zip(old.content.text.split("\n"), new.content.text.split("\n"), strict=False)
        pairs.extend((one, other) for one, other in rows if one != other)
    return pairs


def _campaign(change: Change) -> str:
    return change.key.partition("/")[0]
