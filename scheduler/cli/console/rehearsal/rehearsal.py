"""A campaign played in seconds: the real daemon in its own process, real HTTP, the built-in receiver, stepping time.

The daemon works on a copy of the queue, whose clock stands in the copy itself: killed and started again it goes on
where it stood. Every destination keeps its protocol; its address is the receiver's.
"""

import base64
import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from scheduler import destinations
from scheduler.cli.console.daemon.happenings import Happening
from scheduler.cli.console.desk import Desk
from scheduler.cli.console.rehearsal.faults import Stretch
from scheduler.cli.console.shapes import instant_json
from scheduler.daemon import CLOCK
from scheduler.destinations import Endpoint
from scheduler.errors import Problem, TminusError
from scheduler.model import Channel, PartState, Plan, Post, Secret, part_key
from scheduler.plan import approve
from scheduler.queue import AttemptRow, Paused, Store
from scheduler.receiver import Answer, Received, Receiver, read

LOOK_AGAIN_SECONDS = 0.05
RECEIVER = "receiver"
UNTIL = "rehearsed-until"
"""The names under which a rehearsal's queue keeps where its posts go, and when its daemon is to stop."""
SECRET_NAME = "TMINUS_REHEARSAL_SECRET"  # noqa: S105 - the name of a variable, no secret


def endpoints_at(receiver: str, secret: Secret, channels: Mapping[str, Channel]) -> dict[str, Endpoint]:
    """Return the channels as they are rehearsed: their own protocol, the receiver's address, no real secret.

    Rates are left out: they keep a receiver's rule by the clock on the wall, which a rehearsal does not wait for.
    """
    return {
        name: Endpoint(
            channel=name,
            platform=channel.platform,
            destination=destinations.get(channel.destination),
            url=Secret(f"{receiver}/{name}"),
            secrets=(secret,),
            token=Secret("in-place-of-a-token"),
            deadline=channel.deadline,
            concurrency=channel.concurrency,
            on_unknown=channel.on_unknown or destinations.get(channel.destination).on_unknown,
            allow_private=("127.0.0.0/8",),
            chat=channel.chat,
            handle=channel.handle,
            options=channel.options,
        )
        for name, channel in channels.items()
    }


class Rehearsal:
    """One rehearsal in a folder of its own. `answer` plays a receiver in trouble; see scheduler.receiver."""

    def __init__(self, desk: Desk, folder: Path, answer: Callable[[Received], Answer | None] | None = None) -> None:
        self._desk = desk
        self._database = folder / "queue.db"
        self._journal = folder / "catch.jsonl"
        self._errors = folder / "daemon.err"
        self._secret = Secret(f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}")
        spoken = {name: destinations.get(each.destination) for name, each in desk.workspace.channels.items()}
        self._receiver = Receiver(self._journal, [self._secret], self._answered, port=0, destinations=spoken)
        self._daemon: subprocess.Popen[str] | None = None
        self._exit_code = 0
        self.kills = 0
        self.answer = answer

    @contextmanager
    def prepared(self, plan: Plan, *, as_approved: bool = False) -> Iterator[None]:
        """Copy the queue, apply the plan to the copy, and listen; `as_approved`: what waits for people is approved."""
        with self._desk.queue(create=False) as real:
            if real is not None:
                real.copy_to(self._database)
        with ended_in_order(), self._receiver, self._store() as store:
            store.set_meta(CLOCK, plan.at.isoformat())
            store.set_meta(RECEIVER, self._receiver.url("").rstrip("/"))
            if plan.waiting:
                store.apply(plan, now=plan.at, user="rehearsal")
            if as_approved:
                _approve(store, plan.at)
            self._opened = store
            yield

    def _answered(self, received: Received) -> Answer | None:
        return self.answer(received) if self.answer else None

    def _store(self) -> Store:
        return Store.open(f"sqlite:///{self._database}", workspace_id=self._desk.workspace.id)

    def played(self, stopped: Iterable[Stretch] = ()) -> Iterator[Happening]:
        """Run the daemon to the campaign's end and yield what happens; killed, it is started again where it stood.

        In these stretches of campaign time, which are in order, no daemon runs.
        """
        stops = deque(stopped)
        while True:
            while stops and self.position() >= stops[0].start:
                if (end := stops.popleft().end) > self.position():
                    yield {"event": "stopped", "at": instant_json(self.position()), "until": instant_json(end)}
                    self._move_to(end)
            self._opened.set_meta(UNTIL, stops[0].start.isoformat() if stops else "")
            yield from self.happenings()
            if self._exit_code == -signal.SIGKILL:
                self.kills += 1
                yield {"event": "killed", "at": instant_json(self.position())}
            elif not stops or self._opened.next_instant(self.position()) is None:
                return
            else:
                self._move_to(stops[0].start)

    def _move_to(self, position: datetime) -> None:
        self._opened.set_meta(CLOCK, position.isoformat())

    def happenings(self) -> Iterator[Happening]:
        """Run the daemon and yield what it tells; ends when it ends, by itself or killed.

        Raises TminusError if it ended otherwise.
        """
        command = [sys.executable, "-m", "scheduler.cli", "run", "--json", "-w", str(self._desk.workspace.root)]
        environment = {**os.environ, SECRET_NAME: self._secret.reveal(), "PYTHONUNBUFFERED": "1"}
        talk: list[str] = []
        with (
            self._errors.open("w", encoding="utf-8") as errors,
            subprocess.Popen(  # noqa: S603 - this very program
                [*command, "--rehearsal", str(self._database)],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env=environment,
            ) as daemon,
        ):
            self._daemon = daemon
            try:
                for line in daemon.stdout or ():
                    happening = _happening(line)
                    if happening is None:
                        talk.append(line)
                    else:
                        yield happening
                daemon.wait()
            finally:
                if daemon.poll() is None:
                    daemon.kill()  # it has nothing to lose: its queue is a copy
                    daemon.wait()
        self._exit_code = daemon.returncode
        if daemon.returncode > 0:
            raise TminusError(self._why_broken("".join(talk)))

    def _why_broken(self, talk: str) -> Problem:
        """Return the first problem the daemon told, or the last line it wrote."""
        try:
            told = json.loads(talk)["problems"][0]
            return Problem(code=told["code"], message=told["message"], hint=told["hint"])
        except (ValueError, LookupError, TypeError):
            lines = self._errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            return Problem(
                code="rehearsal-broken",
                message="The rehearsal's daemon failed",
                hint=lines[-1] if lines else None,
            )

    def kill(self) -> None:
        """End the daemon as a power cut would: kill -9."""
        if self._daemon:
            self._daemon.kill()

    def kill_soon(self, milliseconds: float) -> None:
        """Do so in so many milliseconds, whatever it does then."""
        timer = threading.Timer(milliseconds / 1000, self.kill)
        timer.daemon = True
        timer.start()

    def kill_when_alone(self, key: str, reached: threading.Event) -> None:
        """Kill the daemon once `reached` is set and the part of that key is the only one on its way."""
        reached.wait()
        while True:
            sending = [
                part_key(post.key, part.number)
                for post in self.posts()
                for part in post.parts
                if part.state is PartState.SENDING
            ]
            if sending == [key]:
                self.kill()
                return
            time.sleep(LOOK_AGAIN_SECONDS)

    def posts(self) -> list[Post]:
        """Return the posts as the rehearsal left them."""
        with self._store() as store:
            return store.posts()

    def paused(self) -> dict[str, str | None]:
        """Return the channels that are paused in the real queue, and so in its copy."""
        with self._store() as store:
            return store.paused_channels()

    def paused_all(self) -> Paused | None:
        """Return since when everything is paused in the real queue, and so in its copy."""
        with self._store() as store:
            return store.paused_all()

    def attempts(self) -> list[AttemptRow]:
        """Return every attempt of the rehearsal, and of the queue before it."""
        return self._opened.attempts()

    def position(self) -> datetime:
        """Return the campaign time at which the rehearsal stands."""
        return datetime.fromisoformat(self._opened.meta(CLOCK) or "")

    def caught(self) -> list[Mapping[str, object]]:
        """Return the receiver's journal."""
        return list(read(self._journal))


def _approve(store: Store, at: datetime) -> None:
    """Say yes to every post that waits for people, as often as it needs."""
    waiting = [post for post in store.posts() if post.state is PartState.AWAITING]
    for number in range(max((post.approvals_required for post in waiting), default=0)):
        user = f"rehearsal-{number + 1}"
        decide = partial(approve, user=user, at=at)
        store.override([post.key for post in waiting], decide, verb="approved", now=at, user=user)


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end a rehearsal as Ctrl-C does: its daemon with it, and nothing left behind."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _happening(line: str) -> Happening | None:
    """Return what a line of the daemon tells; None for a line that is part of something else."""
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) and "event" in told else None
