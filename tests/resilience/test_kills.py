"""kill -9 at random moments, of the installed daemon and of two that pass its lock by. The oracle is the journal."""

import logging
import random
import time
from collections import Counter
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from driving import Desk, in_seconds
from scheduler.model import PartState, Post
from scheduler.queue import Store
from scheduler.receiver import Answer, Receiver, read

CHANNELS = """\
hook-1: {{platform: bluesky, destination: webhook, url: "${{HOOK}}", allow_private: [127.0.0.0/8], concurrency: 3}}
hook-2: {{platform: bluesky, destination: webhook, url: "${{HOOK}}", allow_private: [127.0.0.0/8]}}
catch-1: {{platform: bluesky, destination: catch, url: "{0}catch-1", concurrency: 3}}
catch-2: {{platform: bluesky, destination: catch, url: "{0}catch-2"}}
"""
IN_FLIGHT = 3 + 1 + 3 + 1
SLOTS = 4
"""How many attempts a daemon of the second test has under way: one on each of its channels."""

log = logging.getLogger(__name__)


@pytest.mark.parametrize(
    ("threads", "kills"), [pytest.param(10, 3, id="short"), pytest.param(250, 40, id="long", marks=pytest.mark.long)]
)
def test_random_kills_lose_nothing_and_double_nothing(desk: Desk, tmp_path: Path, threads: int, kills: int) -> None:
    """Under `hold` no key arrives twice and what did not arrive is shown; under `resend` all arrive, repeats by key."""
    chance = random.Random(4)  # noqa: S311 - the moments are to be the same in every run
    journal = tmp_path / "catch.jsonl"
    with Receiver(journal, answer=lambda _: Answer(hold=timedelta(seconds=0.02), body=b'{"id": "7"}'), port=0) as sink:
        desk.channels(CHANNELS.format(sink.url("")))
        desk.write(".env", f"HOOK={sink.url('hook')}\n")
        desk.rows(
            *(f'"row-{number}",{in_seconds(0)},{channel},"one\n---\ntwo\n---\nthree"'
              for number in range(threads) for channel in ["hook-1;hook-2;catch-1;catch-2"])
        )  # fmt: skip
        assert desk.tminus("apply", "--yes").code == 0
        for _ in range(kills):
            with desk.started("run") as daemon:
                daemon.until(event="attempt")
                time.sleep(chance.uniform(0, 0.2))
                daemon.process.kill()
        with Store.open(f"sqlite:///{desk.folder}/.tminus/queue.db", workspace_id="press") as store:
            while not settled(posts := store.posts()):
                with desk.started("run") as daemon:
                    while daemon.process.poll() is None and not settled(store.posts()):
                        time.sleep(0.3)
                    daemon.stop()
    held, resent = Counter[str](), Counter[str]()
    for line in read(journal):
        (held if line["key"].split("/")[2].startswith("hook") else resent)[line["key"]] += not line["repeated"]
    assert len(posts) == 4 * threads
    states = {f"{post.key}#{part.number}": part.state for post in posts for part in post.parts}
    unknown = [key for key, state in states.items() if state is PartState.UNKNOWN]
    assert set(held.values()) == {1}, "sent twice under hold"
    assert all(key in held for key, state in states.items() if "hook" in key and state is PartState.DELIVERED)
    assert all(states[key] in {PartState.DELIVERED, PartState.UNKNOWN} for key in held), "arrived, and nobody knows"
    assert all(resent[key] == 1 for key in states if "catch" in key), "lost, or not dropped by its key"
    assert len(unknown) <= IN_FLIGHT * kills


def settled(posts: list[Post]) -> bool:
    """Whether everything is delivered or unknown, or waits behind a part that is unknown."""
    return all(_settled(post) for post in posts)


def _settled(post: Post) -> bool:
    states: list[Any] = [part.state for part in post.parts]
    if PartState.UNKNOWN in states:
        states = states[: states.index(PartState.UNKNOWN)]
    return all(state is PartState.DELIVERED for state in states)


@pytest.mark.parametrize(
    ("parts", "kills"), [pytest.param(120, 6, id="short"), pytest.param(3000, 200, id="long", marks=pytest.mark.long)]
)
def test_two_daemons_killed_in_turn_lose_nothing_and_double_nothing(scene: Any, parts: int, kills: int) -> None:
    """Without the lock, too: whoever starts takes the other's attempts for lost, and still no part is sent twice."""
    chance = random.Random(5)  # noqa: S311 - the moments are to be the same in every run
    scene.answer = lambda _: Answer(hold=timedelta(seconds=chance.uniform(0, 0.4)), body=b'{"id": "7"}')
    scene.queue(*(f"c/s{number}/hold-{number % SLOTS}" for number in range(parts // 2)))
    scene.queue(*(f"c/t{number}/hold-{number % SLOTS}" for number in range(parts // 6)), parts=3)
    in_flight = 0
    with ExitStack() as stack:
        running = [stack.enter_context(scene.starting(endless=True)) for _ in range(2)]
        for victim in running:
            victim.wait_until_ready()
        for number in range(kills):
            time.sleep(chance.uniform(0, 0.3))  # a random moment is what is wanted here, no condition
            running[number % 2].kill()
            in_flight += scene.count("sending")
            running[number % 2] = stack.enter_context(scene.starting(endless=True))
            running[number % 2].wait_until_ready()
        for victim in running:
            victim.kill()
    reached = scene.arrived.total()
    scene.answer = lambda _: None
    scene.recover()
    states = Counter(state for members in scene.states.values() for state in members)
    log.info(
        "%s kills, %s on their way at one; %s of %s sent by then: %s", kills + 2, in_flight, reached, parts, states
    )
    assert set(scene.arrived.values()) == {1}, "sent twice"
    assert scene.lost() == [], "lost"
    assert scene.untold() == [], "arrived, and nobody knows"
    assert states["unknown"] <= 2 * SLOTS * (kills + 2)
    assert states["delivered"] + states["unknown"] + states["scheduled"] == parts
