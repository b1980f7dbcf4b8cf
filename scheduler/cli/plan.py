"""Show the difference between files and queue.

Nothing is changed.
"""

from pathlib import Path

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.changes import draw_plan
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.saved_plan import save
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import plan_json

CHANGES_WAIT = 4


@a_command()
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Save the plan, to apply exactly this later.")
@click.option("--exit-code", is_flag=True, help="End with 4 where changes wait.")
@click.pass_context
def command(context: click.Context, output: Path | None, exit_code: bool) -> Answer:
    """Show the difference between the files and the queue; nothing is changed."""
    desk = open_desk(context, takes_at=True)
    plan, problems = desk.plan()
    if output:
        save(plan, output)

    def show(screen: Screen) -> None:
        draw_plan(screen, plan, desk)
        if output:
            screen.line(f"Saved to {output}. Apply exactly this with:  tminus apply {output}")
        elif plan.waiting:
            screen.line("Apply it with:  tminus apply")

    code = CHANGES_WAIT if exit_code and plan.waiting else 0
    return Answer(name="plan", data=plan_json(plan), show=show, problems=problems, exit_code=code)
