"""What a database refuses, in words for the person who runs the queue."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError

from scheduler.errors import TminusError, WorkspaceError

_SQLITE = {
    "SQLITE_BUSY": (TminusError, "queue-busy", "is kept busy by another program", "try again in a moment"),
    "SQLITE_LOCKED": (TminusError, "queue-busy", "is kept busy by another program", "try again in a moment"),
    "SQLITE_FULL": (
        TminusError,
        "queue-full",
        "cannot grow: the disk is full",
        "make room on the disk; nothing is lost",
    ),
    "SQLITE_READONLY": (
        WorkspaceError,
        "queue-unwritable",
        "cannot be written",
        "make the file and its folder writable",
    ),
    "SQLITE_CANTOPEN": (WorkspaceError, "queue-unwritable", "cannot be opened", "check the folder and its permissions"),
    "SQLITE_PERM": (WorkspaceError, "queue-unwritable", "cannot be opened", "check the folder and its permissions"),
    "SQLITE_IOERR": (TminusError, "queue-unwritable", "cannot be read or written", "check the disk it is on"),
    "SQLITE_NOTADB": (
        WorkspaceError,
        "queue-unreadable",
        "is not a queue",
        "put a backup in its place or move it away",
    ),
    "SQLITE_CORRUPT": (WorkspaceError, "queue-unreadable", "is damaged", "put a backup in its place or move it away"),
}
"""SQLite's primary result codes (https://sqlite.org/rescode.html, read 2026-11-22): error, code, message, hint."""

_POSTGRESQL = {
    "55P03": _SQLITE["SQLITE_BUSY"],  # lock_not_available
    "40P01": _SQLITE["SQLITE_BUSY"],  # deadlock_detected
    "40001": _SQLITE["SQLITE_BUSY"],  # serialization_failure
    "53100": _SQLITE["SQLITE_FULL"],
    "25006": (WorkspaceError, "queue-unwritable", "cannot be written", "is the database a read-only copy?"),
    "42501": (WorkspaceError, "queue-unwritable", "may not be used by this user", "grant the user the database"),
    "3D000": (WorkspaceError, "queue-missing", "is in a database that does not exist", "make it with  createdb"),
    "XX001": _SQLITE["SQLITE_CORRUPT"],  # data_corrupted
    "XX002": _SQLITE["SQLITE_CORRUPT"],  # index_corrupted
}
"""PostgreSQL's SQLSTATEs (https://www.postgresql.org/docs/15/errcodes-appendix.html, read 2026-11-25)."""

_OURS = (IntegrityError, ProgrammingError, DataError)
"""Faults of a statement, not of the database: a bug, and never a person's to mend."""


def shown(url: URL) -> str:
    """Return a database's address for people: a file's path, or the URL without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


@contextmanager
def spoken(url: URL) -> Iterator[None]:
    """Turn what the database refuses into a problem. Faults of our own statements pass through as they are."""
    try:
        yield
    except _OURS as error:
        if getattr(error.orig, "sqlstate", None) not in _POSTGRESQL:
            raise
        raise _problem(error, url) from error
    except (DatabaseError, sqlite3.Error) as error:
        raise _problem(error, url) from error


def _problem(error: Exception, url: URL) -> TminusError:
    """Return the error a person reads."""
    cause = getattr(error, "orig", error)
    words = str(cause).partition("\n")[0]
    name = "_".join(getattr(cause, "sqlite_errorname", "").split("_")[:2])
    if known := _SQLITE.get(name) or _POSTGRESQL.get(getattr(cause, "sqlstate", None) or ""):
        kind, code, message, hint = known
        return kind.of(code, f"The queue at {shown(url)} {message} ({words}).", hint)
    return TminusError.of("queue-unreachable", f"The queue at {shown(url)} does not answer: {words}.")
