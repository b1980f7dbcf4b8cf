"""What the database itself refuses, and how it finds what the daemon asks for all the time."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, LargeBinary, PickleType, Table, event, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from scheduler.model import OnUnknown
from scheduler.queue.tables import metadata, parts, posts

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


ON_THE_CLOCK: dict[str, tuple[Callable[[Any], object], str]] = {
    "upcoming": (lambda desk: desk.store.upcoming(desk.NOON, 10), "ix_parts_state_ready_at"),
    "next_instant": (lambda desk: desk.store.next_instant(desk.NOON), "ix_parts_state_not_after"),
    "idle": (lambda desk: desk.store.idle(), "ix_parts_state"),
    "begin": (lambda desk: desk.begin([1, 2, 3]), "INTEGER PRIMARY KEY"),
    "settle": (settle, "sqlite_autoindex_attempts_1 (part_id=? AND attempt=?)"),
    "reconcile": (lambda desk: desk.reconcile(x=OnUnknown.RESEND), "ix_parts_state"),
    "expire": (lambda desk: desk.reconcile(now=desk.NOON + 5 * desk.HOUR), "ix_parts_state_not_after"),
    "take_over": (lambda desk: desk.store.take_over(owner="me", now=desk.NOON, policies={}), "ix_parts_state"),
}


@pytest.mark.parametrize("verb", ON_THE_CLOCK)
def test_what_the_daemon_asks_all_the_time_is_found_by_indexes(desk: Any, verb: str) -> None:
    """Over thousands of posts no statement that a verb really runs scans a table, and the expected index is used.

    Plans are SQLite's; with statistics and without, since nothing of ours gathers any.
    """
    desk.add(
        *(desk.new(f"film/step-{n}/x", texts=("1", "2"), due=desk.NOON + n * desk.MINUTE) for n in range(-4, 2000))
    )
    with desk.store.writing() as connection:
        for rest, state in enumerate(["delivered", "delivered", "expired", "cancelled"], start=1):
            some = update(parts).where(parts.c.id % 10 == rest, parts.c.id > 100)
            connection.execute(some.values(state=state))
    call, index = ON_THE_CLOCK[verb]
    ran = statements_of(desk, call)
    for statistics in (False, True):
        with desk.store.writing() as connection:
            if statistics:
                connection.exec_driver_sql("ANALYZE")
            plans = {sql: plan_of(connection, sql, values) for sql, values in ran}
        assert any(index in plan for plan in plans.values()), plans
        for sql, plan in plans.items():
            assert not re.search(r"SCAN (?!CONSTANT)", plan), f"{sql}\n{plan}"
            assert not ("TEMP B-TREE" in plan and "LIMIT" in sql), f"the first is found by sorting all: {sql}\n{plan}"


def statements_of(desk: Any, call: Callable[[Any], object]) -> list[tuple[str, Any]]:
    """Return the statements that a verb runs on posts, parts and attempts, with their values."""
    ran: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, sql: str, values: Any, _context: object, many: bool) -> None:  # noqa: FBT001
        if re.match(r"(SELECT|UPDATE|DELETE)\b", sql):
            ran.append((sql, values[0] if many else values))

    event.listen(desk.store.engine, "before_cursor_execute", note)
    call(desk)
    event.remove(desk.store.engine, "before_cursor_execute", note)
    return ran


def plan_of(connection: Connection, sql: str, values: Any) -> str:
    """Return SQLite's plan of a statement."""
    return "\n".join(str(row[-1]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values))
