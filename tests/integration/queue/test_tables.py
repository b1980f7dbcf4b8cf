"""What the database itself refuses, and how it finds what the daemon asks for all the time."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Connection,
    LargeBinary,
    PickleType,
    Table,
    event,
    insert,
    literal,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.exc import IntegrityError

from scheduler.model import OnUnknown, Rate
from scheduler.queue.database.tables import attempts, metadata, parts, posts, starts
from scheduler.queue.restraint.breaker import Sign
from scheduler.queue.restraint.limits import Terms, arrived

BROKEN: list[tuple[str, dict[str, str]]] = [
    ("due before its window opens", {"not_before": "due_at + 1"}),
    ("due when its window has closed", {"not_after": "due_at"}),
    ("ready before its window opens", {"ready_at": "not_before - 1"}),
    ("an unknown state", {"state": "'done'"}),
    ("an unknown reason to expire", {"expiry": "'bored'"}),
    ("sending without a lease", {"state": "'sending'"}),
    ("a lease without sending", {"lease": "1", "owner": "'me'"}),
    ("an owner without a lease", {"owner": "'me'"}),
    ("true never", {"true_from": "2", "true_until": "2"}),
    ("a part before the first", {"number": "0"}),
    ("less than no attempt", {"attempt": "-1"}),
    ("a hash that is none", {"content_hash": "'abc'"}),
    ("a part of no post", {"post_id": "4711"}),
]


@pytest.mark.parametrize(("why", "columns"), BROKEN, ids=[why for why, _ in BROKEN])
def test_a_part_that_cannot_be_is_refused_by_the_database(desk: Any, why: str, columns: dict[str, str]) -> None:
    """Not even a repair by hand can write a part the daemon could not live with."""
    desk.add(desk.new())
    values = {name: text(value) for name, value in columns.items()}
    with pytest.raises(IntegrityError), desk.store.writing() as connection:
        connection.execute(update(parts).values(values))
    assert desk.states() == ["scheduled"], why


def test_a_key_names_one_post_and_a_number_one_part(desk: Any) -> None:
    """The identity across plans is unique in the database, not only in our statements."""
    desk.add(desk.new())
    for table in (posts, parts):
        copied = [column for column in table.c if column.name != "id"]
        copy = insert(table).from_select([column.name for column in copied], select(*copied))
        with pytest.raises(IntegrityError), desk.store.writing() as connection:
            connection.execute(copy)


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_no_column_holds_bytes(table: Table) -> None:
    """No pickle, no BLOB: write access to the database is not the right to run code."""
    assert [column.name for column in table.c if isinstance(column.type, LargeBinary | PickleType)] == []


def settle(desk: Any) -> None:
    """Settle one attempt of every kind."""
    kinds = [{}, desk.FAILED, desk.RETRY, desk.UNKNOWN]
    begun = desk.begin([due.part_id for due in desk.store.upcoming(desk.NOON, len(kinds))])
    desk.store.settle([desk.settled(each, **kind) for each, kind in zip(begun, kinds, strict=True)], now=desk.NOON)


def under_a_breaker(desk: Any) -> None:
    """Let one part through to a receiver that is down, and another one fail."""
    for due in desk.store.upcoming(desk.NOON, 6):
        for begun in desk.begin([due.part_id], now=desk.NOON + desk.MINUTE):
            desk.settle(begun, now=desk.NOON + desk.MINUTE, **desk.RETRY, sign=Sign.FAULT)


def under_a_rate(desk: Any) -> None:
    """Begin on a channel with a rate whose log is long, and take an attempt there for arrived."""
    terms = Terms(wall_now=desk.NOON, rates={"x": (Rate(5, 2 * desk.MINUTE),)})
    with desk.store.writing() as connection:
        at = [{"channel": f"{n % 50}", "at": desk.NOON - n * desk.MINUTE} for n in range(3000)]
        connection.execute(insert(starts), at)
    (begun,) = desk.begin([due.part_id for due in desk.store.upcoming(desk.NOON, 8)], terms=terms)
    with desk.store.writing() as connection:
        arrived(connection, [(begun.part_id, begun.attempt)], {"x"}, desk.NOON + desk.MINUTE)


ON_THE_CLOCK: dict[str, tuple[Callable[[Any], object], str, str]] = {
    "upcoming": (lambda desk: desk.store.upcoming(desk.NOON, 10), "ix_parts_state_ready_at", "ix_parts_state_ready_at"),
    "next_instant": (
        lambda desk: desk.store.next_instant(desk.NOON),
        "ix_parts_state_not_after",
        "ix_parts_state_not_after",
    ),
    "idle": (lambda desk: desk.store.idle(), "ix_parts_state", "ix_parts_state"),
    "begin": (lambda desk: desk.begin([1, 2, 3]), "INTEGER PRIMARY KEY", "pk_parts"),
    "settle": (settle, "sqlite_autoindex_attempts_1 (part_id=? AND attempt=?)", "uq_attempts_part_id_attempt"),
    "advance": (settle, "INTEGER PRIMARY KEY", "pk_parts"),
    "a rate": (under_a_rate, "ix_starts_channel_at", "ix_starts_channel_at"),
    "a breaker": (under_a_breaker, "ix_parts_state_ready_at", "ix_parts_state_ready_at"),
    "reconcile": (lambda desk: desk.reconcile(x=OnUnknown.RESEND), "ix_parts_state", "ix_parts_state"),
    "expire": (
        lambda desk: desk.reconcile(now=desk.NOON + 2 * desk.HOUR + 9 * desk.MINUTE),
        "ix_parts_state_not_after",
        "ix_parts_state_not_after",
    ),
    "prune": (
        lambda desk: desk.store.prune(before=desk.NOON - 5 * desk.HOUR),
        "ix_parts_state_not_after",
        "ix_parts_state_not_after",
    ),
    "take_over": (
        lambda desk: desk.store.take_over(owner="me", now=desk.NOON, policies={}),
        "ix_parts_state",
        "ix_parts_state",
    ),
}
"""Verb: how it is called, and an index that must be used on SQLite and on PostgreSQL."""


def test_what_the_daemon_asks_all_the_time_is_found_by_indexes(desk: Any) -> None:
    """Over thousands of posts no statement that a verb really runs scans a table, and the expected index is used.

    On SQLite with statistics and without, since nothing of ours gathers any; PostgreSQL gathers its own.
    """
    desk.add(
        *(desk.new(f"film/step-{n}/x", texts=("1", "2"), due=desk.NOON + n * desk.MINUTE) for n in range(-20, 2000))
    )
    with desk.store.writing() as connection:
        for rest, state in enumerate(["delivered", "delivered", "expired", "cancelled"], start=1):
            some = update(parts).where(parts.c.id % 10 == rest, parts.c.id > 100)
            connection.execute(some.values(state=state))
        for nth in range(1, 10):
            repeat(connection, nth)
    on_sqlite = desk.store.engine.dialect.name == "sqlite"
    ran = {verb: statements_of(desk, call) for verb, (call, *_) in ON_THE_CLOCK.items()}
    for statistics in (False, True) if on_sqlite else (True,):
        with desk.store.writing() as connection:
            if statistics:
                connection.exec_driver_sql("ANALYZE")
            for verb, (_, *indexes) in ON_THE_CLOCK.items():
                plans = {sql: plan_of(connection, sql, values) for sql, values in ran[verb]}
                assert any(indexes[not on_sqlite] in plan for plan in plans.values()), (verb, plans)
                for sql, plan in plans.items():
                    assert not re.search(SCAN[on_sqlite], plan), f"{verb}: {sql}\n{plan}"
                    sorts = "TEMP B-TREE" in plan or re.search(r"Sort .*rows=\d{3}", plan)
                    assert not (sorts and "LIMIT" in sql), f"{verb}: found by sorting all: {sql}\n{plan}"


SCAN = {
    True: r"SCAN (?!CONSTANT|applies|channels|json_each)",
    False: r"Seq Scan on (posts|parts|attempts|events|starts)",
}
"""How SQLite, and how PostgreSQL, says that it reads a whole table (a handful of channels or applies may be)."""


def repeat(connection: Connection, nth: int) -> None:
    """Add what the first posts are once more, later, with an attempt for each part that is over."""
    old, new = posts.alias(), posts.alias()
    first = old.c.key.not_like("%/repeat")
    later = nth * 2000 * 60 * 1_000_000
    copied = [column for column in posts.c if column.name != "id"]
    key = {"key": old.c.key + literal(f"{nth}/repeat")}
    row = [key.get(column.name, old.c[column.name]) for column in copied]
    connection.execute(insert(posts).from_select([column.name for column in copied], select(*row).where(first)))
    moved = {"due_at", "not_before", "not_after", "ready_at"}
    columns = [column for column in parts.c if column.name not in {"id", "post_id"}]
    values = [type_coerce(each, BigInteger) + later if each.name in moved else each for each in columns]
    found = (
        select(new.c.id, *values)
        .select_from(parts.join(old, old.c.id == parts.c.post_id).join(new, new.c.key == key["key"]))
        .where(first)
    )
    connection.execute(insert(parts).from_select(["post_id", *(each.name for each in columns)], found))
    over = select(
        parts.c.post_id,
        parts.c.id,
        parts.c.number,
        literal(nth),
        literal("me"),
        literal(1),
        literal(1),
        literal("retry"),
    ).where(parts.c.state.in_(["delivered", "expired"]))
    names = ["post_id", "part_id", "number", "attempt", "owner", "started_at", "ended_at", "outcome"]
    connection.execute(insert(attempts).from_select(names, over))


def statements_of(desk: Any, call: Callable[[Any], object]) -> list[tuple[str, Any]]:
    """Return the statements that a verb runs on posts, parts and attempts, with their values."""
    ran: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, sql: str, values: Any, _context: object, many: bool) -> None:  # noqa: FBT001
        if re.match(r"(SELECT (?!pg_advisory)|UPDATE|DELETE)\b", sql):
            ran.append((sql, values[0] if many else values))

    event.listen(desk.store.engine, "before_cursor_execute", note)
    call(desk)
    event.remove(desk.store.engine, "before_cursor_execute", note)
    return ran


def plan_of(connection: Connection, sql: str, values: Any) -> str:
    """Return the database's plan of a statement."""
    explain = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}[connection.dialect.name]
    return "\n".join(str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {sql}", values))
