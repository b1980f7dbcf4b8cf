"""Many rows at once: written at the driver's own speed, and found by many keys in one statement.

SQLAlchemy prepares every row's parameters one by one, which costs more than the database takes to write them.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Dialect, Enum, Table, Text, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

from scheduler.queue.database.columns import Instant, microseconds

AT_ONCE: Final = 2_000
"""Rows whose parameters are in memory at once."""


def insert_rows(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, which all have the same columns: prepared once on SQLite, with COPY on PostgreSQL.

    They are taken a few thousand at a time, so that they need not all be made before.
    """
    coming = iter(rows)
    first = list(islice(coming, AT_ONCE))
    if not first:
        return
    quote = connection.dialect.identifier_preparer.quote
    into = f"{quote(table.name)} ({', '.join(map(quote, first[0]))})"
    chunks = chain([first], iter(lambda: list(islice(coming, AT_ONCE)), []))
    values = (_values_of(table, some, connection.dialect) for some in chunks)
    if connection.dialect.name == "sqlite":
        for some in values:
            connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({', '.join('?' * len(first[0]))})", some)  # noqa: S608 - names of our own
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


def _values_of(table: Table, rows: Sequence[Mapping[str, Any]], dialect: Dialect) -> list[tuple[Any, ...]]:
    """Return rows as the driver takes them."""
    columns = [_values(table.c[name].type, [row[name] for row in rows], dialect) for name in rows[0]]
    return list(zip(*columns, strict=True))


def _copy(connection: Connection, into: str, rows: Iterable[Sequence[tuple[Any, ...]]]) -> None:
    """Send all rows with one COPY: the server writes some while the next are being made."""
    driver: Any = connection.connection.dbapi_connection  # psycopg's: SQLAlchemy knows no COPY
    with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for some in rows:
            for row in some:
                copy.write_row(row)
