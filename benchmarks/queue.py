"""The queue: applying, starting over a million parts, an idle look; beside APScheduler's store and the bare database.

Ratios are what counts: rows per second depend on the machine, its disk, and on what else it does. Every figure is the
median of runs that take turns. SQLite writes with synchronous=FULL, PostgreSQL (a cluster of its own, where it is
installed) with fsync: what is counted is on the disk. `--quick` is the small form.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from benchmarks import queue_pending, queue_writing

LINE = "  {:<46}{:>14}{:>12}   {}"


def main(arguments: Sequence[str] = ()) -> int:
    """Print the tables of the store, then those of delivery."""
    quick = "--quick" in arguments
    with tempfile.TemporaryDirectory(prefix="tminus-queue-") as folder, databases(Path(folder)) as kinds:
        for name, new in kinds.items():
            print(f"\nWriting, on {name:<34}{'parts/s':>14}{'ratio':>12}   beside")
            for line in queue_writing.report(new, parts=5_000 if quick else 100_000, runs=3):
                print(LINE.format(*line))
        pending = 100_000 if quick else 1_000_000
        print(f"\n{f'{pending:,} parts pending':<48}{'':>14}{'MB':>12}")
        for line in queue_pending.report(Path(folder), pending):
            print(LINE.format(*line))
    if find_spec("benchmarks.queue_delivery"):
        delivery = import_module("benchmarks.queue_delivery")
        if report := getattr(delivery, "report", None):
            report(quick)
    return 0


@contextmanager
def databases(folder: Path) -> Iterator[dict[str, Callable[[], str]]]:
    """Yield, for each kind of database that there is here, how to make an empty one."""
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    from databases import Cluster, ClusterMissingError  # noqa: PLC0415 - the tests' own

    counter = iter(range(1_000_000))
    kinds: dict[str, Callable[[], str]] = {"SQLite": lambda: f"sqlite:///{folder}/queue-{next(counter)}.db"}
    try:
        cluster = Cluster(durable=True)
    except (ClusterMissingError, ImportError) as missing:
        print(f"PostgreSQL is left out: {missing}")
        yield kinds
        return
    try:
        yield kinds | {"PostgreSQL": cluster.database}
    finally:
        cluster.close()
