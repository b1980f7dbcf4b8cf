"""The durable queue: what goes out, when, and what became of it. SQLAlchemy Core on SQLite (and PostgreSQL)."""

from scheduler.queue.apply import Applied
from scheduler.queue.beats import Beat
from scheduler.queue.begin import Begun
from scheduler.queue.breaker import Breaker, Sign
from scheduler.queue.channels import Resting
from scheduler.queue.commit import Committer
from scheduler.queue.deeds import Deed
from scheduler.queue.history import EventRow
from scheduler.queue.notices import Route
from scheduler.queue.overrides import Overridden
from scheduler.queue.people import Decided
from scheduler.queue.reading import AttemptRow
from scheduler.queue.reconcile import Reconciled
from scheduler.queue.settlement import Settlement
from scheduler.queue.store import Store
from scheduler.queue.switch import Paused
from scheduler.queue.waiting import Due

__all__ = [
    "Applied",
    "AttemptRow",
    "Beat",
    "Begun",
    "Breaker",
    "Committer",
    "Decided",
    "Deed",
    "Due",
    "EventRow",
    "Overridden",
    "Paused",
    "Reconciled",
    "Resting",
    "Route",
    "Settlement",
    "Sign",
    "Store",
]
