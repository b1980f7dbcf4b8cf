"""Daemons that are to be killed by the hundred: a process that has everything imported, and forks one for each order.

An order is a line of JSON: what Order says. The answer is a line, too: how the daemon ended (as waitpid tells it). A
daemon runs on the real clock, without the lock, until nothing can go out any more.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

# ruff: noqa: E402 - the paths and the library come first
import backend  # noqa: F401 - the library of the http room, before anything imports it
from fakes.setups import SETUPS
from resilience.victim import Strike
from scheduler import destinations
from scheduler.clock import RealClock
from scheduler.daemon import Daemon
from scheduler.delivery import Delivery, lease_of
from scheduler.destinations import Endpoint
from scheduler.http.attempt import _Progress
from scheduler.model import OnUnknown, Secret
from scheduler.queue import Committer, Store

PATIENCE_SECONDS = 120


@dataclass(frozen=True, kw_only=True)
class Where:
    """A channel: of a platform's fake at `server` (`setup`), or a generic webhook or catch at `server`."""

    server: str
    setup: str | None = None
    destination: str = "webhook"
    on_unknown: str | None = None
    rated: bool = False
    deadline: float = 2

    def endpoint(self, channel: str) -> Endpoint:
        """Return the channel with all that delivery needs."""
        fields: dict[str, Any] = {"channel": channel, "deadline": timedelta(seconds=self.deadline)}
        if not self.rated:
            fields["rate"] = None
        if self.setup:
            return SETUPS[self.setup].endpoint(self.server, **fields)
        destination = destinations.get(self.destination)
        return Endpoint(
            platform="x",
            destination=destination,
            url=Secret(self.server),
            on_unknown=OnUnknown(self.on_unknown) if self.on_unknown else destination.on_unknown,
            allow_private=("127.0.0.0/8",),
            **fields,
        )


@dataclass(frozen=True, kw_only=True)
class Order:
    """One daemon: it strikes itself at `point` once `after` answers came (none: it lives)."""

    database: str
    channels: Mapping[str, Where] = field(default_factory=dict)
    point: str = "none"
    after: int = 0
    seconds: float = PATIENCE_SECONDS


class Prey:
    """The process as a test sees it."""

    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__))]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self, order: Order) -> None:
        """Let a daemon run."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        self._process.stdin.flush()

    def ended(self) -> int:
        """Wait until it ended: 0, or minus the signal that ended it."""
        assert self._process.stdout
        return os.waitstatus_to_exitcode(int(self._process.stdout.readline()))

    def run(self, order: Order) -> int:
        """Let a daemon run until it ends."""
        self.start(order)
        return self.ended()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def main() -> None:
    """Fork a daemon for each order, one after another."""
    for line in sys.stdin:
        given = json.loads(line)
        order = Order(**{**given, "channels": {name: Where(**each) for name, each in given["channels"].items()}})
        child = os.fork()
        if child == 0:
            _live(order)
        _, status = os.waitpid(child, 0)
        print(status, flush=True)  # noqa: T201 - whoever gave the order waits for this


def _live(order: Order) -> None:
    """Be a daemon, and end with the process."""
    try:
        strike = Strike("none")
        _arm(strike, order)
        signal.alarm(int(order.seconds))
        with Store.open(order.database, workspace_id="test") as store:
            asyncio.run(_play(store, order))
    except BaseException:  # noqa: BLE001 - whatever it is, this process has to end here
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _arm(strike: Strike, order: Order) -> None:
    """Let the strike happen at its point once so many answers came."""
    if not order.after:
        strike.point = order.point
        return
    left = iter(range(order.after - 1, -1, -1))
    answered = _Progress.answered

    def count(progress: _Progress, response: Any) -> None:
        if next(left, -1) == 0:
            strike.point = order.point
        answered(progress, response)

    _Progress.answered = count  # type: ignore[method-assign] # put in from outside


async def _play(store: Store, order: Order) -> None:
    clock, owner = RealClock(), f"prey:{os.getpid()}"
    channels = {name: where.endpoint(name) for name, where in order.channels.items()}
    policies = {name: each.on_lost for name, each in channels.items()}
    async with Committer(store, owner=owner, clock=clock, lease=lease_of(channels.values())) as committer:
        delivery = Delivery(committer, channels, clock, owner)
        daemon = Daemon(
            committer=committer, delivery=delivery, clock=clock, policies=policies, owner=owner, report=lambda _: None
        )
        running = asyncio.create_task(daemon.run())
        while not running.done():
            await asyncio.sleep(0.02)
            soon = datetime.now(UTC) + timedelta(minutes=1)
            if delivery.busy or await committer.run(lambda store, soon=soon: store.upcoming(soon, 1)):
                continue
            if not delivery.busy:
                daemon.stop()
                break
        await running


if __name__ == "__main__":
    main()
