"""Opening the queue's database: the engine, and transactions that mean the same on SQLite and PostgreSQL.

A reader sees one consistent view and waits for nobody. Writers come one after the other, each with the lock before it
reads, so that what was read still holds when it is written. On SQLite that is WAL with BEGIN and BEGIN IMMEDIATE, which
SQLAlchemy has to open (the sqlite3 module of Python 3.11 does it by itself, and late); on PostgreSQL it is REPEATABLE
READ and an advisory lock.
"""

import sqlite3
import time
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from scheduler.errors import WorkspaceError
from scheduler.queue.database.failures import shown

BUSY: Final = 5_000
"""Milliseconds a writer waits for another writer before it gives up."""

WRITES: Final = "tminus_writes"
"""The execution option of a connection whose transactions write."""

WRITER_LOCK: Final = 0x744D696E7573
DAEMON_LOCK: Final = WRITER_LOCK + 1
"""PostgreSQL's advisory locks, which hold within one database: who writes just now, and who is the daemon."""

_ALIVE: Final = {"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
"""How soon we notice that the database's machine is gone."""

_OURS_ALIVE: Final = ("tcp_keepalives_idle = 10", "tcp_keepalives_interval = 5", "tcp_keepalives_count = 3")
"""How soon PostgreSQL notices that ours is: until then it keeps our locks."""


def engine_for(address: str, *, create: bool) -> Engine:
    """Return the engine of a database URL, with its folder made where `create` allows.

    Raises WorkspaceError: `database-url` for a URL that names no database we know, `queue-missing` for a SQLite file
    that is not there and may not be made, `queue-unwritable` for a folder that cannot be made.
    """
    url = _url(address)
    if url.get_backend_name() != "sqlite":
        asked = {name: value for name, value in _ALIVE.items() if name not in url.query}
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=asked)
        event.listen(engine, "connect", _settle_in_server)
        event.listen(engine, "begin", _take_turns)
        return engine
    _prepare_file(url, create=create)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _settle_in)
    event.listen(engine, "begin", _begin)
    return engine


def reader_of(engine: Engine) -> Engine:
    """Return the engine whose transactions read one consistent view."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writer_of(engine: Engine) -> Engine:
    """Return the engine whose transactions write, one after the other."""
    return engine.execution_options(**{WRITES: True})


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
        raise missing(url)
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


def missing(url: URL) -> WorkspaceError:
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


def _settle_in_server(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Set up a new PostgreSQL connection."""
    cursor = connection.cursor()
    for setting in (f"lock_timeout = {BUSY}", *_OURS_ALIVE):
        cursor.execute(f"SET {setting}")
    cursor.close()
    connection.commit()


def _take_turns(connection: Connection) -> None:
    """Let a writer wait for the one before it."""
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
