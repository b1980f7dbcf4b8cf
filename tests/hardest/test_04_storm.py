"""4. Thousands of attempts are cut short at every moment, a shutdown among them: nothing stays behind.

The pool of httpx 0.28 fails this for good: after 300 such attempts none of its slots ever comes back.
"""

import asyncio
import os
import random
from contextlib import suppress
from datetime import timedelta

import pytest

from hardest.attackers import attacking
from hardest.rig import HERE
from scheduler.destinations import Request
from scheduler.http import Exchange, attempt
from scheduler.model import Secret

AT_ONCE = 10
HEALTHY = 100


def open_files() -> int:
    return len(os.listdir("/dev/fd"))  # noqa: PTH208 - on macOS, too


def send(url: str, deadline: float) -> "asyncio.Task[Exchange]":
    request = Request(method="POST", url=Secret(url), headers=(), body=b"{}")
    return asyncio.create_task(attempt(request, deadline=timedelta(seconds=deadline), allow_private=HERE))


@pytest.mark.parametrize(
    "attempts", [pytest.param(600, id="short"), pytest.param(10_000, id="long", marks=pytest.mark.long)]
)
@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"], ids=["by name", "by address"])
def test_after_a_storm_of_cut_attempts_every_healthy_one_succeeds(attempts: int, name: str) -> None:
    """Half of them to one that hangs; deadlines from 0 to 10 ms and to 100 ms; in the middle all are cancelled."""
    chance = random.Random(7)  # noqa: S311 - the same storm in every run

    async def storm(hanging: str, healthy: str) -> tuple[int, int, int]:
        await send(healthy, 5)
        before, tasks = open_files(), []
        slots = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> None:
            async with slots:
                deadline = chance.uniform(0, chance.choice((0.01, 0.1)))
                task = send(hanging if number % 2 else healthy, deadline)
                tasks.append(task)
                with suppress(asyncio.CancelledError):
                    await task

        for half in range(2):
            storm = [asyncio.create_task(one(number)) for number in range(attempts // 2)]
            if half == 0:
                while len(tasks) < attempts // 4:  # noqa: ASYNC110 - a moment in the middle is what is wanted
                    await asyncio.sleep(0.001)
                for task in tasks:
                    task.cancel()
            await asyncio.gather(*storm)
        exchanges = await asyncio.gather(*(send(healthy, 20) for _ in range(HEALTHY)))
        for _ in range(200):  # the look-ups of names that were cut short end on threads of their own
            if open_files() <= before:
                break
            await asyncio.sleep(0.01)
        return sum(each.response is not None for each in exchanges), open_files() - before, len(asyncio.all_tasks())

    with attacking() as urls:
        hanging, healthy = (urls[each].replace("127.0.0.1", name) for each in ("hangs", "healthy"))
        delivered, files, left = asyncio.run(storm(hanging, healthy))
    assert delivered == HEALTHY
    assert files <= 0
    assert left == 1, "a task of ours is still running"
