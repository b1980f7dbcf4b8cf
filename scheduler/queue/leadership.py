"""One daemon a database, on however many machines: an advisory lock of PostgreSQL, which goes with its connection."""

import time
from typing import Final, Self

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from scheduler.errors import DaemonError
from scheduler.queue import beats
from scheduler.queue.database.database import DAEMON_LOCK

PATIENCE: Final = 2.0
"""Seconds in which PostgreSQL notices that a daemon that was killed is gone, where it is on the same machine."""


class Leadership:
    """The lock, on a connection of its own. It spares two daemons each other's way; begin's fence makes them safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._connection: Connection | None = None
        self._session: DBAPIConnection | None = None

    def __enter__(self) -> Self:
        """Take the lock. Raises DaemonError `daemon-running` where another daemon keeps it."""
        give_up = time.monotonic() + PATIENCE
        while not self._take():
            if time.monotonic() > give_up:
                raise self._refused()
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        """Give the lock back."""
        self._let_go()

    def keep(self) -> None:
        """Make sure of the lock: take it again where the connection was lost, unless somebody else has it by now."""
        if self._connection:
            try:
                self._connection.exec_driver_sql("SELECT 1")
            except DBAPIError:
                self._let_go()
            else:
                return
        if not self._take():
            raise self._refused()

    def _take(self) -> bool:
        connection = self._engine.connect()
        self._session, self._connection = connection.connection.dbapi_connection, connection
        connection.detach()
        taken = False
        try:
            taken = bool(connection.scalar(select(func.pg_try_advisory_lock(DAEMON_LOCK))))
        finally:
            if not taken:
                self._let_go()
        return taken

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            connection.close()
        if self._session:
            self._session.close()  # it belongs to no pool: the lock goes with it

    def _refused(self) -> DaemonError:
        with self._engine.connect() as connection:
            last = beats.last(connection)
        message = f"Another daemon runs already ({last.owner.rpartition(':')[0] if last else 'it gave no sign yet'})"
        return DaemonError.of("daemon-running", message, "one daemon a workspace is enough; see  tminus status")
