"""Look at the queue."""

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import Desk, matching, open_desk
from scheduler.cli.console.program import Commands
from scheduler.cli.console.screen import Screen, city, clock_time
from scheduler.cli.console.shapes import post_json
from scheduler.model import Post


@click.group(cls=Commands)
def command() -> None:
    """Look at the queue."""


@command.command(name="list")
@click.argument("select", required=False)
@click.pass_context
def list_(context: click.Context, select: str | None) -> Answer:
    """List the posts of the queue with their state.

    SELECT is a post's key or how it starts; `*` stands for one segment.
    """
    desk = open_desk(context)
    with desk.queue(create=False) as store:
        posts = tuple(store.posts()) if store else ()
    chosen = matching(posts, select) if posts else ()

    def show(screen: Screen) -> None:
        draw_list(screen, desk, chosen)

    return Answer(name="queue-list", data={"posts": [post_json(post) for post in chosen]}, show=show)


def draw_list(screen: Screen, desk: Desk, posts: tuple[Post, ...]) -> None:
    """Draw one line a post, and one a part where the parts of a thread stand in different states."""
    if not posts:
        screen.line("The queue is empty. Fill it with:  tminus apply")
        return
    zone = desk.workspace.zone
    wide = max(len(post.key) for post in posts)
    screen.line((f"{'due, ' + city(zone):<24}{'post':<{wide + 2}}state", "bold"))
    for post in posts:
        held = " held" if post.held else ""
        reason = next((f"  {part.reason}" for part in post.parts if part.reason), "")
        screen.line(
            f"{clock_time(post.due_at, zone):<24}{post.key:<{wide + 2}}",
            screen.state(post.state),
            (held + _parts(post) + reason, "dim"),
        )
    screen.line()
    screen.line(_counted(posts))


def _parts(post: Post) -> str:
    if len(post.parts) == 1:
        return ""
    done = sum(part.state.value == "delivered" for part in post.parts)
    return f"  {done} of {len(post.parts)} parts delivered"


def _counted(posts: tuple[Post, ...]) -> str:
    states = [post.state.value for post in posts]
    return ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
