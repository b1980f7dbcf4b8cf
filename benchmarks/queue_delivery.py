"""Delivery, end to end: what is due at one instant, how late at light load; beside loops without a queue.

All of a run goes to one receiver in a process of its own. The daemon is the real one: refill, a date job of APScheduler
a part, begin, send, settle, on SQLite with synchronous=FULL. The bare loop has no queue and keeps nothing: it opens a
client of httpx an attempt, around one shared SSLContext, as many at once as the daemon has slots; it runs before and
after the daemon, and the mean counts. APScheduler's stock store gets one job a post, with its default settings.
"""

import asyncio
import sqlite3
import ssl
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from statistics import quantiles

import httpx
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, EVENT_JOB_MISSED
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event

from benchmarks.queue_receiver import Receiver, receiving
from scheduler import destinations
from scheduler.clock import RealClock
from scheduler.daemon import Daemon
from scheduler.delivery import Delivery, Sent, lease_of
from scheduler.delivery.delivery import SLOTS
from scheduler.destinations import Endpoint
from scheduler.model import Change, Content, Expiry, OnUnknown, Op, Part, PartState, Plan, Post, Secret
from scheduler.queue import Committer, Store

TEXT = "In seven days: THE QUIET HARBOUR. Mara left the island once. The tide has other plans. Pre-order and read on."
AHEAD_SECONDS = 3.0
"""How long before the instant the daemon starts: the parts become date jobs first, and are due then."""
OWNER = "benchmark"


@dataclass(frozen=True, kw_only=True)
class Drained:
    """What became of parts that were due: by the queue's own count, and by the receiver's journal."""

    parts: int
    delivered: int
    arrived: int
    doubled: int
    seconds: float
    late_ms: Sequence[float]

    @property
    def rate(self) -> float:
        """Parts a second, from the instant they were due until the last was settled."""
        return self.parts / self.seconds

    def late(self, percent: int) -> float:
        """Return by how many milliseconds that share of the parts came late, at most."""
        return quantiles(self.late_ms, n=100, method="inclusive")[percent - 1]


def posts(dues: Sequence[datetime], channels: int) -> list[Post]:
    """Return a post of one part for each instant, dealt out to the channels."""
    return [_post(number, due, f"channel-{number % channels}") for number, due in enumerate(dues)]


def _post(number: int, due: datetime, channel: str) -> Post:
    part = Part(
        number=1,
        content=Content(text=TEXT),
        due_at=due,
        not_before=due,
        not_after=due + timedelta(hours=2),
        expiry=Expiry.LATE,
        ready_at=due,
    )
    return Post(
        key=f"bench/s-{number}/{channel}",
        campaign="bench",
        step=f"s-{number}",
        channel=channel,
        platform="x",
        due_at=due,
        zone="UTC",
        parts=(part,),
    )


@contextmanager
def queued(folder: Path, name: str, members: Sequence[Post]) -> Iterator[Store]:
    """Open a new queue with these posts in it."""
    with Store.open(f"sqlite:///{folder / name}.db", workspace_id="benchmark") as store:
        changes = tuple(Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new") for post in members)
        now = datetime.now(UTC)
        store.apply(Plan(revision=store.revision(), files="", at=now, changes=changes), now=now, user="benchmark")
        yield store


def drain(folder: Path, name: str, receiver: Receiver, dues: Sequence[datetime], channels: int) -> Drained:
    """Run the daemon until every part is over, and return what became of them."""
    receiver.journal()
    with queued(folder, name, posts(dues, channels)) as store:
        ended = asyncio.run(_daemon(store, receiver.url, len(dues), channels))
        delivered = store.counts()[PartState.DELIVERED]
    came = receiver.journal()
    due = {f"bench/s-{number}/channel-{number % channels}#1": at.timestamp() for number, at in enumerate(dues)}
    return Drained(
        parts=len(dues),
        delivered=delivered,
        arrived=len({key for key, _ in came}),
        doubled=len(came) - len({key for key, _ in came}),
        seconds=ended - min(due.values()),
        late_ms=[(at - due[key]) * 1000 for key, at in came],
    )


async def _daemon(store: Store, url: str, parts: int, channels: int) -> float:
    """Run the daemon until so many attempts ended; return when the last did (wall time)."""
    endpoints = {f"channel-{number}": endpoint(f"channel-{number}", url) for number in range(channels)}
    clock, ended, left = RealClock(), [0.0], iter(range(parts - 1, -1, -1))
    async with Committer(store, owner=OWNER, clock=clock, lease=lease_of(endpoints.values())) as committer:

        def report(_: Sent) -> None:
            if not next(left):
                ended[0] = time.time()
                daemon.stop()

        daemon = Daemon(
            committer=committer,
            delivery=Delivery(committer, endpoints, clock, OWNER, report),
            clock=clock,
            policies=dict.fromkeys(endpoints, OnUnknown.HOLD),
            owner=OWNER,
            report=lambda _: None,
        )
        await daemon.run()
    return ended[0]


def endpoint(channel: str, url: str) -> Endpoint:
    """Return a signed webhook at the receiver's address, one attempt at a time, as a channel is by default."""
    return Endpoint(
        channel=channel,
        platform="x",
        destination=replace(destinations.get("webhook"), rate=None),
        url=Secret(url),
        secrets=(Secret("a secret of the benchmark"),),
        allow_private=("127.0.0.0/8",),
    )


@cache
def _context() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _body() -> bytes:
    """Return a body as long as the daemon's."""
    return (b'{"type":"post.part","text":"%s"}' % TEXT.encode()).ljust(650)


async def bare_loop(url: str, parts: int, at_once: int = SLOTS) -> float:
    """Send as many requests of the same size with a client an attempt; return how many a second."""
    context, body = _context(), _body()
    numbers = iter(range(parts))

    async def work() -> None:
        for number in numbers:
            async with httpx.AsyncClient(verify=context, trust_env=False, timeout=20) as client:
                headers = {"content-type": "application/json", "webhook-id": f"bare/{number}"}
                answer = await client.post(url, content=body, headers=headers)
                if answer.status_code != httpx.codes.OK:
                    raise RuntimeError(f"the receiver answered {answer.status_code}")

    start = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return parts / (time.perf_counter() - start)


def at_one_instant(parts: int) -> list[datetime]:
    """Return the same instant for every part."""
    return [datetime.now(UTC) + timedelta(seconds=AHEAD_SECONDS + parts / 10_000)] * parts


def at_light_load(parts: int, a_second: int) -> list[datetime]:
    """Return instants at an even pace."""
    start = datetime.now(UTC) + timedelta(seconds=AHEAD_SECONDS)
    return [start + timedelta(seconds=number / a_second) for number in range(parts)]


def stock(folder: Path, receiver: Receiver, parts: int) -> tuple[float, int]:
    """Let APScheduler's own SQL store send as many; return how many a second arrived, and how many never did."""
    receiver.journal()
    start, end = asyncio.run(_stock(f"sqlite:///{folder}/stock.db", receiver.url, parts))
    arrived = len(receiver.journal())
    return arrived / (end - start), parts - arrived


async def _stock(database: str, url: str, parts: int) -> tuple[float, float]:
    """Run the scheduler until no job is left and nothing is on its way."""
    engine = create_engine(database)
    event.listen(engine, "connect", _as_durable)
    ended: list[float] = []
    store = SQLAlchemyJobStore(engine=engine)
    scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone=UTC)
    scheduler.add_listener(lambda _: ended.append(time.time()), EVENT_JOB_EXECUTED | EVENT_JOB_ERROR | EVENT_JOB_MISSED)
    scheduler.start(paused=True)
    due = datetime.now(UTC) + timedelta(seconds=AHEAD_SECONDS + parts / 100)
    for number in range(parts):
        scheduler.add_job(post_one, "date", run_date=due, args=(url, number))
    due_at = max(due.timestamp(), time.time())
    scheduler.resume()
    while len(ended) < parts:  # noqa: ASYNC110 - a listener of APScheduler's says nothing to the loop
        await asyncio.sleep(0.05)
    scheduler.shutdown(wait=False)
    engine.dispose()
    return due_at, max(ended)


def _as_durable(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


async def post_one(url: str, number: int) -> None:
    """Send one request: the body of a stock job."""
    async with httpx.AsyncClient(verify=_context(), trust_env=False, timeout=20) as client:
        await client.post(url, content=_body(), headers={"webhook-id": f"stock/{number}"})


def report(quick: bool) -> None:  # noqa: FBT001 - benchmarks.queue calls it
    """Print what was measured, in one run."""
    with tempfile.TemporaryDirectory(prefix="tminus-delivery-") as name, receiving() as receiver:
        folder = Path(name)
        print(f"\n{'Delivering, SQLite synchronous=FULL':<48}{'parts/s':>14}{'ratio':>12}   beside")
        for parts, channels in ((1_000, 50), (200, 1)) if quick else ((5_000, 100), (1_000, 1)):
            at_once = min(SLOTS, channels)
            before = asyncio.run(bare_loop(receiver.url, parts, at_once))
            drained = drain(folder, f"drain-{channels}", receiver, at_one_instant(parts), channels)
            bare = (before + asyncio.run(bare_loop(receiver.url, parts, at_once))) / 2
            what = f"{parts:,} due at one instant, channels: {channels}"
            told = f"a bare loop, {bare:,.0f}/s; lost {parts - drained.arrived}, doubled {drained.doubled}"
            print(f"  {what:<46}{drained.rate:>14,.0f}{drained.rate / bare:>12.2f}   {told}")
        few = 100 if quick else 1_000
        rate, dropped = stock(folder, receiver, few)
        print(
            f"  {f'APScheduler with its own store, {few:,}':<46}{rate:>14,.0f}{'':>12}   dropped {dropped} of {few:,}"
        )
        late = drain(folder, "light", receiver, at_light_load(100 if quick else 1_000, 20), 20)
        times = f"p50 {late.late(50):.1f} ms, p99 {late.late(99):.1f} ms"
        print(f"  {'20 a second: from due to arrived':<46}{times:>40}")


def main(arguments: Sequence[str] = ()) -> int:
    """Measure delivery alone."""
    report("--quick" in arguments)
    return 0
