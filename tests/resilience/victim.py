"""A daemon of its own process, without the lock, which ends itself at a point that its command line names.

    python victim.py FOLDER RECEIVER POINT LEASE_SECONDS

The points are put in from outside: the product knows nothing of them. `stop:POINT` stands still there instead (SIGSTOP)
until somebody wakes the process. It runs on the real clock and ends once nothing can go out any more.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scheduler import destinations
from scheduler.clock import RealClock
from scheduler.daemon import Daemon
from scheduler.delivery import Delivery
from scheduler.destinations import Endpoint
from scheduler.http.attempt import _Progress
from scheduler.model import OnUnknown, Secret
from scheduler.queue import Committer, Store, commit

POLICIES = {"hold": OnUnknown.HOLD, "resend": OnUnknown.RESEND}


class Strike:
    """Ends the process at a point, or lets it stand still there."""

    def __init__(self, point: str) -> None:
        self.signal = signal.SIGSTOP if point.startswith("stop:") else signal.SIGKILL
        self.point = point.removeprefix("stop:")
        self.after(_Progress, "answered", "answered")
        self.after(_Progress, "note", "bytes-left", lambda _, event: event.endswith(".send_request_body.complete"))
        self.after(commit, "begin", "before-begin-commit", lambda begun, *_: begun)
        self.after(commit, "settle", "before-settle-commit", lambda settled, *_: settled)
        self.after(Committer, "_write", "after-begin-commit", lambda written, *_: written[1])
        self.after(Committer, "_write", "after-settle-commit", lambda written, *_: written[0])

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


def endpoints(receiver: str) -> dict[str, Endpoint]:
    """Return the channels: one a policy, of the generic webhook's kind."""
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


async def play(store: Store, receiver: str, lease: timedelta) -> None:
    """Run the daemon until nothing can go out by itself."""
    clock, owner, channels = RealClock(), f"victim:{os.getpid()}", endpoints(receiver)
    async with Committer(store, owner=owner, clock=clock, lease=lease) as committer:
        delivery = Delivery(committer, channels, clock, owner)
        daemon = Daemon(
            committer=committer, delivery=delivery, clock=clock, policies=POLICIES, owner=owner, report=lambda _: None
        )
        running = asyncio.create_task(daemon.run())
        while not running.done():
            await asyncio.sleep(0.05)
            soon = datetime.now(UTC) + timedelta(minutes=1)
            waiting = await committer.run(lambda store, soon=soon: store.upcoming(soon, 1))
            if not delivery.busy and not waiting:
                daemon.stop()
                break
        await running


def main() -> None:
    """Play."""
    folder, receiver = Path(sys.argv[1]), sys.argv[2]
    lease = timedelta(seconds=float(sys.argv[4]))
    Strike(sys.argv[3])
    with Store.open(f"sqlite:///{folder / 'queue.db'}", workspace_id="test") as store:
        print("ready", flush=True)  # noqa: T201 - whoever started it waits for this
        asyncio.run(play(store, receiver, lease))


if __name__ == "__main__":
    main()
