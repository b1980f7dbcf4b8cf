"""Opening a queue: whose it is, which program wrote it, and what the disk has to say."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from databases import ON_POSTGRESQL, ON_SQLITE
from scheduler.errors import TminusError, WorkspaceError
from scheduler.queue import Store
from scheduler.queue.database import database

READER = """
import json, sys
from scheduler.queue import Store
with Store.open(sys.argv[1], workspace_id="harbour-press", create=False) as store:
    print(json.dumps([len(store.posts()), len(store.attempts()), sum(store.counts().values())]))
"""

OPENER = """
import sys
from scheduler.queue import Store
print("ready", flush=True)
for url in sys.stdin:
    with Store.open(url.strip(), workspace_id="harbour-press") as store:
        print(store.revision(), flush=True)
"""


def refused(url: str, *, workspace_id: str = "harbour-press", create: bool = True) -> str:
    """Return the code of the one problem with which opening a queue is refused."""
    with pytest.raises(TminusError) as caught:
        Store.open(url, workspace_id=workspace_id, create=create)
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.code


def file_of(url: str) -> Path:
    """Return the file of a SQLite URL, in a folder that exists."""
    path = Path(url.removeprefix("sqlite:///"))
    path.parent.mkdir(exist_ok=True)
    return path


def test_a_queue_belongs_to_one_workspace(url: str, open_store: Callable[[], Store]) -> None:
    """Another workspace's id is refused, and the message names both."""
    open_store().close()
    with pytest.raises(WorkspaceError, match=r'"harbour-press".*"other-press"') as caught:
        Store.open(url, workspace_id="other-press")
    assert caught.value.problems[0].code == "queue-foreign"


def test_a_queue_of_a_newer_program_is_refused(url: str, open_store: Callable[[], Store]) -> None:
    """A schema from the future is not guessed at."""
    with open_store().writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert refused(url) == "queue-newer"


@ON_POSTGRESQL
def test_another_programs_tables_are_refused_untouched(url: str) -> None:
    """The same on a server: nothing of ours is made beside what is there."""
    engine = create_engine(url.replace("postgresql", "postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE posts (title TEXT)"))
    assert refused(url) == "queue-foreign"
    with engine.begin() as connection:
        tables = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
    engine.dispose()
    assert tables == ["posts"]


@ON_SQLITE
def test_another_programs_database_is_refused_untouched(url: str) -> None:
    """A database with a table of one of our names is not ours to fill."""
    path = file_of(url)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE posts (title TEXT)")
    connection.close()
    assert refused(url) == "queue-foreign"
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)
    connection.close()


@ON_SQLITE
@pytest.mark.parametrize("present", [False, True], ids=["no file", "an empty file"])
def test_a_reader_makes_no_queue(url: str, *, present: bool) -> None:
    """`status` before the first apply says that there is nothing yet, and leaves nothing behind."""
    path = Path(url.removeprefix("sqlite:///"))
    if present:
        file_of(url).touch()
    assert refused(url, create=False) == "queue-missing"
    assert path.exists() is present


@ON_SQLITE
@pytest.mark.parametrize("damage", [b"not a database, but long enough to look like one" * 99, b"SQLite format 3\0junk"])
def test_a_file_that_is_no_database_is_said_to_be_none(url: str, damage: bytes) -> None:
    """And is left as it is."""
    path = file_of(url)
    path.write_bytes(damage)
    assert refused(url) == "queue-unreadable"
    assert path.read_bytes() == damage


@ON_SQLITE
def test_a_damaged_queue_is_a_problem_and_no_traceback(url: str, desk: Any) -> None:
    """Damage inside the file is met in the middle of a verb, and still said in words."""
    desk.add(*(desk.new(f"film/step-{number}/x") for number in range(200)))
    desk.store.close()
    path = file_of(url)
    data = bytearray(path.read_bytes())
    data[4096 : len(data)] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(TminusError) as caught, Store.open(url, workspace_id="harbour-press") as store:
        store.posts()
    assert caught.value.problems[0].code == "queue-unreadable"


@ON_SQLITE
def test_a_folder_in_the_way_is_a_problem(url: str) -> None:
    """The queue's path is a folder."""
    file_of(url).mkdir()
    assert refused(url) == "queue-unwritable"


@ON_SQLITE
def test_a_file_in_the_way_of_the_folder_is_a_problem(url: str) -> None:
    """`.tminus` is a file."""
    Path(url.removeprefix("sqlite:///")).parent.write_text("")
    assert refused(url) == "queue-unwritable"


def test_a_place_that_may_not_be_written_is_a_problem() -> None:
    """Where nobody may make a folder, not even root, the queue is unwritable: the library's own words are not shown."""
    assert refused("sqlite:////proc/tminus/queue.db") == "queue-unwritable"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "queue.db",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://host/name",
        "postgresql://host",
        "mongodb://u:secret@h/d",
    ],
)
def test_an_address_that_names_no_queue_is_refused_without_repeating_it(address: str) -> None:
    """It may hold a password."""
    with pytest.raises(WorkspaceError) as caught:
        Store.open(address, workspace_id="harbour-press")
    assert caught.value.problems[0].code == "database-url"
    assert "secret" not in str(caught.value)


def test_a_queue_someone_else_keeps_busy_is_said_to_be_busy(
    desk: Any, monkeypatch: pytest.MonkeyPatch, open_store: Callable[[], Store]
) -> None:
    """A writer waits its turn, then says so; nothing is half written."""
    monkeypatch.setattr(database, "BUSY", 1)
    impatient = open_store()
    with desk.store.writing(), pytest.raises(TminusError) as caught:
        impatient.set_meta("clock", "1")
    assert caught.value.problems[0].code == "queue-busy"
    assert desk.store.meta("clock") is None


def test_a_reader_waits_for_no_writer_and_sees_nothing_half_done(desk: Any, other: Any) -> None:
    """While one process writes, another reads what was before."""
    desk.add(desk.new())
    with desk.store.writing() as connection:
        connection.execute(text("UPDATE parts SET state = 'cancelled'"))
        assert other.states() == ["scheduled"]
    assert other.states() == ["cancelled"]


def test_a_reader_in_another_process_does_not_disturb_the_daemon(url: str, desk: Any) -> None:
    """`queue list`, `log` and `status` run to their end while the daemon goes on writing."""
    desk.add(*(desk.new(f"film/step-{number}/x") for number in range(300)))
    ids = [due.part_id for due in desk.store.upcoming(desk.NOON, 300)]
    with subprocess.Popen([sys.executable, "-c", READER, url], stdout=subprocess.PIPE, text=True) as reader:
        while reader.poll() is None and ids:
            desk.settle(*desk.begin([ids.pop()]))
        posts, attempts, counted = json.loads(reader.communicate()[0])
    assert (posts, counted) == (300, 300)
    assert attempts <= 300
    assert reader.returncode == 0


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_processes_that_open_a_new_queue_at_once_all_get_it(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The first one makes it, the others find it made, and nobody is told that it is busy."""
    everyone = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(4)
    ]
    answers = [each.stdout.readline() for each in everyone]
    for round_ in range(20 if kind == "sqlite" else 5):
        new = f"sqlite:///{tmp_path}/queue-{round_}.db"
        if kind == "postgresql":
            new = request.getfixturevalue("postgresql").database()
        for each in everyone:
            each.stdin.write(f"{new}\n")
            each.stdin.flush()
        answers += [each.stdout.readline() for each in everyone]
    for each in everyone:
        each.communicate()
    assert set(answers) == {"ready\n", "0\n"}


@ON_SQLITE
def test_every_commit_is_on_the_disk(desk: Any) -> None:
    """WAL with synchronous=FULL: a commit survives a power cut, and a send always follows its commit."""
    with desk.store.reading() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}


def test_a_copy_is_a_queue_of_its_own(desk: Any, tmp_path: Path) -> None:
    """A rehearsal plays on a copy and leaves the queue as it was."""
    desk.add(desk.new())
    path = tmp_path / "rehearsal" / "copy.db"
    desk.store.copy_to(path)
    with Store.open(f"sqlite:///{path}", workspace_id="harbour-press", create=False) as copy:
        assert copy.posts() == desk.store.posts()
        copy.reconcile(now=desk.NOON + 3 * desk.HOUR, wall_now=desk.NOON, policies={})
        assert copy.counts() != desk.store.counts()
    assert desk.states() == ["scheduled"]
