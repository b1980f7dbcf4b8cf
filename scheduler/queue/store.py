"""The queue of one workspace: every verb is one transaction.

Nothing in here reads a clock. `now` is campaign time and `wall_now` wall time, both aware; leases and heartbeats run on
wall time, everything else on campaign time.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from scheduler.errors import WorkspaceError
from scheduler.model import OnUnknown, PartState, Plan, Post
from scheduler.queue import beats, channels, meta, reading, waiting
from scheduler.queue import reconcile as reconciling
from scheduler.queue.apply import Applied, apply
from scheduler.queue.beats import Beat
from scheduler.queue.begin import Begun, begin
from scheduler.queue.database import WRITES, engine_for, ensure_schema
from scheduler.queue.failures import shown, spoken
from scheduler.queue.reading import AttemptRow
from scheduler.queue.reconcile import Reconciled
from scheduler.queue.settle import Settlement, settle
from scheduler.queue.waiting import Due


class Store:
    """The queue. Threads and processes may share it; what a verb promises holds whoever else is at work.

    Every verb may raise TminusError `queue-busy`, `queue-full`, `queue-unreachable`, or WorkspaceError
    `queue-unwritable`, `queue-unreadable`; the transaction is then undone as a whole.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(**{WRITES: True})

    @classmethod
    def open(cls, url: str, *, workspace_id: str, create: bool = True) -> Self:
        """Open the queue at a database URL, and make it where there is none and `create` allows.

        Raises WorkspaceError: `queue-foreign` (another workspace's, or another program's database), `queue-newer`,
        `queue-missing` (nothing there, and not to be made), `queue-unwritable`, `queue-unreadable`, `database-url`,
        `database-driver`.
        """
        engine = engine_for(url, create=create)
        try:
            ensure_schema(engine, workspace_id=workspace_id, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        """Return the store, to be closed when the block ends."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that reads one consistent view and waits for nobody."""
        with spoken(self.engine.url), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that writes: alone, durable once the block ends, undone if it raises."""
        with spoken(self.engine.url), self._writer.begin() as connection:
            yield connection

    # ------------------------------------------------------------ the plan

    def revision(self) -> int:
        """Return how often the queue was changed by people: what a plan is made against."""
        with self.reading() as connection:
            return int(meta.get(connection, meta.REVISION) or 0)

    def posts(self, select: str | None = None) -> list[Post]:
        """Return the posts that SELECT names (None: all), ordered by due time and key."""
        with self.reading() as connection:
            return reading.posts(connection, select)

    def apply(self, plan: Plan, *, now: datetime, user: str) -> Applied:
        """Change the queue as a plan says, whole or not at all; raises StalePlanError `plan-stale`."""
        with self.writing() as connection:
            return apply(connection, plan, now=now, user=user)

    # ------------------------------------------------------------ the daemon

    def upcoming(self, until: datetime, limit: int) -> list[Due]:
        """Return the first parts that may be begun by `until`, in the order of their readiness."""
        with self.reading() as connection:
            return waiting.upcoming(connection, until=until, limit=limit)

    def begin(self, part_ids: Iterable[int], *, owner: str, now: datetime, lease_until: datetime) -> list[Begun]:
        """Begin those of the parts that may be sent now; what comes back is the caller's to send, and nobody else's."""
        with self.writing() as connection:
            return begin(connection, part_ids, owner=owner, now=now, lease_until=lease_until)

    def settle(self, settlements: Sequence[Settlement], *, now: datetime) -> list[int]:
        """Settle attempts, and return the ids of the parts whose attempt was still its owner's."""
        with self.writing() as connection:
            return [each.part_id for each in settle(connection, settlements, now=now)]

    def reconcile(self, *, now: datetime, wall_now: datetime, policies: Mapping[str, OnUnknown]) -> Reconciled:
        """Turn lost attempts into `unknown`, apply the channels' policies to what is unknown, expire what is over."""
        with self.writing() as connection:
            return reconciling.reconcile(connection, now=now, wall_now=wall_now, policies=policies)

    def take_over(self, *, owner: str, now: datetime, policies: Mapping[str, OnUnknown]) -> Reconciled:
        """Reconcile, and take the attempts of all other owners for lost: for a daemon that holds the lock."""
        with self.writing() as connection:
            return reconciling.take_over(connection, owner=owner, now=now, policies=policies)

    def next_instant(self, now: datetime) -> datetime | None:
        """Return the first instant from `now` on at which anything can happen by itself, None if nothing can."""
        with self.reading() as connection:
            return waiting.next_instant(connection, now)

    def idle(self) -> bool:
        """Return whether nothing is under way and nothing waits for its time."""
        with self.reading() as connection:
            return waiting.idle(connection)

    def beat(self, owner: str, pid: int, wall_now: datetime) -> None:
        """Give a daemon's sign of life."""
        with self.writing() as connection:
            beats.beat(connection, owner, pid, wall_now)

    def release_beat(self, owner: str) -> None:
        """Say that a daemon ended in order."""
        with self.writing() as connection:
            beats.release(connection, owner)

    # ------------------------------------------------------------ people

    def daemon(self) -> Beat | None:
        """Return the latest sign of life of any daemon."""
        with self.reading() as connection:
            return beats.last(connection)

    def attempts(self, select: str | None = None, after_id: int = 0) -> list[AttemptRow]:
        """Return the attempts after an id on the posts that SELECT names, in the order in which they began."""
        with self.reading() as connection:
            return reading.attempts(connection, select, after_id)

    def counts(self) -> dict[PartState, int]:
        """Return how many posts there are in each state, zeros included."""
        with self.reading() as connection:
            return reading.counts(connection)

    def pause_channel(self, name: str, reason: str | None, *, now: datetime, user: str) -> None:
        """Begin nothing on a channel until it is opened again."""
        with self.writing() as connection:
            channels.pause(connection, name, reason, now, user=user)

    def open_channels(self, names: Iterable[str] | None = None, *, now: datetime, user: str) -> list[str]:
        """Open the paused channels of these names (None: all), and return which were paused."""
        with self.writing() as connection:
            return channels.resume(connection, names, now, user=user)

    def paused_channels(self) -> dict[str, str | None]:
        """Return the paused channels and why each one is."""
        with self.reading() as connection:
            return channels.paused(connection)

    # ------------------------------------------------------------ the queue itself

    def meta(self, name: str) -> str | None:
        """Return a small fact about the queue, None where it was never set."""
        with self.reading() as connection:
            return meta.get(connection, name)

    def set_meta(self, name: str, value: str) -> None:
        """Set a small fact about the queue."""
        with self.writing() as connection:
            meta.put(connection, name, value)

    def copy_to(self, path: Path) -> None:
        """Write a copy of the queue as it stands to a new SQLite file, while others go on working.

        Raises WorkspaceError `queue-copy` where the queue is no SQLite file.
        """
        if self.engine.dialect.name != "sqlite":
            message = f"The queue at {shown(self.engine.url)} cannot be copied to a file."
            raise WorkspaceError.of("queue-copy", message, "copy it with the tools of its database")
        path.parent.mkdir(parents=True, exist_ok=True)
        with spoken(self.engine.url), closing(sqlite3.connect(path)) as target, self.engine.connect() as connection:
            source = connection.connection.dbapi_connection
            if isinstance(source, sqlite3.Connection):
                source.backup(target)
