"""What prepares gave (a session's token), kept in memory for as long as it lasts: one session serves many parts."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

from scheduler.destinations import Request, Response
from scheduler.destinations.secrecy import veiled
from scheduler.destinations.wire import found, object_in
from scheduler.model import Secret


class Prepared:
    """The values of one channel. Whoever prepares holds `turn`, so that two parts do not open two sessions."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self._values: dict[str, Secret] = {}
        self._until = 0.0

    def values(self, now: float) -> Mapping[str, Secret] | None:
        """Return the values that are good at `now` (monotonic seconds), None where there are none."""
        return self._values if self._values and now < self._until else None

    def keep(self, values: Mapping[str, Secret], lasts: timedelta, now: float) -> None:
        """Keep values for as long as they last."""
        self._values, self._until = dict(values), now + lasts.total_seconds()

    def drop(self) -> None:
        """Forget them: the receiver does not take them any more."""
        self._values = {}


def given(request: Request, response: Response) -> dict[str, Secret] | None:
    """Return the values a prepare promised, out of its answer; None where one is missing."""
    document = object_in(response.body)
    values = {name: found(document, path) for name, path in request.gives}
    if not all(isinstance(value, str) and value for value in values.values()):
        return None
    return {name: Secret(str(value)) for name, value in values.items()}


def filled(headers: Sequence[tuple[str, str]], values: Mapping[str, Secret]) -> tuple[tuple[str, str], ...]:
    """Return headers with each `{name}` replaced by its value."""
    return tuple((name, _filled(text, values)) for name, text in headers)


def _filled(text: str, values: Mapping[str, Secret]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value.reveal())
    return text


def without(text: str, values: Mapping[str, Secret]) -> str:
    """Return a text, which a receiver may have written, with the values as `***`."""
    return veiled(text, [value.reveal() for value in values.values()])
