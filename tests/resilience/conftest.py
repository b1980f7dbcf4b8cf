"""A queue, a receiver whose journal is the oracle, and daemons that are to be ended at the worst moment."""

import asyncio
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from driving import PATIENCE_SECONDS, Desk
from here import Here
from resilience.nursery import Child, Nursery
from resilience.victim import Options, play
from scheduler.model import Change, Content, Expiry, Op, Part, PartState, Plan, Post
from scheduler.queue import Store
from scheduler.receiver import Answer, Received, Receiver, read

VICTIM = Path(__file__).with_name("victim.py")


class Victim:
    """A daemon of another process."""

    def __init__(self, process: subprocess.Popen[str] | Child) -> None:
        self.process = process

    def wait_until_ready(self) -> None:
        assert self.process.stdout
        assert self.process.stdout.readline() == "ready\n"

    def ended(self) -> dict[str, Any]:
        """What it says at its end, which comes by itself."""
        said, _ = self.process.communicate(timeout=5 * PATIENCE_SECONDS)
        assert self.process.returncode == 0
        return dict(json.loads(said.splitlines()[-1]))

    def told_to_stop(self) -> dict[str, Any]:
        """What it says at its end, which it is asked for."""
        self.process.terminate()
        return self.ended()

    def send_signal(self, number: int) -> None:
        self.process.send_signal(number)

    def wait(self) -> int:
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def kill(self) -> None:
        """End it as a power cut would, and see it gone."""
        self.process.kill()
        self.process.communicate()


class Scene:
    """What the failure tests play with."""

    def __init__(self, folder: Path, url: str, nursery: Nursery) -> None:
        self._nursery = nursery
        self.folder = folder
        self.url = url
        self.answer: Callable[[Received], Answer | None] = lambda _: None
        self.receiver = Receiver(folder / "catch.jsonl", answer=self._answer, port=0)

    def _answer(self, received: Received) -> Answer | None:
        return self.answer(received)

    def store(self) -> Store:
        return Store.open(self.url, workspace_id="test")

    def options(self, **more: Any) -> Options:
        return Options(database=self.url, receiver=self.receiver.url("").rstrip("/"), **more)

    def queue(
        self, *keys: str, parts: int = 1, due_at: datetime | None = None, window: timedelta = timedelta(hours=1)
    ) -> None:
        """Queue posts that are due now and may go out for an hour."""
        due = due_at or datetime.now(UTC)
        posts = [a_post(key, due, parts, window) for key in keys]
        with self.store() as store:
            changes = tuple(Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new") for post in posts)
            store.apply(Plan(revision=store.revision(), files="", at=due, changes=changes), now=due, user="test")

    @contextmanager
    def starting(self, environment: Mapping[str, str] | None = None, **options: Any) -> Iterator[Victim]:
        """Start a daemon of its own process, which is gone when the block ends.

        One that needs an environment of its own starts from nothing; else it is a fork, which takes a tenth of that.
        """
        told = str(self.options(**options))
        command, env = [sys.executable, str(VICTIM), told], {**os.environ, **(environment or {})}
        with (
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
            if environment
            else Child(self._nursery, told)
        ) as process:
            try:
                yield Victim(process)
            finally:
                process.kill()

    @contextmanager
    def victim(self, point: str = "none", **options: Any) -> Iterator[Victim]:
        """Start such a daemon; it is ready when the block begins."""
        with self.starting(point=point, **options) as victim:
            victim.wait_until_ready()
            yield victim

    def killed_at(self, point: str) -> int:
        """Run such a daemon until it ends itself, and return how it ended."""
        with self.victim(point) as victim:
            return victim.wait()

    def recover(self, **options: Any) -> None:
        """Run a daemon here until nothing can go out any more."""
        with self.store() as store:
            self.play(store, **options)

    def play(self, store: Store, **options: Any) -> None:
        """Do so with a queue that is open already."""
        asyncio.run(play(store, self.options(**options)))

    @property
    def arrived(self) -> Counter[str]:
        """How often each key arrived, by the receiver's own journal."""
        return Counter(line["key"] for line in self.journal)

    @property
    def taken(self) -> Counter[str]:
        """How often each key was taken in: a receiver drops the repeats of what it has."""
        return Counter(line["key"] for line in self.journal if not line["repeated"])

    @property
    def journal(self) -> list[dict[str, Any]]:
        """What the receiver wrote down, line by line."""
        return list(read(self.folder / "catch.jsonl"))

    @property
    def states(self) -> dict[str, list[str]]:
        with self.store() as store:
            return {post.key: [part.state.value for part in post.parts] for post in store.posts()}

    @property
    def by_part(self) -> dict[str, PartState]:
        """The state of each part by its key."""
        with self.store() as store:
            return {f"{post.key}#{part.number}": part.state for post in store.posts() for part in post.parts}

    def count(self, state: str) -> int:
        """How many parts are in a state."""
        return sum(each == state for each in self.by_part.values())

    def lost(self) -> list[str]:
        """The parts that nobody will ever see: not arrived, and neither waiting nor `unknown`."""
        arrived, seen = self.arrived, {PartState.UNKNOWN, PartState.SCHEDULED, PartState.AWAITING}
        return [key for key, state in self.by_part.items() if key not in arrived and state not in seen]

    def untold(self) -> list[str]:
        """The parts that arrived, and of which the queue says neither that nor that nobody knows."""
        states = self.by_part
        return [key for key in self.arrived if states[key] not in {PartState.DELIVERED, PartState.UNKNOWN}]


def a_post(key: str, due: datetime, parts: int, window: timedelta = timedelta(hours=1)) -> Post:
    campaign, step, channel = key.split("/")
    members = tuple(
        Part(
            number=number,
            content=Content(text=f"{key} {number}"),
            due_at=due,
            not_before=due,
            not_after=due + window,
            expiry=Expiry.LATE,
            ready_at=due,
        )
        for number in range(1, parts + 1)
    )
    return Post(
        key=key, campaign=campaign, step=step, channel=channel, platform="x", due_at=due, zone="UTC", parts=members
    )


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Return the process whose forks the daemons are."""
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def make_scene(nursery: Nursery) -> Callable[[Path, str], Scene]:
    """Make a scene with a database of the test's own."""
    return partial(Scene, nursery=nursery)


@pytest.fixture
def file_scene(tmp_path: Path, nursery: Nursery) -> Iterator[Scene]:
    """Return a queue in an SQLite file, for what only a file can suffer, and a receiver that listens."""
    scene = Scene(tmp_path, f"sqlite:///{tmp_path / 'queue.db'}", nursery)
    with scene.receiver:
        yield scene


@pytest.fixture
def scene(tmp_path: Path, queue_url: str, nursery: Nursery) -> Iterator[Scene]:
    """Return a queue, once in each kind of database, and a receiver that listens."""
    scene = Scene(tmp_path, queue_url, nursery)
    with scene.receiver:
        yield scene


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a workspace for the installed command."""
    (tmp_path / "home").mkdir()
    desk = Here(tmp_path / "press", tmp_path / "home")
    desk.write("config/workspace.yaml", "id: press\nname: Press\nzone: UTC\n")
    return desk
