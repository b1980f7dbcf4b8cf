"""Check every file, offline.

Each problem has its place and its cure.
"""

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import lenient, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.errors import Problem, Severity


@a_command()
@click.pass_context
def command(context: click.Context) -> Answer:
    """Check every file, offline: each problem with its place and its cure.

    Exit code 3 if anything is wrong; with --strict also for a warning.
    """
    desk = open_desk(context)
    problems = lenient(desk.problems, "campaign-past")
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    data = {
        "campaigns": len(desk.workspace.campaigns),
        "posts": len(desk.drafted.posts),
        "errors": errors,
        "warnings": len(problems) - errors,
    }

    def show(screen: Screen) -> None:
        screen.line(_verdict(problems, len(desk.drafted.posts), len(desk.workspace.campaigns)))

    return Answer(name="validate", data=data, show=show, problems=problems, exit_code=3 if errors else 0)


def _verdict(problems: tuple[Problem, ...], posts: int, campaigns: int) -> str:
    made = f"{posts} posts of {campaigns} {'campaign' if campaigns == 1 else 'campaigns'} and the one-off posts"
    if any(problem.severity is Severity.ERROR for problem in problems):
        return f"Not yet: something is wrong in what makes {made}"
    return f"All well: {made} can go out"
