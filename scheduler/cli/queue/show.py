"""Show one post whole: its times and why, its text, what was tried, who did what."""

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.deciding import chosen, only_one, opened
from scheduler.cli.console.queue.post import draw_post
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import attempt_json, event_json, post_json


@a_command()
@click.argument("key")
@click.pass_context
def command(context: click.Context, key: str) -> Answer:
    """Show one post whole: its times and why, its text, what was tried, who did what and when."""
    desk = open_desk(context)
    with opened(desk) as store:
        post = only_one(key, chosen(desk, store, key))
        attempts = store.attempts(post.key)
        events = store.events(post)
    attempts = [row for row in attempts if row.key.partition("#")[0] == post.key]

    def show(screen: Screen) -> None:
        draw_post(screen, desk, post, attempts, events)

    data = post_json(post) | {
        "attempts": [attempt_json(row) for row in attempts],
        "events": [event_json(row) for row in events],
    }
    return Answer(name="queue-show", data=data, show=show)
