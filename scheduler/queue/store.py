"""The queue of one workspace: every verb is one transaction.

Nothing in here reads a clock. `now` is campaign time and `wall_now` wall time, both aware; leases and heartbeats run on
wall time, everything else on campaign time.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from scheduler.errors import TminusError
from scheduler.model import PartState, Post
from scheduler.queue import beats
from scheduler.queue.beats import Beat
from scheduler.queue.database import meta
from scheduler.queue.database.database import engine_for, identity, reader_of, writer_of
from scheduler.queue.database.failures import shown, spoken
from scheduler.queue.database.schema import copy_rows, ensure_schema
from scheduler.queue.database.upgraded import Upgraded
from scheduler.queue.duties import Duties
from scheduler.queue.hands.decisions import Decisions
from scheduler.queue.leadership import Leadership
from scheduler.queue.looks import reading
from scheduler.queue.looks.glances import Glances
from scheduler.queue.looks.reading import AttemptRow

EVER = datetime(1970, 1, 1, tzinfo=UTC)


class Store(Decisions, Duties, Glances):
    """The queue. Threads and processes may share it; what a verb promises holds whoever else is at work.

    Every verb may raise TminusError `queue-busy`, `queue-full`, `queue-unreachable`, or WorkspaceError
    `queue-unwritable`, `queue-unreadable`; the transaction is then undone as a whole.
    """

    def __init__(self, engine: Engine, upgraded: Upgraded | None = None) -> None:
        self.engine = engine
        self.upgraded = upgraded
        self._reader = reader_of(engine)
        self._writer = writer_of(engine)
        self._file = identity(engine.url)
        self._leadership: Leadership | None = None

    @classmethod
    def open(
        cls,
        url: str,
        *,
        workspace_id: str,
        create: bool = True,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Self:
        """Open the queue at a database URL, and make it where there is none and `create` allows.

        A queue that an older program made is upgraded first; `upgraded` then says so. Raises WorkspaceError:
        `queue-foreign` (another workspace's, or another program's database), `queue-newer`, `queue-missing` (nothing
        there, and not to be made), `queue-backup`, `queue-unwritable`, `queue-unreadable`, `database-url`,
        `database-driver`.
        """
        engine = engine_for(url, create=create)
        try:
            upgraded = ensure_schema(engine, workspace_id=workspace_id, create=create, wall=wall)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, upgraded)

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
        with spoken(self.engine.url), self._reader.begin() as connection:
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

    # ------------------------------------------------------------ people

    def daemon(self) -> Beat | None:
        """Return the latest sign of life of any daemon."""
        with self.reading() as connection:
            return beats.last(connection)

    def attempts(self, select: str | None = None, after_id: int = 0, last: int | None = None) -> list[AttemptRow]:
        """Return the (last) attempts after an id on the posts that SELECT names, in the order in which they began."""
        with self.reading() as connection:
            return reading.attempts(connection, select, after_id, last)

    def counts(self) -> dict[PartState, int]:
        """Return how many posts there are in each state, zeros included."""
        with self.reading() as connection:
            return reading.counts(connection)

    # ------------------------------------------------------------ the queue itself

    @contextmanager
    def sole_daemon(self) -> Iterator[None]:
        """Be this database's daemon while the block runs, whichever machine another one is on.

        Raises DaemonError `daemon-running`. A file has its lock beside it: see `lock.sole_daemon`.
        """
        if self.engine.dialect.name == "sqlite":
            yield
            return
        with spoken(self.engine.url), Leadership(self.engine) as leadership:
            self._leadership = leadership
            try:
                yield
            finally:
                self._leadership = None

    def check_file(self) -> None:
        """Raise TminusError `queue-replaced` if another file stands where this queue was opened, or none.

        An open file outlives its name: whoever goes on with it writes down what nobody will ever read. On PostgreSQL
        a daemon whose lock went with its connection takes it again here; DaemonError `daemon-running` if it is gone.
        """
        if self._leadership:
            with spoken(self.engine.url):
                self._leadership.keep()
        if identity(self.engine.url) != self._file:
            message = f"The file of the queue, {shown(self.engine.url)}, was removed or replaced while it was in use."
            raise TminusError.of("queue-replaced", message, "look at what stands there now, then start again")

    def meta(self, name: str) -> str | None:
        """Return a small fact about the queue, None where it was never set."""
        with self.reading() as connection:
            return meta.get(connection, name)

    def set_meta(self, name: str, value: str) -> None:
        """Set a small fact about the queue."""
        with self.writing() as connection:
            meta.put(connection, name, value)

    def copy_to(self, path: Path) -> None:
        """Write a copy of the queue as it stands to a new SQLite file, while others go on working."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.engine.dialect.name == "sqlite":
            with spoken(self.engine.url), closing(sqlite3.connect(path)) as target, self.engine.connect() as connection:
                source = connection.connection.dbapi_connection
                if isinstance(source, sqlite3.Connection):
                    source.backup(target)
            return
        with self.reading() as connection:
            copy_rows(connection, f"sqlite:///{path}")
