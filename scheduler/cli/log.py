"""Read what was tried and what became of it.

Attempt by attempt.
"""

import json
import time

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.screen import Screen, clock_time
from scheduler.cli.console.shapes import attempt_json
from scheduler.queue import AttemptRow, Store

LOOK_AGAIN_SECONDS = 0.5
STYLES = {"delivered": "green", "retry": "yellow", "rejected": "red", "unknown": "red"}
SIGNS = {"delivered": "✓", "retry": "→", "rejected": "✗", "unknown": "?"}


@a_command()
@click.argument("select", required=False)
@click.option("-f", "--follow", is_flag=True, help="Go on printing as attempts end; stop with Ctrl-C.")
@click.pass_context
def command(context: click.Context, select: str | None, follow: bool) -> Answer | int:
    """Read what was tried and what became of it, attempt by attempt.

    SELECT is a post's key or how it starts; `*` stands for one segment.
    """
    desk = open_desk(context)
    if follow:
        return _follow(desk, select)
    with desk.queue(create=False) as store:
        rows = store.attempts(select) if store else []

    def show(screen: Screen) -> None:
        if not rows:
            screen.line("Nothing was tried yet.")
        for row in rows:
            _draw(screen, desk, row)

    return Answer(name="log", data={"attempts": [attempt_json(row) for row in rows]}, show=show)


def _follow(desk: Desk, select: str | None) -> int:
    screen = Screen(desk.options)
    with desk.queue(create=True) as store:
        if store is None:
            raise RuntimeError("a queue that is to be made is always opened")
        ended = Ended(store, select)
        while True:
            for row in ended.fresh():
                if desk.options.json:
                    click.echo(json.dumps(attempt_json(row), ensure_ascii=False))
                else:
                    _draw(screen, desk, row)
            time.sleep(LOOK_AGAIN_SECONDS)


class Ended:
    """The attempts as they end; a look reads only from the first one on that was under way at the last."""

    def __init__(self, store: Store, select: str | None) -> None:
        self._store = store
        self._select = select
        self._after = 0
        self._told: set[int] = set()

    def fresh(self) -> list[AttemptRow]:
        """Return those that ended since the last look."""
        rows = self._store.attempts(self._select, self._after)
        fresh = [row for row in rows if row.ended_at and row.id not in self._told]
        first_open = next((row.id for row in rows if not row.ended_at), None)
        self._after = first_open - 1 if first_open else max((row.id for row in rows), default=self._after)
        self._told = {id_ for id_ in self._told | {row.id for row in fresh} if id_ > self._after}
        return fresh


def _draw(screen: Screen, desk: Desk, row: AttemptRow) -> None:
    outcome = row.outcome or "sending"
    status = f"  {row.status}" if row.status else ""
    reason = f"  {row.reason}" if row.reason else ""
    screen.line(
        clock_time(row.ended_at or row.started_at, desk.workspace.zone, seconds=True),
        "  ",
        (f"{SIGNS.get(outcome, '·')} {outcome:<9}", STYLES.get(outcome, "cyan")),
        f"  {row.key}  try {row.attempt}",
        (f"{status}{reason}", "dim"),
    )
