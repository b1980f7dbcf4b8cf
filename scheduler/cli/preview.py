"""See every post as it will arrive.

Nothing is sent or changed.
"""

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.cards import draw_posts, is_over
from scheduler.cli.console.desk import Desk, lenient, matching, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import post_json
from scheduler.errors import Severity
from scheduler.model import Post, selection


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
    blocked = desk.drafted.blocked
    posts = desk.approved(matching(desk.drafted.posts, select, failed=blocked))
    unmade = [key for key in blocked if select is None or selection(select).fullmatch(key)]

    def show(screen: Screen) -> None:
        draw_posts(screen, desk, posts)
        screen.line(_counted(posts, unmade, desk), "Nothing was sent or changed.")

    data = {"posts": [post_json(post) for post in posts]}
    return Answer(name="preview", data=data, show=show, problems=problems, exit_code=3 if failed else 0)


def _counted(posts: tuple[Post, ...], blocked: list[str], desk: Desk) -> str:
    """Return how many posts there are, and how many of them would not go out."""
    made = {post.key for post in posts}
    over = sum(is_over(post, desk.now) for post in posts if post.key not in blocked)
    words = [f"{len(posts)} post{'' if len(posts) == 1 else 's'}"] if posts else []
    words += [f"{sum(key in made for key in blocked)} blocked"] if made & set(blocked) else []
    words += [f"{sum(key not in made for key in blocked)} that could not be made"] if set(blocked) - made else []
    words += [f"{over} whose time is over"] if over else []
    if not words:
        return "No posts. "
    return ", ".join(words) + (
        ". " if len(words) > 1 else ", all within their limits. " if len(posts) > 1 else ", within its limits. "
    )
