"""A daemon of its own process, without the lock, which ends itself at a point that its options name.

    python victim.py OPTIONS, as JSON: database, receiver, and what differs from the usual (see Options)

The points are put in from outside: the product knows nothing of them. `stop:POINT` stands still there instead (SIGSTOP)
until somebody wakes the process. It runs on the real clock and ends once nothing can go out any more; then it says, as
JSON, how many jobs its scheduler dropped and for how long at most it did not look at the queue.
"""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED
from sqlalchemy import event

from scheduler import destinations
from scheduler.clock import RealClock
from scheduler.daemon import Daemon
from scheduler.daemon.timer import Timer
from scheduler.delivery import Delivery
from scheduler.destinations import Endpoint
from scheduler.http.attempt import _Progress
from scheduler.model import OnUnknown, Secret
from scheduler.queue import Committer, Store, commit

MANY = 40
CHANNELS = ("hold", "resend", "assume-sent", *(f"hold-{number}" for number in range(MANY)))
POLICIES = {name: OnUnknown(name.rstrip("-0123456789")) for name in CHANNELS}


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a victim is to do."""

    database: str
    receiver: str
    point: str = "none"
    lease: float = 60
    slow_commit: float = 0  # seconds each transaction takes longer
    endless: bool = False  # go on when nothing is left to do
    jitter: float | None = None  # of every wait before a retry

    def __str__(self) -> str:
        """Return what goes onto the command line."""
        return json.dumps(asdict(self))


class Strike:
    """Ends the process at a point, or lets it stand still there."""

    def __init__(self, point: str) -> None:
        self.signal = signal.SIGSTOP if point.startswith("stop:") else signal.SIGKILL
        self.point = point.removeprefix("stop:")
        self.after(_Progress, "answered", "answered")
        self.after(_Progress, "note", "bytes-left", lambda _, event: event.endswith(".send_request_body.complete"))
        self.after(commit, "begin", "before-begin-commit", lambda begun, *_: begun.begun)
        self.after(commit, "settle", "before-settle-commit", lambda settled, *_: settled.kept)
        self.after(Committer, "_write", "after-begin-commit", lambda written, *_: written[1].begun)
        self.after(Committer, "_write", "after-settle-commit", lambda written, *_: written[0].kept)

    def after(self, owner: Any, name: str, point: str, when: Callable[..., object] = lambda *_: True) -> None:
        """Strike once a function did its work; `when` sees what it returned and its last argument."""
        real = getattr(owner, name)

        def wrapped(*arguments: Any, **named: Any) -> Any:
            result = real(*arguments, **named)
            if self.point == point and when(result, arguments[-1]):
                self.point = "past"
                os.kill(os.getpid(), self.signal)
            return result

        setattr(owner, name, wrapped)


class Watch:
    """Counts the jobs that the scheduler drops, and how long the daemon does not look at the queue."""

    def __init__(self) -> None:
        self.dropped = 0
        self.longest = 0.0
        real = Timer.start

        def start(timer: Timer) -> None:
            timer._scheduler.add_listener(self._drop, EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
            real(timer)

        Timer.start = start  # type: ignore[method-assign] # put in from outside

    def _drop(self, _: object) -> None:
        self.dropped += 1

    def look(self, daemon: Daemon) -> None:
        """Note for how long the daemon has not looked by now."""
        self.longest = max(self.longest, time.monotonic() - daemon._looked_at)

    def __str__(self) -> str:
        """Return what is said at the end."""
        return json.dumps({"dropped": self.dropped, "longest": self.longest})


def endpoints(receiver: str) -> dict[str, Endpoint]:
    """Return the channels: one or many a policy, of the generic webhook's kind."""
    return {
        name: Endpoint(
            channel=name,
            platform="x",
            destination=destinations.get("webhook"),
            url=Secret(f"{receiver}/{name}"),
            on_unknown=policy,
            allow_private=("127.0.0.0/8",),
        )
        for name, policy in POLICIES.items()
    }


async def play(store: Store, options: Options, seen: Callable[[Daemon], None] = lambda _: None) -> None:
    """Run the daemon until nothing can go out by itself."""
    clock, owner, channels = RealClock(), f"victim:{os.getpid()}", endpoints(options.receiver)
    chance = {} if options.jitter is None else {"chance": lambda: options.jitter}
    async with Committer(store, owner=owner, clock=clock, lease=timedelta(seconds=options.lease)) as committer:
        delivery = Delivery(committer, channels, clock, owner, **chance)  # type: ignore[arg-type]
        daemon = Daemon(
            committer=committer, delivery=delivery, clock=clock, policies=POLICIES, owner=owner, report=lambda _: None
        )
        running = asyncio.create_task(daemon.run())
        while not running.done():
            await asyncio.sleep(0.05)
            seen(daemon)
            if options.endless or delivery.busy:
                continue
            soon = datetime.now(UTC) + timedelta(minutes=1)
            if not await committer.run(lambda store, soon=soon: store.upcoming(soon, 1)) and not delivery.busy:
                daemon.stop()
                break
        await running


def main(said: str) -> None:
    """Play by these options."""
    options = Options(**json.loads(said))
    Strike(options.point)
    watch = Watch()
    with Store.open(options.database, workspace_id="test") as store:
        if options.slow_commit:
            event.listen(store.engine, "commit", lambda _: time.sleep(options.slow_commit))
        print("ready", flush=True)  # noqa: T201 - whoever started it waits for this
        asyncio.run(play(store, options, watch.look))
    print(watch, flush=True)  # noqa: T201 - the same


if __name__ == "__main__":
    main(sys.argv[1])
