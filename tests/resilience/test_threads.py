"""Threads whose middle part is refused for a while. The oracle is the receiver's journal."""

from collections import Counter, defaultdict
from itertools import groupby
from typing import Any

import pytest

from scheduler.receiver import Answer, Received


@pytest.mark.parametrize(
    ("threads", "parts"), [pytest.param(8, 4, id="short"), pytest.param(50, 10, id="long", marks=pytest.mark.long)]
)
def test_parts_arrive_in_their_order_however_often_one_is_refused(scene: Any, threads: int, parts: int) -> None:
    """Part 3 fails twice in half of the threads: none overtakes it, and the other threads do not wait for it."""
    refused = Counter[str]()

    def answer(got: Received) -> Answer | None:
        if got.part != 3 or got.channel != "hold":
            return None
        refused[str(got.key)] += 1
        return Answer(status=503) if refused[str(got.key)] <= 2 else None

    scene.answer = answer
    scene.queue(
        *(f"c/s{number}/{channel}" for number in range(threads // 2) for channel in ("hold", "resend")), parts=parts
    )
    scene.recover(jitter=0.0)
    order = defaultdict(list)
    for line in scene.journal:
        order[line["key"].partition("#")[0]].append(line["part"])
    whole = list(range(1, parts + 1))
    for key, seen in order.items():
        assert seen == ([*whole[:2], 3, 3, 3, *whole[3:]] if key.endswith("/hold") else whole)
    assert len(order) == threads
    between = [key for key, _ in groupby(line["key"] for line in scene.journal if "/hold#" in line["key"])]
    assert between != sorted(between), "while a part waits for its next attempt, the channel's other threads go on"
    assert {state for states in scene.states.values() for state in states} == {"delivered"}
