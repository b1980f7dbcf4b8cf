"""The durable queue: what goes out, when, and what became of it. SQLAlchemy Core on SQLite (and PostgreSQL)."""

from scheduler.queue.apply import Applied
from scheduler.queue.beats import Beat
from scheduler.queue.begin import Begun
from scheduler.queue.commit import Committer
from scheduler.queue.people import Decided
from scheduler.queue.reading import AttemptRow
from scheduler.queue.reconcile import Reconciled
from scheduler.queue.settle import Settlement
from scheduler.queue.store import Store
from scheduler.queue.waiting import Due

__all__ = ["Applied", "AttemptRow", "Beat", "Begun", "Committer", "Decided", "Due", "Reconciled", "Settlement", "Store"]
