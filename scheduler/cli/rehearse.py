"""Play the whole campaign in seconds.

The real daemon, real HTTP, the built-in receiver, stepping time.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.happenings import Digest
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.rehearsal import Rehearsal
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import post_json
from scheduler.cli.console.standstill import approval_problems, pause_problems
from scheduler.cli.status import paused_problems
from scheduler.model import WAITING, Op, PartState, Plan, Post

TROUBLE = 6
TROUBLED = frozenset({PartState.FAILED, PartState.UNKNOWN, PartState.EXPIRED, PartState.SCHEDULED, PartState.SENDING})


@a_command()
@click.pass_context
def command(context: click.Context) -> Answer:
    """Play the whole campaign in seconds: the real daemon, real HTTP, the built-in receiver, stepping time.

    It works on a copy of the queue with the files' changes applied; nothing leaves this machine, and no secret is
    needed. Exit code 6 if a post would fail, expire or stay unknown.
    """
    desk = open_desk(context, takes_at=True)
    plan, problems = desk.plan()
    digest = Digest(Screen(desk.options), desk.workspace.zone)
    with tempfile.TemporaryDirectory(prefix="tminus-") as folder:
        rehearsal = Rehearsal(desk, Path(folder))
        with rehearsal.prepared(plan):
            paused, everything = rehearsal.paused(), rehearsal.paused_all()
            before = [post for post in rehearsal.posts() if post.state in WAITING]
            waiting = {post.key for post in before}
            for happening in rehearsal.happenings():
                if not desk.options.json and not desk.options.quiet:
                    digest.draw(happening)
            posts = [post for post in rehearsal.posts() if post.key in waiting]
            caught = rehearsal.caught()
    problems += pause_problems(everything, desk.workspace.zone) + approval_problems(before)
    problems += paused_problems(paused, [post for post in posts if post.state is not PartState.DELIVERED])
    troubled = [post for post in posts if post.state in TROUBLED]
    report = summary(posts, caught)

    def show(screen: Screen) -> None:
        draw_missed(screen, plan)
        for line in summary_lines(report):
            screen.line(line)

    data = {"posts": [post_json(post) for post in posts], "missed": _missed(plan), "summary": report}
    return Answer(name="rehearse", data=data, show=show, problems=problems, exit_code=TROUBLE if troubled else 0)


def summary(posts: list[Post], caught: list[Mapping[str, object]]) -> dict[str, int]:
    """Return what came of the posts, by the queue, and what arrived, by the receiver's own journal."""
    parts = [part for post in posts for part in post.parts]
    threads = [post for post in posts if len(post.parts) > 1]
    accepted = [line for line in caught if line["key"] and str(line["status"]).startswith("2") and not line["repeated"]]
    signed = [line for line in accepted if line["verified"] is not None]
    return {
        "posts": len(posts),
        "delivered": sum(post.state is PartState.DELIVERED for post in posts),
        "expired": sum(post.state is PartState.EXPIRED for post in posts),
        "failed": sum(post.state is PartState.FAILED for post in posts),
        "unknown": sum(post.state is PartState.UNKNOWN for post in posts),
        "awaiting": sum(post.state is PartState.AWAITING for post in posts),
        "parts": len(parts),
        "parts_delivered": sum(part.state is PartState.DELIVERED for part in parts),
        "threads": len(threads),
        "threads_complete": sum(post.state is PartState.DELIVERED for post in threads),
        "arrived": len({line["key"] for line in accepted}),
        "arrived_twice": len(accepted) - len({line["key"] for line in accepted}),
        "signed": len(signed),
        "signatures_verified": sum(line["verified"] is True for line in signed),
    }


def summary_lines(report: dict[str, int]) -> list[str]:
    """Return the report as lines for people."""
    lost = [f"{report[name]} {name}" for name in ("expired", "failed", "unknown", "awaiting") if report[name]]
    return [
        "",
        f"Posts        {report['delivered']} of {report['posts']} delivered{''.join(', ' + each for each in lost)}",
        f"Threads      {report['threads_complete']} of {report['threads']} complete",
        f"Receiver     {report['arrived']} parts arrived once, {report['arrived_twice']} twice",
        f"Signatures   {report['signatures_verified']} of {report['signed']} verified",
    ]


def _missed(plan: Plan) -> list[str]:
    return [change.key for change in plan.changes if change.op is Op.MISSED]


def draw_missed(screen: Screen, plan: Plan) -> None:
    """Draw the posts whose time was over before the rehearsal began."""
    for key in _missed(plan):
        screen.line(("x ", "red"), f"missed: {key}, its time was over before it was ever planned")
