"""A queue, a receiver whose journal is the oracle, and daemons that are to be ended at the worst moment."""

import asyncio
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from driving import Desk
from here import Here
from resilience.victim import play
from scheduler.model import Change, Content, Expiry, Op, Part, Plan, Post
from scheduler.queue import Store
from scheduler.receiver import Answer, Received, Receiver, read

VICTIM = Path(__file__).with_name("victim.py")


class Scene:
    """What the failure tests play with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answer: Callable[[Received], Answer | None] = lambda _: None
        self.receiver = Receiver(folder / "catch.jsonl", answer=self._answer, port=0)

    def _answer(self, received: Received) -> Answer | None:
        return self.answer(received)

    def store(self) -> Store:
        return Store.open(f"sqlite:///{self.folder / 'queue.db'}", workspace_id="test")

    def queue(self, *keys: str, parts: int = 1, due_at: datetime | None = None) -> None:
        """Queue posts that are due now and may go out for an hour."""
        due = due_at or datetime.now(UTC)
        posts = [a_post(key, due, parts) for key in keys]
        with self.store() as store:
            changes = tuple(Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new") for post in posts)
            store.apply(Plan(revision=store.revision(), files="", at=due, changes=changes), now=due, user="test")

    @contextmanager
    def victim(self, point: str = "none", lease: float = 60) -> Iterator[subprocess.Popen[str]]:
        """Start a daemon of its own process; it is ready when the block begins, and gone when it ends."""
        command = [sys.executable, str(VICTIM), str(self.folder), self.receiver.url("").rstrip("/"), point, str(lease)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout
                assert process.stdout.readline() == "ready\n"
                yield process
            finally:
                process.kill()

    def killed_at(self, point: str) -> int:
        """Run such a daemon until it ends itself, and return how it ended."""
        with self.victim(point) as process:
            return process.wait(timeout=40)

    def recover(self) -> None:
        """Run a daemon here until nothing can go out any more."""
        with self.store() as store:
            asyncio.run(play(store, self.receiver.url("").rstrip("/"), timedelta(minutes=1)))

    @property
    def arrived(self) -> Counter[str]:
        """How often each key arrived, by the receiver's own journal."""
        return Counter(line["key"] for line in read(self.folder / "catch.jsonl"))

    @property
    def taken(self) -> Counter[str]:
        """How often each key was taken in: a receiver drops the repeats of what it has."""
        return Counter(line["key"] for line in read(self.folder / "catch.jsonl") if not line["repeated"])

    @property
    def states(self) -> dict[str, list[str]]:
        with self.store() as store:
            return {post.key: [part.state.value for part in post.parts] for post in store.posts()}


def a_post(key: str, due: datetime, parts: int) -> Post:
    campaign, step, channel = key.split("/")
    members = tuple(
        Part(
            number=number,
            content=Content(text=f"{key} {number}"),
            due_at=due,
            not_before=due,
            not_after=due + timedelta(hours=1),
            expiry=Expiry.LATE,
            ready_at=due,
        )
        for number in range(1, parts + 1)
    )
    return Post(
        key=key, campaign=campaign, step=step, channel=channel, platform="x", due_at=due, zone="UTC", parts=members
    )


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Return a queue and a receiver that listens."""
    scene = Scene(tmp_path)
    with scene.receiver:
        yield scene


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a workspace for the installed command."""
    (tmp_path / "home").mkdir()
    desk = Here(tmp_path / "press", tmp_path / "home")
    desk.write("config/workspace.yaml", "id: press\nname: Press\nzone: UTC\n")
    return desk
