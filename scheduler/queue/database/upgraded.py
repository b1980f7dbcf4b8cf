"""What an upgrade did, for who opened the queue to say so."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """A queue that an older program made, brought to this program's schema. `backup` is the file as it was before.

    There is a backup of a SQLite file only; a PostgreSQL database is its administrator's to back up.
    """

    before: str
    after: str
    backup: Path | None
