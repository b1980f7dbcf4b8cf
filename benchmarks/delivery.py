"""Sending: how fast, how late, how little the dead disturb the living, and how much memory hostile receivers cost.

Everything is measured in one run, against one receiver in a process of its own. The bare loop opens a client of httpx
an attempt around one shared SSLContext, and has neither guard nor deadline nor phases; aiohttp keeps one session
and its connections; Apprise is asked as its documentation shows. What is not installed is named and left out.
"""

import asyncio
import gc
import ssl
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx

from benchmarks import queue_delivery
from benchmarks.queue_receiver import Receiver, receiving
from scheduler.clock import RealClock
from scheduler.daemon import Daemon
from scheduler.delivery import Delivery, Sent, lease_of
from scheduler.destinations import Endpoint, Request
from scheduler.http import attempt
from scheduler.model import OnUnknown, Secret
from scheduler.queue import Committer, Store

BODY = b'{"type":"post.part","text":"%s"}' % queue_delivery.TEXT.encode().ljust(250)
HERE = ("127.0.0.0/8",)
PATIENCE = timedelta(seconds=20)
ROUNDS = 3
HEALTHY, DEAD = 45, ("refused", "hangs", "resets", "fails", "header_drip")
Send = Callable[[int], Awaitable[None]]


@asynccontextmanager
async def ours(url: str) -> AsyncIterator[Send]:
    """Send as a delivery does: guard, phases, one deadline over everything, the body under its cap."""
    address = Secret(url)

    async def send(number: int) -> None:
        headers = (("content-type", "application/json"), ("webhook-id", f"ours/{number}"))
        request = Request(method="POST", url=address, headers=headers, body=BODY)
        exchange = await attempt(request, deadline=PATIENCE, allow_private=HERE)
        if exchange.response is None:
            raise RuntimeError(exchange.reason)

    yield send


@asynccontextmanager
async def bare(url: str, context: ssl.SSLContext) -> AsyncIterator[Send]:
    """Send with a client of httpx an attempt."""

    async def send(number: int) -> None:
        async with httpx.AsyncClient(verify=context, trust_env=False, timeout=20) as client:
            headers = {"content-type": "application/json", "webhook-id": f"bare/{number}"}
            await client.post(url, content=BODY, headers=headers)

    yield send


@asynccontextmanager
async def with_aiohttp(url: str) -> AsyncIterator[Send]:
    """Send with one session of aiohttp."""
    aiohttp = import_module("aiohttp")
    async with aiohttp.ClientSession() as session:

        async def send(number: int) -> None:
            headers = {"content-type": "application/json", "webhook-id": f"aiohttp/{number}"}
            async with session.post(url, data=BODY, headers=headers) as answer:
                await answer.read()

        yield send


@asynccontextmanager
async def with_apprise(url: str) -> AsyncIterator[Send]:
    """Send with Apprise's JSON plugin."""
    apprise = import_module("apprise")
    notifier = apprise.Apprise()
    notifier.add(f"{url.replace('http://', 'json://')}?+webhook-id=apprise")

    async def send(_: int) -> None:
        if not await notifier.async_notify(body=queue_delivery.TEXT):
            raise RuntimeError("Apprise could not send")

    yield send


async def rate(sender: Callable[[], Any], posts: int, at_once: int) -> float:
    """Return how many posts a second a sender sends, so many at once."""
    numbers = iter(range(posts))
    async with sender() as send:

        async def work() -> None:
            for number in numbers:
                await send(number)

        start = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(at_once)))
        return posts / (time.perf_counter() - start)


async def lateness(sender: Callable[[], Any], receiver: Receiver, posts: int, a_second: int) -> list[float]:
    """Return by how many milliseconds each of some posts arrived late that a timer in memory sends."""
    start = time.time() + 1
    async with sender() as send:

        async def at(number: int) -> None:
            await asyncio.sleep(start + number / a_second - time.time())
            await send(number)

        await asyncio.gather(*(at(number) for number in range(posts)))
    return [
        (came - start - int(key.rpartition("/")[2]) / a_second) * 1000 for key, came in receiver.journal() if "/" in key
    ]


def senders(url: str) -> Mapping[str, Callable[[], Any]]:
    """Return whoever can send here, by name; say who is missing."""
    found: dict[str, Callable[[], Any]] = {
        "tminus, one attempt": partial(ours, url),
        "httpx, a client an attempt": partial(bare, url, httpx.create_ssl_context()),
    }
    for name, sender in (("aiohttp", with_aiohttp), ("apprise", with_apprise)):
        if find_spec(name):
            found[name] = partial(sender, url)
        else:
            print(f"{name} is not installed, and left out")
    return found


def report_rates(receiver: Receiver, posts: int) -> None:
    """Print posts a second at three concurrencies: the median of interleaved rounds, and its ratio to the bare loop."""
    known = senders(receiver.url)
    print(f"{'Attempts a second':<32}{'1 at once':>18}{'10 at once':>18}{'100 at once':>18}")
    measured: dict[str, list[float]] = {name: [] for name in known}
    for at_once in (1, 10, 100):
        rounds: dict[str, list[float]] = {name: [] for name in known}
        for _ in range(ROUNDS):
            for name, sender in known.items():
                some = posts // 5 if name == "apprise" else posts
                rounds[name].append(asyncio.run(rate(sender, some, at_once)))
        for name, rates in rounds.items():
            measured[name].append(median(rates))
    receiver.journal()
    base = measured["httpx, a client an attempt"]
    for name, rates in measured.items():
        told = "".join(f"{each:>11,.0f} {each / beside:>5.2f}x" for each, beside in zip(rates, base, strict=True))
        print(f"  {name:<30}{told}")


def report_lateness(receiver: Receiver, posts: int, a_second: int) -> None:
    """Print how late posts come at light load: the daemon's, from its queue, beside timers in memory."""
    print(f"\n{f'Lateness at {a_second} a second':<32}{'p50 ms':>18}{'p99 ms':>18}")
    with tempfile.TemporaryDirectory(prefix="tminus-late-") as folder:
        dues = queue_delivery.at_light_load(posts, a_second)
        drained = queue_delivery.drain(Path(folder), "light", receiver, dues, 20)
    print(f"  {'tminus, the daemon':<30}{drained.late(50):>18.1f}{drained.late(99):>18.1f}")
    for name, sender in senders(receiver.url).items():
        if name != "apprise":  # it gives its posts no key
            late = asyncio.run(lateness(sender, receiver, posts, a_second))
            print(f"  {name:<30}{_percent(late, 50):>18.1f}{_percent(late, 99):>18.1f}")


def _middle_and_most(values: Sequence[float]) -> tuple[float, float]:
    return _percent(values, 50), _percent(values, 99)


def _percent(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def report_neighbours(receiver: Receiver, addresses: Mapping[str, str], posts: int) -> None:
    """Print by how much the p99 of 45 healthy channels rises while five more are dead, each in its way."""
    print(f"\n{'45 healthy channels of 50':<32}{'p50 ms':>18}{'p99 ms':>18}")
    dead = {name: addresses[name] for name in DEAD}
    rounds = []
    for number in range(ROUNDS + 2):  # now the one first, now the other: the machine may be busier by and by
        order = ({}, dead) if number % 2 else (dead, {})
        told = [_middle_and_most(healthy_lateness(receiver, some, posts)) for some in order]
        rounds.append(told if number % 2 else told[::-1])
    for number, name in enumerate(("alone", "beside 5 that are dead")):
        p50, p99 = (median(each[number][which] for each in rounds) for which in (0, 1))
        print(f"  {name:<30}{p50:>18.1f}{p99:>18.1f}")
    ratios = [f"{median(beside[which] / alone[which] for alone, beside in rounds):.2f}x" for which in (0, 1)]
    print(f"  {'ratio, median of the rounds':<30}{ratios[0]:>18}{ratios[1]:>18}")


def healthy_lateness(receiver: Receiver, dead: Mapping[str, str], posts: int) -> list[float]:
    """Return by how many milliseconds the posts of the healthy channels came late, at 45 posts a second."""
    healthy = [f"well-{number}" for number in range(HEALTHY)]
    start = datetime.now(UTC) + timedelta(seconds=2)
    members, due_of = [], {}
    for number in range(posts):
        for place, channel in enumerate([*healthy, *dead]):
            due = start + timedelta(seconds=number + place / 50)
            post = replace(queue_delivery._post(number, due, channel))  # noqa: SLF001 - the same posts
            members.append(post)
            due_of[f"{post.key}#1"] = due.timestamp()
    endpoints = {channel: queue_delivery.endpoint(channel, receiver.url) for channel in healthy}
    endpoints |= {
        channel: replace(queue_delivery.endpoint(channel, url), deadline=timedelta(seconds=5))
        for channel, url in dead.items()
    }
    receiver.journal()
    with (
        tempfile.TemporaryDirectory(prefix="tminus-noise-") as folder,
        queue_delivery.queued(Path(folder), "q", members) as store,
    ):
        asyncio.run(_until_healthy(store, endpoints, HEALTHY * posts))
    return [(came - due_of[key]) * 1000 for key, came in receiver.journal() if "well-" in key]


async def _until_healthy(store: Store, endpoints: Mapping[str, Endpoint], parts: int) -> None:
    """Run the daemon until so many posts of healthy channels were delivered."""
    clock, left = RealClock(), iter(range(parts - 1, -1, -1))
    async with Committer(store, owner="benchmark", clock=clock, lease=lease_of(endpoints.values())) as committer:

        def report(sent: Sent) -> None:
            if sent.channel.startswith("well-") and not next(left):
                daemon.stop()

        daemon = Daemon(
            committer=committer,
            delivery=Delivery(committer, endpoints, clock, "benchmark", report),
            clock=clock,
            policies=dict.fromkeys(endpoints, OnUnknown.HOLD),
            owner="benchmark",
            report=lambda _: None,
        )
        await daemon.run()


def report_memory(addresses: Mapping[str, str], attempts: int) -> None:
    """Print by how much this process grows while receivers trickle, send bombs, and pour 10 GB bodies."""
    print(f"\n{'Memory':<32}{'growth MiB':>18}{'attempts':>18}")
    growth = asyncio.run(_growth(addresses, attempts))
    for name, grown in growth.items():
        print(f"  {name:<30}{grown / 2**20:>18.1f}{attempts:>18}")


async def _growth(addresses: Mapping[str, str], attempts: int) -> Mapping[str, int]:
    async def once(url: str) -> None:
        request = Request(method="POST", url=Secret(url), headers=(), body=BODY)
        await attempt(request, deadline=timedelta(seconds=2), allow_private=HERE)

    await once(addresses["healthy"])
    grown = {}
    for name in ("header_drip", "body_drip", "endless_102", "gzip_bomb", "ten_gigabytes"):
        gc.collect()
        before = most = _resident()
        async with AsyncExitStack():
            running = asyncio.gather(*(once(addresses[name]) for _ in range(attempts)))
            while not running.done():
                await asyncio.sleep(0.01)
                most = max(most, _resident())
        grown[name] = most - before
    return grown


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096


@contextmanager
def _attacking() -> Iterator[Mapping[str, str]]:
    """Run the tests' receivers that misbehave."""
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    attackers = import_module("hardest.attackers")
    with attackers.attacking() as addresses:
        yield {**addresses, "refused": "http://127.0.0.1:9/hook"}


def main(arguments: Sequence[str] = ()) -> int:
    """Measure; `--quick` with fewer posts."""
    quick = "--quick" in arguments
    with receiving() as receiver, _attacking() as addresses:
        report_rates(receiver, 300 if quick else 1_000)
        report_lateness(receiver, 60 if quick else 400, 20)
        report_neighbours(receiver, addresses, 4 if quick else 10)
        if sys.platform == "linux":
            report_memory(addresses, queue_delivery.SLOTS)
    return 0
