"""Read what was tried and what became of it.

Attempt by attempt.
"""

import json
import time
from collections.abc import Iterator
from typing import Final

import click

from scheduler.cli.console.answer import Answer
from scheduler.cli.console.desk import Desk, open_desk
from scheduler.cli.console.program import command as a_command
from scheduler.cli.console.queue.deciding import chosen
from scheduler.cli.console.queue.log import LogTable
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import attempt_json
from scheduler.queue import AttemptRow, Store

LOOK_AGAIN_SECONDS: Final = 0.5
INTERRUPTED: Final = 130
BEFORE: Final = 10
"""So many attempts that ended already are shown where the log is followed, as `tail` does."""

LOOKED_AT: Final = 500
"""So many attempts are looked at for those that are under way when following begins; a daemon has 32 at most."""


@a_command()
@click.argument("select", required=False)
@click.option("-f", "--follow", is_flag=True, help="Go on with attempts as they end; stop with Ctrl-C.")
@click.option("-n", "--last", type=click.IntRange(0), metavar="N", help="Only the last N (10 where it goes on).")
@click.pass_context
def command(context: click.Context, select: str | None, follow: bool, last: int | None) -> Answer | int:
    """Read what was tried and what became of it, attempt by attempt, on your clock and the audience's.

    SELECT is a post's key or how it starts; `*` stands for one segment.
    """
    desk = open_desk(context)
    if follow:
        return _follow(desk, select, BEFORE if last is None else last)
    with desk.queue(create=False) as store:
        rows = store.attempts(select, last=last) if store else []
        if store and select and not rows:
            chosen(desk, store, select)  # raises where it names no post

    def show(screen: Screen) -> None:
        if not rows:
            screen.line("Nothing was tried yet.")
        table = LogTable(screen, desk)
        for row in rows:
            table.draw(row)

    return Answer(name="log", data={"attempts": [attempt_json(row) for row in rows]}, show=show)


def _follow(desk: Desk, select: str | None, last: int) -> int:
    table = LogTable(Screen(desk.options), desk)
    with desk.queue(create=True) as store:
        if store is None:
            raise RuntimeError("a queue that is to be made is always opened")
        try:
            for row in _as_they_end(Ended(store, select, last)):
                if desk.options.json:
                    click.echo(json.dumps(attempt_json(row), ensure_ascii=False))
                else:
                    table.draw(row)
        except KeyboardInterrupt:
            return INTERRUPTED
    return 0


def _as_they_end(ended: "Ended") -> Iterator[AttemptRow]:
    while True:
        yield from ended.fresh()
        time.sleep(LOOK_AGAIN_SECONDS)


class Ended:
    """The attempts as they end: first the `last` ones that did, then each once; in whatever order they began.

    A look reads only from the first one on that was under way at the last.
    """

    def __init__(self, store: Store, select: str | None, last: int = BEFORE) -> None:
        self._store = store
        self._select = select
        rows = store.attempts(select, last=LOOKED_AT)
        before = [row.id for row in rows if row.ended_at]
        first_open = min((row.id for row in rows if not row.ended_at), default=None)
        shown = before[-last:] if last else []
        self._after = min((id_ for id_ in (first_open, *shown[:1]) if id_ is not None), default=_latest(rows) + 1) - 1
        self._told = {id_ for id_ in before if id_ > self._after and id_ not in shown}

    def fresh(self) -> list[AttemptRow]:
        """Return those that ended since the last look."""
        rows = self._store.attempts(self._select, self._after)
        fresh = [row for row in rows if row.ended_at and row.id not in self._told]
        first_open = next((row.id for row in rows if not row.ended_at), None)
        self._after = first_open - 1 if first_open else max((row.id for row in rows), default=self._after)
        self._told = {id_ for id_ in self._told | {row.id for row in fresh} if id_ > self._after}
        return fresh


def _latest(rows: list[AttemptRow]) -> int:
    return rows[-1].id if rows else 0
