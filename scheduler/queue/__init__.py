"""The durable queue: what goes out, when, and what became of it. SQLAlchemy Core on SQLite (and PostgreSQL)."""

from scheduler.queue.apply import Applied
from scheduler.queue.beats import Beat
from scheduler.queue.begin import Begun
from scheduler.queue.commit import Committer
from scheduler.queue.hands.deeds import Deed
from scheduler.queue.hands.history import EventRow
from scheduler.queue.hands.overrides import Overridden
from scheduler.queue.hands.people import Decided
from scheduler.queue.hands.switch import Paused
from scheduler.queue.looks.reading import AttemptRow
from scheduler.queue.looks.waiting import Due
from scheduler.queue.reconcile import Reconciled
from scheduler.queue.restraint.breaker import Breaker, Sign
from scheduler.queue.restraint.channels import Resting
from scheduler.queue.restraint.notices import Route
from scheduler.queue.settlement import Settlement
from scheduler.queue.store import Store

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
