"""See every post as it will arrive.

Nothing is sent or changed.
"""

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.cards import draw_posts
from scheduler.cli.console.desk import lenient, matching, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import post_json
from scheduler.errors import Severity


@a_command()
@click.argument("select", required=False)
@click.pass_context
def command(context: click.Context, select: str | None) -> Answer:
    """See every post as it will arrive; nothing is sent or changed.

    SELECT is a post's key or how it starts, such as quiet-harbour/three-things; `*` stands for one segment.
    """
    desk = open_desk(context, takes_at=True)
    problems = lenient(desk.problems, "campaign-past")
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    posts = desk.drafted.posts if failed and not desk.drafted.posts else matching(desk.drafted.posts, select)

    def show(screen: Screen) -> None:
        draw_posts(screen, desk, posts)
        screen.line(_counted(len(posts)), "Nothing was sent or changed.")

    data = {"posts": [post_json(post) for post in posts]}
    return Answer(name="preview", data=data, show=show, problems=problems, exit_code=3 if failed else 0)


def _counted(posts: int) -> str:
    return f"{posts} post{'' if posts == 1 else 's'}, all within their limits. " if posts else "No posts. "
