"""The channels as delivery knows them: one lane each, who shares a receiver's host, and what the queue is told."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from scheduler.delivery.lane import Lane
from scheduler.delivery.notices import routes_of
from scheduler.delivery.policy import changed
from scheduler.destinations import Endpoint
from scheduler.model import Rate
from scheduler.queue import Route

ENOUGH = 8
"""How many parts in hand keep a channel busy until the queue is read again."""


@dataclass(slots=True)
class Changes:
    """What other settings changed: in words without a secret, the lanes that go by others, and those that are gone."""

    words: list[str] = field(default_factory=list)
    other: list[Lane] = field(default_factory=list)
    gone: list[Lane] = field(default_factory=list)


class Lanes(dict[str, Lane]):
    """The lanes by their channels' names.

    `routes` say by which channel the troubles of another are told; `rates` are what the queue holds channels to.
    """

    routes: Mapping[str, Route]
    rates: Mapping[str, Sequence[Rate]]

    def __init__(self, endpoints: Mapping[str, Endpoint]) -> None:
        super().__init__({channel: Lane(endpoint) for channel, endpoint in endpoints.items()})
        self._note()

    def use(self, endpoints: Mapping[str, Endpoint]) -> Changes:
        """Go by other channels from now on."""
        changes = Changes()
        for channel, endpoint in endpoints.items():
            lane = self.get(channel)
            if lane is None:
                self[channel] = Lane(endpoint)
                changes.words.append(f"{channel} is new")
            elif differing := changed(lane.endpoint, endpoint):
                lane.use(endpoint)
                changes.other.append(lane)
                changes.words.append(f"{channel} has another {', '.join(differing)}")
        for channel in self.keys() - endpoints.keys():
            changes.gone.append(self.pop(channel))
            changes.words.append(f"{channel} is gone")
        self._note()
        return changes

    def neighbours(self, lane: Lane) -> Sequence[str]:
        """Return the channels whose receiver is on the same host."""
        return self._of_host.get(lane.host, ())

    def enough(self, channel: str) -> int:
        """Return how many parts in hand keep a channel busy for a while."""
        lane = self.get(channel)
        return max(ENOUGH, 2 * lane.endpoint.concurrency) if lane else ENOUGH

    def wait(self, channel: str, until: datetime) -> Lane | None:
        """Let a channel wait that has no room for another part before `until` (wall time); return its lane."""
        lane = self.get(channel)
        if lane:
            lane.wait((until - datetime.now(UTC)).total_seconds())
        return lane

    def _note(self) -> None:
        """Take up what follows from the settings of all: asked at every attempt, it is worked out once."""
        endpoints = {channel: lane.endpoint for channel, lane in self.items()}
        self.routes = routes_of(endpoints)
        self.rates = {channel: endpoint.rate for channel, endpoint in endpoints.items() if endpoint.rate}
        self._of_host: dict[str, list[str]] = defaultdict(list)
        for channel, lane in self.items():
            self._of_host[lane.host].append(channel)
