"""What this process must not say, wherever it writes: logs, tracebacks and what a person is told of an error.

A command learns the secrets of the workspace it opens; they are looked up only once something is about to be written
that might hold one.
"""

import logging
from collections.abc import Callable, Iterable

Source = Callable[[], Iterable[str]]


class Discretion:
    """Leaves out of texts what it has learned."""

    def __init__(self) -> None:
        self._sources: list[Source] = []
        self._words: set[str] = set()

    def learn(self, source: Source) -> None:
        """Learn words that must not be repeated, when they are first needed; nothing is ever forgotten."""
        self._sources.append(source)

    def over(self, text: str) -> str:
        """Return a text with every secret in it as `***`, in whatever form it stands there."""
        from scheduler.destinations.secrecy import veiled  # noqa: PLC0415 - who says nothing of the kind needs no rules

        while self._sources:
            self._words.update(self._sources.pop()())
        return veiled(text, self._words)


DISCRETION = Discretion()
"""The process's own: a command line is one process, and every handler it installs writes through this."""


class Discreet(logging.Formatter):
    """Writes what another formatter writes, traceback and all, without the secrets."""

    def __init__(self, inner: logging.Formatter, discretion: Discretion = DISCRETION) -> None:
        super().__init__()
        self._inner = inner
        self._discretion = discretion

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return self._discretion.over(self._inner.format(record))
