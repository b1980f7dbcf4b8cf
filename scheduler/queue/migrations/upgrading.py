"""One upgrade of a database: whole or not at all, by one process, with the SQLite file kept as it was.

It is one transaction on both databases. SQLite checks no foreign keys meanwhile, for it changes a table by making it
anew; they are checked all at once in the end.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, select

from scheduler.errors import TminusError, WorkspaceError
from scheduler.queue.database.database import WRITER_LOCK, WRITES
from scheduler.queue.database.failures import shown, spoken
from scheduler.queue.database.tables import SCHEMA, alembic_version, metadata
from scheduler.queue.database.upgraded import Upgraded

PATIENCE: Final = 300
"""Seconds in which another process may be at the same upgrade."""


def upgrade(engine: Engine, wall: Callable[[], datetime]) -> Upgraded | None:
    """Upgrade the queue, and say from what; None where another process did it meanwhile.

    Raises WorkspaceError `queue-backup` if the file as it stands cannot be kept; nothing is changed then.
    """
    with spoken(engine.url), _alone(engine) as connection:
        before = str(connection.scalar(select(alembic_version.c.version_num)))
        if before >= SCHEMA:
            return None
        backup = None
        if engine.dialect.name == "sqlite":
            backup = _keep(Path(str(engine.url.database)), before, wall())
        migrate(connection)
        if engine.dialect.name == "sqlite" and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise TminusError.of(
                "queue-unreadable",
                f"The queue at {shown(engine.url)} was not upgraded: rows of {broken[0][0]} belong to no post.",
                "put a backup in its place",
            )
        return Upgraded(before=before, after=SCHEMA, backup=backup)


def migrate(connection: Connection, revision: str = SCHEMA) -> None:
    """Run the migrations up to a revision in the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)

    def steps(current: object, _context: MigrationContext) -> list[RevisionStep]:
        return script._upgrade_revs(revision, current)  # type: ignore[arg-type]  # noqa: SLF001 - as Alembic's own command does

    with EnvironmentContext(config, script, fn=steps) as environment:
        environment.configure(connection=connection, target_metadata=metadata)
        environment.run_migrations()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that waits until no other process writes, and keeps everybody else from writing."""
    connection = engine.connect()
    raw = connection.connection.dbapi_connection
    connection.detach()  # it is no connection for anything else afterwards
    try:
        if isinstance(raw, sqlite3.Connection):
            raw.execute("PRAGMA foreign_keys = OFF")
            raw.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
            connection.execution_options(**{WRITES: True})
        with connection.begin():
            if not isinstance(raw, sqlite3.Connection):
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
            yield connection
    finally:
        connection.close()
        if raw:
            raw.close()  # an interrupt makes SQLAlchemy forget it, with the transaction still open


def _keep(path: Path, version: str, at: datetime) -> Path:
    """Copy a queue's file beside it, under a name that tells its schema and the time."""
    backup = path.with_name(f"{path.name}.schema-{version}.{at:%Y%m%dT%H%M%SZ}")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(backup)) as target:
            source.backup(target)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            backup.unlink(missing_ok=True)
        raise WorkspaceError.of(
            "queue-backup",
            f"The queue has to be upgraded, and cannot be kept as it is before ({error}).",
            f"make room for a copy of {path} beside it; nothing was changed",
        ) from error
    return backup
