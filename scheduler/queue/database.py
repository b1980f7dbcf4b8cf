"""Opening the queue's database: the engine with its transactions, the schema, and whose queue it is.

The sqlite3 module of Python 3.11 opens transactions by itself, and late; here SQLAlchemy opens them: BEGIN for readers
(one consistent view, which in WAL mode waits for nobody) and BEGIN IMMEDIATE for writers (the lock first, so that what
was read still holds when it is written).
"""

import sqlite3
import time
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from scheduler.errors import WorkspaceError
from scheduler.queue.failures import shown, spoken
from scheduler.queue.tables import SCHEMA, alembic_version, meta, metadata

BUSY: Final = 5_000
"""Milliseconds a writer waits for another writer before it gives up."""

WRITES: Final = "tminus_writes"
"""The execution option of a connection whose transactions write."""


def engine_for(address: str, *, create: bool) -> Engine:
    """Return the engine of a database URL, with its folder made where `create` allows.

    Raises WorkspaceError: `database-url` for a URL that names no database we know, `queue-missing` for a SQLite file
    that is not there and may not be made, `queue-unwritable` for a folder that cannot be made.
    """
    url = _url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    _prepare_file(url, create=create)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _settle_in)
    event.listen(engine, "begin", _begin)
    return engine


def ensure_schema(engine: Engine, *, workspace_id: str, create: bool) -> None:
    """Check that the database holds the queue of this workspace, in this program's schema; make it where it is empty.

    Raises WorkspaceError: `queue-foreign`, `queue-newer`, `queue-missing`.
    """
    with spoken(engine.url), engine.begin() as connection:
        if _is_ours(connection, workspace_id):
            return
    if not create:
        raise _missing(engine.url)
    with spoken(engine.url), engine.execution_options(**{WRITES: True}).begin() as connection:
        if _is_ours(connection, workspace_id):  # another process was faster
            return
        metadata.create_all(connection, checkfirst=False)
        connection.execute(alembic_version.insert(), {"version_num": SCHEMA})
        connection.execute(
            meta.insert(),
            [{"name": "workspace", "value": workspace_id}, {"name": "revision", "value": "0"}],
        )


def _is_ours(connection: Connection, workspace_id: str) -> bool:
    """Return False for a database without any of our tables, True for this workspace's queue; raise for the rest."""
    present = set(inspect(connection).get_table_names()) & metadata.tables.keys()
    where = shown(connection.engine.url)
    if not present:
        return False
    if not {"meta", "alembic_version"} <= present:
        raise WorkspaceError.of(
            "queue-foreign",
            f"The database at {where} belongs to another program (it has a table named {min(present)}).",
            "give tminus a database of its own in config/workspace.yaml",
        )
    version = connection.scalar(select(alembic_version.c.version_num))
    if version != SCHEMA:
        raise WorkspaceError.of(
            "queue-newer",
            f"The queue at {where} was written by a newer tminus (schema {version}, this one knows {SCHEMA}).",
            "install the newer version again",
        )
    owner = connection.scalar(select(meta.c.value).where(meta.c.name == "workspace"))
    if owner != workspace_id:
        raise WorkspaceError.of(
            "queue-foreign",
            f'The queue at {where} belongs to the workspace "{owner}", not to "{workspace_id}".',
            "one database belongs to one id: give this workspace another database, or its old id back",
        )
    return True


def _url(address: str) -> URL:
    """Return the parsed URL, with the driver we install for PostgreSQL."""
    scheme, separator, rest = address.partition("://")
    drivers = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
    unusable = WorkspaceError.of(
        "database-url",
        "The address of the database is not one tminus can use.",
        "write sqlite:////absolute/path.db or postgresql://user:password@host/name",
    )
    try:
        url = make_url(f"{drivers.get(scheme, scheme)}{separator}{rest}")
        if url.get_backend_name() not in {"sqlite", "postgresql"} or url.database in {None, "", ":memory:"}:
            raise unusable
        url.get_dialect().import_dbapi()
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise unusable from None  # the address may hold a password, and so may the error's words
    except ImportError as error:
        message = f"The driver for {scheme} is not installed ({error})."
        raise WorkspaceError.of("database-driver", message, "install tminus[postgresql]") from error
    return url


def _prepare_file(url: URL, *, create: bool) -> None:
    """Make the folder of a SQLite file, or say that there is nothing to read."""
    path = Path(str(url.database))
    if not create and not path.exists():
        raise _missing(url)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkspaceError.of(
            "queue-unwritable",
            f"The folder of the queue, {path.parent}, cannot be made ({error.strerror}).",
            "check the folder and its permissions",
        ) from error


def identity(url: URL) -> tuple[int, int] | None:
    """Return what tells a SQLite file from another that takes its name; None where there is no such file."""
    if url.get_backend_name() != "sqlite":
        return None
    try:
        found = Path(str(url.database)).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _missing(url: URL) -> WorkspaceError:
    """Return the error of a reader that came before the first apply."""
    return WorkspaceError.of("queue-missing", f"There is no queue at {shown(url)} yet.", "tminus apply makes it")


def _settle_in(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    """Set up a new SQLite connection. WAL is a property of the file: it is set once, and found set ever after."""
    connection.isolation_level = None  # it opens no transactions by itself now
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY}")
    _use_wal(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _use_wal(cursor: sqlite3.Cursor) -> None:
    """Switch the file to WAL, or find that another process did; while one is at it, the others are told BUSY at once.

    SQLite does not wait for its busy_timeout here (3.40: seen with ten processes that opened one new file).
    """
    give_up = time.monotonic() + BUSY / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    """Open a transaction as its connection is going to use it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")
