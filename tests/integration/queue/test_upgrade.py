"""A queue that an older program made: brought to today's schema whole, once, with everything in it."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, column, event, inspect, select, table, text

from databases import ON_SQLITE
from scheduler.errors import WorkspaceError
from scheduler.model import PartState
from scheduler.queue import Store
from scheduler.queue.database import schema
from scheduler.queue.database.database import engine_for
from scheduler.queue.database.tables import SCHEMA, metadata
from scheduler.queue.migrations import upgrading

CASES = Path(__file__).parents[2] / "cases" / "queue"
WALL = datetime(2026, 6, 2, 8, 30, tzinfo=UTC)
OPENER = """
import sys
from scheduler.queue import Store
print("ready", flush=True)
with Store.open(sys.stdin.readline().strip(), workspace_id="harbour-press") as store:
    print(store.upgraded is not None, len(store.posts()), flush=True)
"""


@pytest.fixture
def old(url: str) -> str:
    """Return the URL of a queue as the first release left it."""
    engine = engine_for(url, create=True)
    dump = (CASES / f"schema-0001.{engine.dialect.name}.sql").read_text(encoding="utf-8")
    if engine.dialect.name == "sqlite":
        with sqlite3.connect(str(engine.url.database)) as connection:
            connection.executescript(dump)
        connection.close()
    else:
        with engine.begin() as server:
            server.exec_driver_sql(dump)
            server.exec_driver_sql("SET search_path TO public")
    engine.dispose()
    return url


def open_(url: str) -> Store:
    """Open it, at a known time."""
    return Store.open(url, workspace_id="harbour-press", wall=lambda: WALL)


def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of the first release's tables, in the columns that it had."""
    engine = engine_for(url, create=False)
    with engine.begin() as connection:
        found = {name: rows_of(connection, name, columns) for name, columns in FIRST.items()}
    engine.dispose()
    return found


def rows_of(connection: Connection, name: str, columns: list[str]) -> list[tuple[Any, ...]]:
    """Return a table's rows."""
    rows = connection.execute(select(*(column(each) for each in columns)).select_from(table(name)))
    return sorted((tuple(row) for row in rows), key=repr)


def columns_of_the_first_release() -> dict[str, list[str]]:
    """Return its tables and their columns."""
    connection = sqlite3.connect(":memory:")
    connection.executescript((CASES / "schema-0001.sqlite.sql").read_text(encoding="utf-8"))
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    ours = [name for name in names if not name.startswith("sqlite_") and name != "alembic_version"]
    found = {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in ours}
    connection.close()
    return found


FIRST = columns_of_the_first_release()


def shape(engine: Engine) -> dict[str, Any]:
    """Return what the database itself says about its tables, but the order of their columns."""
    found = inspect(engine)
    ours = set(found.get_table_names()) - {"alembic_version"}
    return {
        name: {
            "columns": sorted(
                (each["name"], str(each["type"]), each["nullable"], each["default"]) for each in found.get_columns(name)
            ),
            "key": found.get_pk_constraint(name),
            "unique": sorted(found.get_unique_constraints(name), key=repr),
            "foreign": found.get_foreign_keys(name),
            "checks": sorted((each["name"], each["sqltext"]) for each in found.get_check_constraints(name)),
            "indexes": sorted(found.get_indexes(name), key=repr),
        }
        for name in ours
    }


def test_the_migrations_lead_to_the_tables_that_a_new_queue_gets(url: str, tmp_path: Path, request: Any) -> None:
    """A new queue is made at once, an old one step by step, and the database cannot tell them apart."""
    migrated = engine_for(url, create=True)
    with migrated.begin() as connection:
        upgrading.migrate(connection)
        context = MigrationContext.configure(connection, opts={"include_name": lambda name, *_: name != "no"})
        different = compare_metadata(context, metadata)
    fresh_url = (
        f"sqlite:///{tmp_path}/fresh.db"
        if migrated.dialect.name == "sqlite"
        else request.getfixturevalue("postgresql").database()
    )
    fresh = engine_for(fresh_url, create=True)
    with fresh.begin() as connection:
        schema.make(connection, "harbour-press")
    shapes = shape(migrated), shape(fresh)
    migrated.dispose()
    fresh.dispose()
    assert [each for each in different if getattr(each[1], "name", None) != "alembic_version"] == []
    assert shapes[0] == shapes[1]


def test_an_old_queue_is_upgraded_with_all_its_rows(old: str) -> None:
    """Whoever opens it first upgrades it; every row of every table is there in the words it was written in."""
    before = everything(old)
    with open_(old) as store:
        assert store.upgraded is not None
        assert (store.upgraded.before, store.upgraded.after) == ("0001", SCHEMA)
        states = {post.key: [part.state.value for part in post.parts] for post in store.posts()}
    assert everything(old) == before
    assert states == {
        "film/late/x": ["expired"],
        "film/held/x": ["unknown"],
        "film/out-now/x": ["sending"],
        "film/refused/x": ["failed"],
        "film/thread/x": ["delivered", "scheduled", "scheduled"],
        "film/gone/x": ["cancelled"],
        "film/later/mastodon": ["scheduled"],
    }
    with open_(old) as store:
        assert store.upgraded is None


def test_an_upgraded_queue_goes_on_where_it_stood(old: str) -> None:
    """The dead daemon's attempt is found, a thread goes on with its receipt, a paused channel stays paused."""
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    with open_(old) as store:
        assert store.take_over(owner="new:1", now=noon, policies={}).unknown == ("film/out-now/x#1",)
        (due,) = store.upcoming(noon, 10)
        (begun,) = store.begin([due.part_id], owner="new:1", now=noon, lease_until=noon)
        assert (begun.key, begun.in_reply_to) == ("film/thread/x#2", "r-1")
        assert store.paused_channels() == {"mastodon": "credentials"}
        assert len(store.attempts()) == 5
        assert store.counts()[PartState.EXPIRED] == 1


@ON_SQLITE
def test_the_file_is_kept_as_it_was(old: str) -> None:
    """Beside the queue, under a name that tells its schema and when that was; the old program can read it."""
    before = everything(old)
    with open_(old) as store:
        backup = store.upgraded.backup if store.upgraded else None
    assert backup is not None
    assert backup.name == "queue.db.schema-0001.20260602T083000Z"
    assert backup.parent == Path(old.removeprefix("sqlite:///")).parent
    assert everything(f"sqlite:///{backup}") == before
    with sqlite3.connect(backup) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    connection.close()


@ON_SQLITE
def test_a_file_that_cannot_be_kept_is_not_upgraded(old: str) -> None:
    """There is something in the backup's way: the queue stays what it was, and the message says what to do."""
    path = Path(old.removeprefix("sqlite:///"))
    path.with_name(f"{path.name}.schema-0001.20260602T083000Z").mkdir()
    before = everything(old)
    with pytest.raises(WorkspaceError, match="cannot be kept") as caught:
        open_(old)
    assert caught.value.problems[0].code == "queue-backup"
    assert everything(old) == before
    assert version_of(old) == "0001"


def version_of(url: str) -> str:
    """Return the schema's number in the database."""
    engine = engine_for(url, create=False)
    with engine.begin() as connection:
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    engine.dispose()
    return str(version)


def test_an_upgrade_that_breaks_off_leaves_the_queue_as_it_was(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half-done is not done: the next start upgrades it from the beginning."""
    before = everything(old)
    real = upgrading.migrate

    def break_off(connection: Connection) -> None:
        ran: list[str] = []

        def strike(_c: object, _cursor: object, sql: str, *_: object) -> None:
            ran.append(sql)
            if len(ran) == 5:
                raise KeyboardInterrupt

        event.listen(connection, "after_cursor_execute", strike)
        real(connection)

    monkeypatch.setattr(upgrading, "migrate", break_off)
    with pytest.raises(KeyboardInterrupt):
        open_(old)
    assert version_of(old) == "0001"
    assert everything(old) == before
    monkeypatch.setattr(upgrading, "migrate", real)
    with open_(old) as store:
        assert store.upgraded is not None
    assert everything(old) == before


def test_processes_that_start_at_once_upgrade_once(old: str) -> None:
    """One does it; the others wait, and find it done."""
    everyone = [
        subprocess.Popen([sys.executable, "-c", OPENER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for each in everyone:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in everyone:
        assert each.stdin is not None
        each.stdin.write(f"{old}\n")
        each.stdin.flush()
    answers = [each.communicate()[0].split() for each in everyone]
    assert sorted(answers) == [["False", "7"]] * 3 + [["True", "7"]]


def test_alembic_is_not_imported_for_a_queue_that_is_up_to_date(url: str, open_store: Callable[[], Store]) -> None:
    """It takes as long to import as the rest of the command to run."""
    open_store().close()
    code = (
        "import sys; from scheduler.queue import Store; Store.open(sys.argv[1], workspace_id='harbour-press').close();"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, url], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
