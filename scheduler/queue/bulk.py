"""Many rows at once: written at the driver's own speed, and found by many keys in one statement.

SQLAlchemy prepares every row's parameters one by one, which costs more than the database takes to write them.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Dialect, Enum, Table, Text, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

from scheduler.queue.tables import Instant, microseconds

AT_ONCE: Final = 2_000
"""Rows whose parameters are in memory at once."""


def insert_rows(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, which all have the same columns: prepared once on SQLite, with COPY on PostgreSQL.

    They are taken a few thousand at a time, so that they need not all be made before.
    """
    dialect, coming = connection.dialect, iter(rows)
    quote = dialect.identifier_preparer.quote
    while some := list(islice(coming, AT_ONCE)):
        names = list(some[0])
        into = f"{quote(table.name)} ({', '.join(quote(name) for name in names)})"
        columns = [_values(table.c[name].type, [row[name] for row in some], dialect) for name in names]
        values = list(zip(*columns, strict=True))
        if dialect.name == "sqlite":
            connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({', '.join('?' * len(names))})", values)  # noqa: S608 - names of our own
        else:
            _copy(connection, into, values)


def one_of(connection: Connection, column: ColumnElement[str], values: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a column has one of these values: one parameter, whatever their number."""
    if connection.dialect.name == "sqlite":
        listed = func.json_each(bindparam(None, json.dumps(list(values)), Text)).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == any_(bindparam(None, list(values), ARRAY(Text)))


def _values(kind: TypeEngine[Any], values: list[Any], dialect: Dialect) -> list[Any]:
    """Return a column's values as the driver takes them."""
    if isinstance(kind, Instant):
        return [None if value is None else microseconds(value) for value in values]
    if isinstance(kind, Enum):
        return [None if value is None else str.__str__(value) for value in values]
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    return values if process is None else [process(value) for value in values]


def _copy(connection: Connection, into: str, rows: Sequence[tuple[Any, ...]]) -> None:
    driver: Any = connection.connection.dbapi_connection  # psycopg's: SQLAlchemy knows no COPY
    with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
