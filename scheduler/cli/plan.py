"""Show the difference between files and queue.

Nothing is changed.
"""

from pathlib import Path

import click

from scheduler import plan as planning
from scheduler.cli.console.answer import Answer
from scheduler.cli.console.changes.changes import draw_plan
from scheduler.cli.console.changes.drafts import draw_drafts, write_drafts
from scheduler.cli.console.changes.saved_plan import save
from scheduler.cli.console.changes.unsent import daemon_down
from scheduler.cli.console.desk import material, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import correction_json, plan_json
from scheduler.errors import UsageError

CHANGES_WAIT = 4


@a_command()
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Save the plan, to apply exactly this later.")
@click.option("--exit-code", is_flag=True, help="End with 4 where changes wait.")
@click.option("--markdown", is_flag=True, help="Print it as a comment for a pull request.")
@click.option(
    "--corrections",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write corrections of posts already sent into FILE, as rows of config/posts/.",
)
@click.pass_context
def command(
    context: click.Context, output: Path | None, file: Path | None, *, exit_code: bool, markdown: bool
) -> Answer:
    """Show the difference between the files and the queue; nothing is changed.

    Where a release moved or was called off, posts that went out with the old date are listed, with a correction
    drafted for each; --corrections writes the drafts into a file for you to edit.
    """
    desk = open_desk(context, takes_at=True)
    if markdown and desk.options.json:
        raise UsageError.of("usage", "--markdown and --json are two forms of one answer", "leave one of them out")
    plan, problems = desk.plan()
    problems += daemon_down(desk, plan)
    drafts = planning.corrections(plan, material(desk.workspace))
    if output:
        save(plan, output)
    if file and drafts:
        write_drafts(file, drafts, desk.now, desk.workspace.zone)

    def show(screen: Screen) -> None:
        if markdown:
            from scheduler.cli.console.changes.pull_request import pull_request  # noqa: PLC0415 - only who asks for it

            click.echo(pull_request(plan, desk, problems, drafts), nl=False)
            return
        draw_plan(screen, plan, desk)
        if drafts:
            draw_drafts(screen, drafts, file)
        elif file:
            screen.line(f"Nothing that was sent needs a correction; {file} was not written.")
        if output:
            screen.line(f"Saved to {output}. Apply exactly this with:  tminus apply {output}")
        elif plan.waiting:
            screen.line("Apply it with:  tminus apply")

    code = CHANGES_WAIT if exit_code and plan.waiting else 0
    data = {**plan_json(plan), "corrections": [correction_json(each) for each in drafts]}
    return Answer(name="plan", data=data, show=show, problems=problems, exit_code=code)
