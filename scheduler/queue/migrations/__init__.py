"""Bringing a queue that an older program made to this program's schema. Imported only then: Alembic is slow to load."""

from scheduler.queue.migrations.upgrading import upgrade

__all__ = ["upgrade"]
