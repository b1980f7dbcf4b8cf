"""Check every file, offline.

Each problem has its place and its cure.
"""

import click

from scheduler.cli.console.answer import Answer, strictly
from scheduler.cli.console.desk import Desk, lenient, open_desk
from scheduler.cli.console.github import annotations
from scheduler.cli.console.preview.shown import is_over
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.errors import Problem, Severity

TEXT, GITHUB = "text", "github"


@a_command()
@click.option(
    "--format",
    "form",
    type=click.Choice([TEXT, GITHUB]),
    default=TEXT,
    help="How problems are printed: for people, or as annotations of a pull request.",
)
@click.pass_context
def command(context: click.Context, form: str) -> Answer:
    """Check every file, offline: each problem with its place and its cure.

    Exit code 3 if anything is wrong; with --strict also for a warning.
    """
    desk = open_desk(context)
    problems, _ = strictly(desk.drafted.told(lenient(desk.problems, "campaign-past")), 0, strict=desk.options.strict)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    allowed = [problem for problem in problems if problem.allowed]
    data = {
        "campaigns": len(desk.workspace.campaigns),
        "posts": len(desk.drafted.posts),
        "errors": errors,
        "warnings": len(problems) - errors - len(allowed),
        "allowed": [{**problem.to_json(), "reason": problem.allowed} for problem in allowed],
    }

    def show(screen: Screen) -> None:
        if form == GITHUB:
            for line in annotations(problems, desk.workspace.root):
                click.echo(line)
        else:
            screen.line(_verdict(problems, desk))

    return Answer(name="validate", data=data, show=show, problems=problems, exit_code=3 if errors else 0)


def _verdict(problems: tuple[Problem, ...], desk: Desk) -> str:
    """Return the answer in a line: what can go out, what is over, and what stands in the way."""
    posts = desk.drafted.posts
    over = sum(is_over(post, desk.now) for post in posts)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = sum(problem.severity is Severity.WARNING and not problem.allowed for problem in problems)
    if errors:
        return f"Not yet: {_counted(errors, 'error')} to mend first"
    ahead = f"{_counted(len(posts) - over, 'post')} can go out" if len(posts) > over else "no post is ahead"
    warned = f", with {_counted(warnings, 'warning')}" if warnings else ""
    past = f"; the time of {over} is over" if over else ""
    return f"All well{warned}: {ahead}{past}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
