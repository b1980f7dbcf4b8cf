"""A plan as GitHub-flavoured Markdown: the comment under a pull request that says what merging it would change.

The same files and the same queue give the same bytes: nothing in it depends on when it is made. What people wrote is
escaped, so that it can be neither markup nor a mention that calls somebody.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from scheduler import platforms
from scheduler.cli.console.changes.changes import summary
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.times import two_clocks
from scheduler.errors import Problem
from scheduler.model import Change, Op, Plan, Post
from scheduler.plan import Correction

SIGNS: Final = {
    Op.ADD: "➕ add",
    Op.RETIME: "🕒 move",
    Op.REWORD: "✏️ reword",
    Op.CANCEL: "➖ cancel",
    Op.HELD: "✋ held by hand",
    Op.SENT: "📨 already sent",
    Op.MISSED: "❌ missed",
}
OPEN: Final = 20
"""A campaign with more changes than this is folded."""

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]#!|~<>&@])")

_INSIDE: Final = re.compile(r"""[\\`*_\[\]|~<>&@"']""")


def pull_request(plan: Plan, desk: Desk, problems: Sequence[Problem], drafts: Sequence[Correction]) -> str:
    """Return the comment."""
    lines = ["### tminus plan", "", f"**{escaped(summary(plan))}**" if plan.changes else "No changes.", ""]
    ordered = sorted(plan.changes, key=lambda change: (_campaign(change), change.post.due_at, change.key))
    for campaign, members in groupby(ordered, key=_campaign):
        lines += _of_campaign(campaign, list(members), desk)
    if drafts:
        lines += ["<details open>", f"<summary><b>Corrections to consider</b>: {len(drafts)}</summary>", ""]
        for each in drafts:
            lines += [f"For {', '.join(code(key) for key in each.of)}:", "", *fenced(each.text), ""]
            lines += [code(each.link), ""] if each.link else []
        lines += ["</details>", ""]
    if problems:
        many = f"{len(problems)} warning{'s' if len(problems) > 1 else ''}"
        lines += ["<details>", f"<summary>{many}</summary>", "", *map(_problem, problems), "", "</details>", ""]
    return "\n".join(lines).rstrip() + "\n"


def _of_campaign(campaign: str, changes: Sequence[Change], desk: Desk) -> Iterator[str]:
    many = f"{len(changes)} change{'s' if len(changes) > 1 else ''}"
    yield "<details>" if len(changes) > OPEN else "<details open>"
    yield f"<summary><b>{escaped_html(campaign)}</b>: {many}</summary>"
    yield ""
    yield "| | post | when | why |"
    yield "|---|---|---|---|"
    for change in changes:
        cells = (SIGNS[change.op], code(change.key.partition("/")[2]), _when(change, desk), _why(change))
        yield f"| {' | '.join(cells)} |"
    yield ""
    for change in changes:
        if change.before and change.after and change.before.content_hash != change.after.content_hash:
            yield from _words(change, change.before, change.after)
    yield "</details>"
    yield ""


def _when(change: Change, desk: Desk) -> str:
    before, after = change.before, change.after
    zones = desk.workspace.audience_zone, desk.workspace.zone
    if before and after and before.due_at != after.due_at and change.op not in {Op.HELD, Op.SENT}:
        old, new = (escaped(two_clocks(post.due_at, *zones)) for post in (before, after))
        return f"<del>{old}</del><br>{new}"
    post = change.before if change.op in {Op.HELD, Op.SENT} and change.before else change.post
    return escaped(two_clocks(post.due_at, *zones))


def _why(change: Change) -> str:
    where = f" ({code(str(change.place))})" if change.place else ""
    return f"{escaped(change.reason)}{where}"


def _words(change: Change, before: Post, after: Post) -> Iterator[str]:
    """Yield both texts, as a diff that GitHub paints."""
    yield f"<details><summary>words of <code>{escaped_html(change.key.partition('/')[2])}</code></summary>"
    yield ""
    old, new = (_lines(post) for post in (before, after))
    same = [line for line in old if line in new]
    rows = [f"- {line}" for line in old if line not in same] + [f"+ {line}" for line in new if line not in same]
    yield from fenced("\n".join(rows) or "  the texts are the same; what travels beside them changed", "diff")
    yield ""
    yield "</details>"
    yield ""


def _lines(post: Post) -> list[str]:
    """Return the lines of a post as its readers see them; of a thread, each with the part's number."""
    many, platform = len(post.parts), platforms.get(post.platform)
    return [
        f"{part.number}/{many} {line}" if many > 1 else line
        for part in post.parts
        for line in platform.shown(part.content.text).split("\n")
    ]


def _problem(problem: Problem) -> str:
    place = f" {code(str(problem.place))}" if problem.place else ""
    hint = f"; {escaped(problem.hint)}" if problem.hint else ""
    return f"- **{problem.severity.value}** {code(problem.code)}{place} {escaped(problem.message)}{hint}"


def fenced(text: str, language: str = "") -> list[str]:
    """Return a text in a fence that nothing in it can close."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{language}", *text.split("\n"), fence]


def code(text: str) -> str:
    """Return a text as code in a line; in a table a `|` would end the cell, whatever stands around it."""
    return f"<code>{escaped_html(text)}</code>"


def escaped_html(text: str) -> str:
    """Return a text that is neither HTML nor Markdown inside an HTML element."""
    return _INSIDE.sub(lambda found: f"&#{ord(found[0])};", text.replace("\n", " "))


def escaped(text: str) -> str:
    """Return a text that is not Markdown, calls nobody and links nowhere."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", text.replace("\n", " "))


def _campaign(change: Change) -> str:
    return change.key.partition("/")[0]
