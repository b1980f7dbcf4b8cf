"""Whose queue a database holds, and in which schema: made where there is none, brought up to date where it is older."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine, inspect, select

from scheduler.errors import WorkspaceError
from scheduler.queue.database.database import engine_for, missing, reader_of, writer_of
from scheduler.queue.database.failures import shown, spoken
from scheduler.queue.database.tables import SCHEMA, alembic_version, meta, metadata
from scheduler.queue.database.upgraded import Upgraded

COPIED: Final = 2_000
"""Rows that a copy holds in memory at once."""


def ensure_schema(engine: Engine, *, workspace_id: str, create: bool, wall: Callable[[], datetime]) -> Upgraded | None:
    """See to it that the database holds the queue of this workspace, in this program's schema.

    It is made where it is empty and `create` allows, and upgraded where an older program made it; what was upgraded is
    returned. `wall` tells the time that the backup's name tells. Raises WorkspaceError: `queue-foreign`, `queue-newer`,
    `queue-missing`, `queue-backup`.
    """
    with spoken(engine.url), reader_of(engine).begin() as connection:
        version = _version(connection, workspace_id)
    if version == SCHEMA:
        return None
    if version is not None:
        from scheduler.queue.migrations import upgrade  # noqa: PLC0415 - Alembic is slow to import, and seldom needed

        return upgrade(engine, wall)
    if not create:
        raise missing(engine.url)
    with spoken(engine.url), writer_of(engine).begin() as connection:
        if _version(connection, workspace_id) is None:  # else another process was faster
            make(connection, workspace_id)
    return None


def make(connection: Connection, workspace_id: str) -> None:
    """Make an empty queue, as it would be after every migration (a test compares the two)."""
    metadata.create_all(connection, checkfirst=False)
    connection.execute(alembic_version.insert(), {"version_num": SCHEMA})
    connection.execute(
        meta.insert(),
        [{"name": "workspace", "value": workspace_id}, {"name": "revision", "value": "0"}],
    )


def copy_rows(source: Connection, url: str) -> None:
    """Copy every row of a queue into a new database."""
    engine = engine_for(url, create=True)
    try:
        with spoken(engine.url), writer_of(engine).begin() as target:
            metadata.create_all(target, checkfirst=False)
            for table in metadata.sorted_tables:
                rows = source.execution_options(yield_per=COPIED).execute(select(table)).mappings()
                for some in rows.partitions():
                    target.execute(table.insert(), [dict(row) for row in some])
    finally:
        engine.dispose()


def _version(connection: Connection, workspace_id: str) -> str | None:
    """Return the schema of this workspace's queue, None where there is none of our tables; raise for the rest."""
    present = set(inspect(connection).get_table_names()) & metadata.tables.keys()
    where = shown(connection.engine.url)
    if not present:
        return None
    if not {"meta", "alembic_version"} <= present:
        raise WorkspaceError.of(
            "queue-foreign",
            f"The database at {where} belongs to another program (it has a table named {min(present)}).",
            "give tminus a database of its own in config/workspace.yaml",
        )
    owner = connection.scalar(select(meta.c.value).where(meta.c.name == "workspace"))
    if owner != workspace_id:
        raise WorkspaceError.of(
            "queue-foreign",
            f'The queue at {where} belongs to the workspace "{owner}", not to "{workspace_id}".',
            "one database belongs to one id: give this workspace another database, or its old id back",
        )
    version = str(connection.scalar(select(alembic_version.c.version_num)))
    if version > SCHEMA:
        raise WorkspaceError.of(
            "queue-newer",
            f"The queue at {where} was written by a newer tminus (schema {version}, this one knows {SCHEMA}).",
            "install the newer version again",
        )
    return version
