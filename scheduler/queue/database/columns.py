"""The kinds of columns the queue's tables are made of, the same in every database.

Instants are integer microseconds UTC, states and reasons are words.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from sqlalchemy import BigInteger, Boolean, Dialect, Enum, Integer, String, TypeDecorator

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(instant: datetime) -> int:
    """Return an aware instant as microseconds UTC since 1970, exactly. Raises TypeError for a naive one."""
    passed = instant - _EPOCH
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, stored as an integer: it sorts, compares and computes alike in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return microseconds."""
        return None if value is None else microseconds(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], datetime | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what makes datetimes in UTC of microseconds: a listing reads hundreds of thousands of them."""
        return instant


@lru_cache(maxsize=4096)
def instant(value: int | None) -> datetime | None:
    """Return the instant of microseconds UTC since 1970. A post's times are mostly one and the same."""
    return None if value is None else _EPOCH + timedelta(microseconds=value)


def words(kind: type[StrEnum]) -> Enum:
    """Return the column type of an enum: its values as text, CHECKed, read back as members."""
    return Enum(
        kind,
        name=kind.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=16,
        values_callable=lambda members: [member.value for member in members],
    )


def flag(name: str) -> Boolean:
    """Return the column type of a yes or no, CHECKed where the database has no such type."""
    return Boolean(name=name, create_constraint=True)


ID: Final = BigInteger().with_variant(Integer(), "sqlite")  # only INTEGER is SQLite's row number
KEY: Final = String().with_variant(String(collation="C"), "postgresql")  # sorted by bytes, as SQLite sorts
