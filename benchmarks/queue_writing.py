"""How fast parts are written: applied, begun, settled; beside the same rows in bulk, and one job a post."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import create_engine, select

from scheduler.model import Change, Content, Expiry, Op, Part, PartState, Phase, Plan, Post
from scheduler.queue import Settlement, Store
from scheduler.queue.database.tables import applies, events, parts, posts

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TEXT = "In seven days: THE QUIET HARBOUR. Mara left the island once. The tide has other plans. Number {} of many."
JOBS = 500
GROUP = 100

Line = tuple[str, str, str, str]
Rows = dict[str, tuple[str, list[tuple[Any, ...]]]]


def report(new: Callable[[], str], parts: int, runs: int) -> Iterator[Line]:
    """Yield the lines of a database, of which `new` makes empty ones."""
    planned = plan(parts)
    applied: list[float] = []
    bulk: list[float] = []
    for _ in range(runs):
        took, url = apply(new(), planned)
        applied.append(parts / took)
        bulk.append(parts / insert(new(), rows_of(url)))
    ours, theirs = median(applied), median(bulk)
    jobs = median(JOBS / add_jobs(new()) for _ in range(runs))
    yield f"apply, {parts:,} parts", f"{ours:,.0f}", "", ""
    yield "the same rows in bulk, one transaction", f"{theirs:,.0f}", f"{ours / theirs:.2f}", "apply / bulk"
    yield "APScheduler's job store, one job a post", f"{jobs:,.0f}", f"{ours / jobs:,.0f}", "apply / job store"
    _, url = apply(new(), plan(GROUP * 30))
    for group, rate in begin_and_settle(url).items():
        limit = two_updates(url, group)
        yield (
            f"begin and settle, {group} a commit",
            f"{rate:,.0f}",
            f"{rate / limit:.2f}",
            f"of two UPDATEs: {limit:,.0f}",
        )


def post(number: int) -> Post:
    """Return a post of one part."""
    due = NOON + timedelta(seconds=number)
    part = Part(
        number=1,
        content=Content(text=TEXT.format(number), link="https://example.org/film"),
        due_at=due,
        not_before=due,
        not_after=due + 2 * HOUR,
        expiry=Expiry.LATE,
        ready_at=due,
    )
    step = f"step-{number}"
    return Post(
        key=f"film/{step}/x",
        campaign="film",
        step=step,
        channel="x",
        platform="x",
        due_at=due,
        zone="UTC",
        parts=(part,),
    )


def plan(number: int) -> Plan:
    """Return a plan that adds so many posts."""
    new = [post(each) for each in range(number)]
    changes = tuple(Change(op=Op.ADD, key=each.key, before=None, after=each, reason="new") for each in new)
    return Plan(revision=0, files="f" * 64, at=NOON - HOUR, changes=changes)


def apply(url: str, planned: Plan) -> tuple[float, str]:
    """Apply a plan to a new queue, and return how long it took."""
    with Store.open(url, workspace_id="benchmark") as store:
        started = time.perf_counter()
        store.apply(planned, now=NOON - HOUR, user="benchmark")
        return time.perf_counter() - started, url


def rows_of(url: str) -> Rows:
    """Return the rows that an apply wrote, as the driver takes them."""
    found: Rows = {}
    with Store.open(url, workspace_id="benchmark") as store, store.reading() as connection:
        for table in (posts, parts, applies, events):
            into = ", ".join(f'"{column.name}"' for column in table.c)
            rows = connection.exec_driver_sql(f"SELECT {into} FROM {table.name}")  # noqa: S608 - names of our own
            found[table.name] = into, [tuple(row) for row in rows]
    return found


def insert(url: str, rows: Rows) -> float:
    """Write rows into a new queue the fastest way its driver has, and return how long it took."""
    with Store.open(url, workspace_id="benchmark") as store:
        started = time.perf_counter()
        with store.writing() as connection:
            for table, (into, values) in rows.items():
                if connection.dialect.name == "sqlite":
                    marks = ", ".join("?" * len(values[0]))
                    connection.exec_driver_sql(f"INSERT INTO {table} ({into}) VALUES ({marks})", values)  # noqa: S608
                else:
                    copy = f"COPY {table} ({into}) FROM STDIN"
                    with connection.connection.cursor() as cursor, cursor.copy(copy) as writing:
                        for row in values:
                            writing.write_row(row)
        return time.perf_counter() - started


def nothing() -> None:
    """Be a job."""


def add_jobs(url: str) -> float:
    """Add a date job a post to APScheduler's own store, and return how long it took."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    timer = BackgroundScheduler(jobstores={"default": SQLAlchemyJobStore(engine=engine)}, timezone=UTC)
    timer.start(paused=True)
    started = time.perf_counter()
    for number in range(JOBS):
        timer.add_job(nothing, "date", run_date=datetime.now(UTC) + HOUR, id=str(number), misfire_grace_time=None)
    took = time.perf_counter() - started
    timer.shutdown(wait=False)
    engine.dispose()
    return took


def begin_and_settle(url: str) -> dict[int, float]:
    """Return how many parts a second are begun and settled, by how many share a commit."""
    rates: dict[int, float] = {}
    now = NOON + HOUR
    with Store.open(url, workspace_id="benchmark") as store:
        for group, commits in ((1, 100), (GROUP, 10)):
            ids = [due.part_id for due in store.upcoming(now, group * commits)]
            started = time.perf_counter()
            for start in range(0, len(ids), group):
                some = ids[start : start + group]
                begun = store.begin(some, owner="benchmark", now=now, lease_until=now + HOUR)
                store.settle(
                    [
                        Settlement(
                            part_id=each.part_id,
                            attempt=each.attempt,
                            owner=each.owner,
                            state=PartState.DELIVERED,
                            outcome="delivered",
                            phase=Phase.ANSWERED,
                            status=200,
                        )
                        for each in begun
                    ],
                    now=now,
                )
            rates[group] = len(ids) / (time.perf_counter() - started)
    return rates


def two_updates(url: str, group: int) -> float:
    """Return the bare database's limit: rows a second, each updated in two commits of so many rows."""
    marks = {"sqlite": "?", "postgresql": "%s"}
    with Store.open(url, workspace_id="benchmark") as store:
        mark = marks[store.engine.dialect.name]
        update = f"UPDATE parts SET ready_at = ready_at + 1 WHERE id = {mark}"  # noqa: S608 - a mark of our own
        with store.reading() as connection:
            ids: Sequence[int] = connection.scalars(select(parts.c.id).limit(100 if group == 1 else group * 10)).all()
        started = time.perf_counter()
        for start in range(0, len(ids), group):
            for _ in range(2):
                with store.writing() as connection:
                    connection.exec_driver_sql(update, [(id_,) for id_ in ids[start : start + group]])
        return len(ids) / (time.perf_counter() - started)
