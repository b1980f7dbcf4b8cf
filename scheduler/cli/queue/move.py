"""Move posts to another time, while they are true."""

import re
from datetime import datetime

import click

from scheduler import plan as planning
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.instants import aim, oddities
from scheduler.cli.console.program import HELP, Command
from scheduler.cli.console.queue.deciding import chosen, decide, opened, told
from scheduler.cli.console.times import two_clocks
from scheduler.cli.console.who import user_name
from scheduler.model import Post


class Moving(Command):
    """A command whose TIME may begin with a minus, which click would read as a flag."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write a time such as -2h with the minus sign of typography, as `when` may be written, too."""
        return super().parse_args(ctx, [re.sub(r"^-(?=\d)", "−", arg) for arg in args])


@click.command(cls=Moving, context_settings=HELP)
@click.argument("select")
@click.argument("time")
@click.pass_context
def command(context: click.Context, select: str, time: str) -> Answer:
    """Move posts to another TIME, with all their parts; every plan shows them as held until they are released.

    TIME is 2027-01-08T09:00 (in the workspace's zone, or with an offset), or +2h, -30m, +1d from the time it has. What
    would not be true then is refused, and nothing is moved.
    """
    desk = open_desk(context)
    there = aim(time, desk.workspace.zone)

    def move(post: Post) -> Post | str:
        def said(instant: datetime) -> str:
            return two_clocks(instant, desk.workspace.audience_zone or post.zone, desk.workspace.zone)

        due_at, late = there.of(post), desk.workspace.late
        return planning.move(post, due_at, late=late, user=user_name(), at=desk.now, said=said)

    with opened(desk) as store:
        posts = chosen(desk, store, select)
        done = decide(desk, store, posts, move, verb="moved", whole=True)
    problems = oddities(there, done.changed, desk.workspace.quiet_hours)
    said = "Moved {} by hand. Every plan shows it as held."
    return told(
        desk, "queue-move", done, said, f"tminus queue release {select}", same="is due then already", problems=problems
    )
