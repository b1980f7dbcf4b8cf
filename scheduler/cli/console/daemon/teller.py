"""Tells what a daemon does: lines for people on a terminal, one JSON object a line for everybody else."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import click

from scheduler.cli.console.daemon import happenings
from scheduler.cli.console.daemon.happenings import Happening
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.screen import Screen
from scheduler.cli.console.shapes import instant_json
from scheduler.clock import Clock
from scheduler.daemon import News
from scheduler.delivery import Sent
from scheduler.queue import Reconciled

LEVELS = {"retry": "warning", "rejected": "error", "unknown": "error", "expired": "warning", "paused": "error"}
"""Of what happened to a post or a channel; everything else is for information."""

log = logging.getLogger(__name__)


def for_people(desk: Desk, stream: Any) -> bool:  # noqa: ANN401 - a text stream, or what stands in for it
    """Whether what goes to a stream is read by people: on a terminal, or where --plain asks for text."""
    return desk.options.plain or stream.isatty()


class Teller:
    """Tells one happening after another.

    `--json` prints them as they are, a contract (DESIGN section 10). Into a pipe or a file they are log lines: the same
    with `time` and `level`. Where nobody listens any more (a closed pipe), the daemon goes on, for posts are worth more
    than their report; what else is to happen then, `unheard` does.
    """

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.unheard: Callable[[], None] = lambda: None
        self._zones = desk.workspace.zone, desk.workspace.audience_zone
        self._clock = clock
        self._quiet = desk.options.quiet
        self._bare = desk.options.json
        self._screen = Screen(desk.options) if not self._bare and for_people(desk, sys.stdout) else None

    def attempt(self, sent: Sent) -> None:
        """Tell of an attempt that ended, and of the channel it closed."""
        self.tell(happenings.of_attempt(sent))
        if sent.paused:
            self.tell(happenings.of_paused(sent))
        if sent.breaker:
            self.tell(happenings.of_breaker(sent, sent.breaker))

    def reconciled(self, changed: Reconciled) -> None:
        """Tell of parts that time or a dead daemon changed."""
        self._tell_all(happenings.of_reconciled(changed, self._clock.now()))

    def news(self, news: News) -> None:
        """Tell of what a daemon did besides: caught up, read its channels again, saw the clock jump."""
        self._tell_all(happenings.of_news(news, self._clock.now()))

    def tell(self, happening: Happening) -> None:
        """Tell one happening."""
        try:
            if self._screen is None:
                click.echo(json.dumps(happening if self._bare else log_line(happening), ensure_ascii=False))
                sys.stdout.flush()
            elif not self._quiet:
                happenings.draw(self._screen, happening, *self._zones)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            log.warning("nobody reads any more what the daemon prints; it goes on without a word")
            self.unheard()

    def _tell_all(self, told: Iterable[Happening]) -> None:
        for happening in told:
            self.tell(happening)


def log_line(happening: Happening) -> Mapping[str, Any]:
    """Return a happening as a log line: with `time`, the wall clock's, and `level` in front."""
    what = happening["outcome"] if happening["event"] == "attempt" else happening["event"]
    level = "warning" if happening.get("state") == "expired" else happening.get("level") or LEVELS.get(what, "info")
    return {"time": instant_json(datetime.now(UTC)), "level": level, **happening}
