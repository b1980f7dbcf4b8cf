"""3. Receivers that drip, never read, or pour: every attempt ends in time, and nobody else notices."""

import asyncio
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from hardest.attackers import TRICKLES, attacking
from hardest.rig import HERE
from scheduler.destinations import Request
from scheduler.http import Exchange, attempt
from scheduler.model import Phase, Secret

DEADLINE = timedelta(seconds=1.5)
GRACE_SECONDS = 0.5
HEALTHY_SECONDS = 1.0
GROWTH_BYTES = 20 * 2**20
LARGE = bytes(20_000_000)
STATUS_KNOWN = {"body_drip", "ten_gigabytes", "gzip_bomb"}


def resident() -> int:
    """How much memory this process has, in bytes."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def timed(url: str, body: bytes = b'{"text": "Out now."}') -> tuple[Exchange, float]:
    """Send once, and forget the answer's body: what this test keeps of hundreds is not what an attempt takes."""
    start = monotonic()
    request = Request(method="POST", url=Secret(url), headers=(), body=body)
    exchange = await attempt(request, deadline=DEADLINE, allow_private=HERE)
    took, response = monotonic() - start, exchange.response
    return replace(exchange, response=response and replace(response, body=b"")), took


Ended = tuple[str, Exchange, float]


async def play(urls: Mapping[str, str], names: Sequence[str], rounds: int) -> tuple[list[Ended], list[Ended], int]:
    """Send to all of these at once, beside fifty healthy posts a round; say how much the memory grew at most."""
    trickled: list[Ended] = []
    healthy: list[Ended] = []
    await timed(urls["healthy"])
    gc.collect()
    before, most = resident(), 0

    async def watch() -> None:
        nonlocal most
        while True:
            most = max(most, resident() - before)
            await asyncio.sleep(0.002)

    watching = asyncio.create_task(watch())
    for _ in range(rounds):
        bodies = [LARGE if name == "never_reads" else b"{}" for name in names]
        sent = asyncio.gather(*(timed(urls[name], body) for name, body in zip(names, bodies, strict=True)))
        for _ in range(10):
            five = await asyncio.gather(*(timed(urls["healthy"]) for _ in range(5)))
            healthy += [("healthy", *each) for each in five]
        trickled += [(name, *each) for name, each in zip(names, await sent, strict=True)]
    watching.cancel()
    return trickled, healthy, most


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("rounds", [pytest.param(1, id="short"), pytest.param(20, id="long", marks=pytest.mark.long)])
@pytest.mark.parametrize(
    ("names", "bound"),
    [
        (100 * ["gzip_bomb"], GROWTH_BYTES),
        (3 * [name for name in TRICKLES if name != "never_reads"], GROWTH_BYTES),
        (["never_reads"], GROWTH_BYTES + len(LARGE)),  # what we send ourselves lies in the connection's buffer
    ],
    ids=["a hundred bombs", "pouring", "not reading"],
)
def test_no_receiver_holds_an_attempt_longer_or_fills_the_memory(names: list[str], bound: int, rounds: int) -> None:
    """A hundred bombs, five kinds three at a time, one that leaves 20 MB unread: in time, and nobody waits for them."""
    with attacking() as urls:
        trickled, healthy, most = asyncio.run(play(urls, names, rounds))
    for name, exchange, seconds in trickled:
        assert seconds < DEADLINE.total_seconds() + GRACE_SECONDS, name
        assert (exchange.phase is Phase.ANSWERED) == (name in STATUS_KNOWN), name
        assert not exchange.response or exchange.response.cut, name
    assert all(exchange.phase is Phase.ANSWERED for _, exchange, _ in healthy)
    assert max(seconds for _, _, seconds in healthy) < HEALTHY_SECONDS
    assert most < bound, f"{most / 2**20:.0f} MiB"
    assert len(healthy) == 50 * rounds
