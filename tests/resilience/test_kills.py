"""kill -9 of the installed daemon at random moments. The oracle is the receiver's journal."""

import random
import time
from collections import Counter
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


@pytest.mark.parametrize(
    ("threads", "kills"), [pytest.param(15, 4, id="short"), pytest.param(250, 40, id="long", marks=pytest.mark.long)]
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
