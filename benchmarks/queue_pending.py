"""A queue in which a million parts wait: how soon a daemon is ready, what it keeps in memory, what a look costs."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from benchmarks.queue_writing import NOON, apply, plan
from scheduler.queue import Store

MEMORY = """
import json, re, resource, sys, time
from pathlib import Path

def memory():
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss there begins with the parent's
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
"""

READY = """
from datetime import datetime, timedelta
from statistics import median
import scheduler.cli.run
from scheduler.queue import Store

now = datetime.fromisoformat(sys.argv[2]) - timedelta(days=1)
imported = memory()
started = time.perf_counter()
store = Store.open(sys.argv[1], workspace_id="benchmark")
store.take_over(owner="benchmark", now=now, policies={})
if hasattr(store, "waiting_channels"):
    store.waiting_channels(), store.outlook(now)
store.upcoming(now + timedelta(seconds=15), 1000)
ready = time.perf_counter() - started

def idle():
    started = time.perf_counter()
    store.upcoming(now, 100)
    store.upcoming(now + timedelta(seconds=15), 1000, after=now)
    looked = time.perf_counter() - started
    started = time.perf_counter()
    store.reconcile(now=now, wall_now=now, policies={})
    return looked, time.perf_counter() - started

looks = [idle() for _ in range(51)]
print(json.dumps([ready, imported, memory(), median(each[0] for each in looks), median(each[1] for each in looks)]))
"""

JOBS = """
from statistics import median
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import create_engine

imported = memory()
started = time.perf_counter()
stored = SQLAlchemyJobStore(engine=create_engine(sys.argv[1]))
timer = BackgroundScheduler(jobstores={"default": stored}, timezone="UTC")
timer.start()
timer._process_jobs()
ready = time.perf_counter() - started
looks = []
for _ in range(51):
    started = time.perf_counter()
    timer._process_jobs()
    looks.append(time.perf_counter() - started)
print(json.dumps([ready, imported, memory(), median(looks)]))
"""

MANY = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
INSERT INTO {table} ({into}) SELECT {values} FROM numbers, {table} AS first WHERE first.id = 1
"""


def report(folder: Path, pending: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield the lines; our own queue and APScheduler's store are both on SQLite."""
    url = f"sqlite:///{folder}/pending.db"
    apply(url, plan(1))
    with Store.open(url, workspace_id="benchmark") as store, store.writing() as connection:
        multiply(connection, "posts", pending, {"id": "n + 1", "key": "'film/many-' || n || '/x'"})
        later = {name: f"first.{name} + n * 1000000" for name in ("due_at", "not_before", "not_after", "ready_at")}
        multiply(connection, "parts", pending, {"id": "n + 1", "post_id": "n + 1"} | later)
    ready, imported, memory, look, tidy = measured(READY, url, NOON.isoformat())
    yield "ready, after imports", f"{ready * 1000:,.0f} ms", f"{memory:,.0f}", f"{imported:,.0f} MB after imports alone"
    yield "idle wakeup: look for what is due", f"{look * 1000:.2f} ms", "", "median of 51"
    yield "idle wakeup: reconcile", f"{tidy * 1000:.2f} ms", "", "median of 51"
    jobs = f"sqlite:///{folder}/jobs.db"
    fill_jobs(folder / "jobs.db", pending)
    ready, imported, memory, look = measured(JOBS, jobs)
    yield "APScheduler's job store: ready", f"{ready * 1000:,.0f} ms", f"{memory:,.0f}", f"{imported:,.0f} MB"
    yield "APScheduler's job store: idle wakeup", f"{look * 1000:.2f} ms", "", "median of 51"


def multiply(connection: Connection, table: str, count: int, changed: dict[str, str]) -> None:
    """Add copies of a table's first row."""
    columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    into = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(changed.get(name, f'first."{name}"') for name in columns)
    connection.exec_driver_sql(MANY.format(count=count - 1, table=table, into=into, values=values))


def fill_jobs(path: Path, count: int) -> None:
    """Fill APScheduler's store with copies of one job that it wrote itself: it would take an hour to add them."""
    import sqlite3  # noqa: PLC0415 - here only
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415 - the same

    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore  # noqa: PLC0415 - the same
    from apscheduler.schedulers.background import BackgroundScheduler  # noqa: PLC0415 - the same

    timer = BackgroundScheduler(jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{path}")}, timezone=UTC)
    timer.start(paused=True)
    timer.add_job("benchmarks.queue_writing:nothing", "date", run_date=datetime.now(UTC) + timedelta(days=9), id="0")
    timer.shutdown(wait=False)
    connection = sqlite3.connect(path)
    connection.execute(
        "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?) INSERT INTO "
        "apscheduler_jobs SELECT 'job-' || n, next_run_time + n, job_state FROM numbers, apscheduler_jobs "
        "WHERE id = '0'",
        (count - 1,),
    )
    connection.commit()
    connection.close()


def measured(script: str, *arguments: str) -> list[float]:
    """Run a script in a process of its own, and return what it measured."""
    command = [sys.executable, "-c", MEMORY + script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - a script of our own
    figures: list[float] = json.loads(done.stdout)
    return figures
