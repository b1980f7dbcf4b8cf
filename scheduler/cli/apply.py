"""Change the queue to what the files ask for.

In one transaction, or not at all.
"""

from pathlib import Path

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.asking import ask
from scheduler.cli.console.changes.changes import draw_plan, summary
from scheduler.cli.console.changes.repeated import repeated
from scheduler.cli.console.changes.saved_plan import check
from scheduler.cli.console.changes.unsent import daemon_down
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import plan_json
from scheduler.cli.console.who import user_name
from scheduler.errors import Problem
from scheduler.model import Plan


@a_command()
@click.argument("plan", required=False, type=click.Path(path_type=Path))
@click.pass_context
def command(context: click.Context, plan: Path | None) -> Answer:
    """Change the queue to what the files ask for, in one transaction.

    With a PLAN saved by `plan -o` it does exactly that, or refuses where files, queue or time went on. Without one it
    shows the difference and asks.
    """
    desk = open_desk(context, takes_at=True)
    made, problems = desk.plan(sends=True)
    asks = plan is None and bool(made.waiting) and not desk.options.yes
    if plan:
        check(plan, made)
    elif made.waiting:
        _ask(desk, made, problems)
    if made.waiting:
        with desk.queue(create=True) as store:
            if store is None:
                raise RuntimeError("a queue that is to be made is always opened")
            store.apply(made, now=desk.now, user=user_name())

    def show(screen: Screen) -> None:
        if not made.waiting:
            draw_plan(screen, made, desk)
            return
        screen.line(summary(made, done=True))
        screen.line("Send it with:  tminus run      Look at it with:  tminus queue list")

    told = () if asks else problems
    return Answer(
        name="apply",
        data=plan_json(made),
        show=show,
        problems=told + daemon_down(desk, made),
        counted=repeated(desk, told),
    )


def _ask(desk: Desk, plan: Plan, problems: tuple[Problem, ...]) -> None:
    """Show the plan with its warnings, as `plan` does, and ask."""

    def show(screen: Screen) -> None:
        draw_plan(screen, plan, desk)
        screen.problems(problems)

    otherwise = "apply asks before it changes the queue"
    ask(desk.options, "Apply this?", show, otherwise=otherwise, hint="pass --yes, or a saved plan")
