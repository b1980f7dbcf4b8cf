"""The verbs by which a daemon works: what is due, what is begun, what became of it. Every one is one transaction."""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy import Connection

from scheduler.model import OnLost
from scheduler.queue import beats, retention
from scheduler.queue import reconcile as reconciling
from scheduler.queue.begin import Begun, begin
from scheduler.queue.looks import waiting
from scheduler.queue.looks.waiting import Due
from scheduler.queue.reconcile import Reconciled
from scheduler.queue.restraint import notices
from scheduler.queue.restraint.limits import Terms
from scheduler.queue.restraint.notices import Route
from scheduler.queue.settle import settle
from scheduler.queue.settlement import Settlement

EVER = datetime(1970, 1, 1, tzinfo=UTC)


class Duties:
    """What a daemon does with the queue."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that reads."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Connection]:
        """Open a transaction that writes."""

    def upcoming(
        self, until: datetime, limit: int, *, after: datetime = EVER, without: Collection[str] = ()
    ) -> list[Due]:
        """Return the first parts that may be begun after `after` and by `until`, in the order of their readiness.

        The channels of `without` are passed over, so that one with a long queue does not stand before the others.
        """
        with self.reading() as connection:
            return waiting.upcoming(connection, until=until, limit=limit, after=after, without=without)

    def begin(
        self, part_ids: Iterable[int], *, owner: str, now: datetime, lease_until: datetime, terms: Terms | None = None
    ) -> list[Begun]:
        """Begin those of the parts that may be sent now; what comes back is the caller's to send, and nobody else's."""
        with self.writing() as connection:
            return begin(connection, part_ids, owner=owner, now=now, lease_until=lease_until, terms=terms).begun

    def settle(self, settlements: Sequence[Settlement], *, now: datetime) -> list[int]:
        """Settle attempts, and return the ids of the parts whose attempt was still its owner's."""
        with self.writing() as connection:
            return [each.part_id for each in settle(connection, settlements, now=now).kept]

    def reconcile(
        self,
        *,
        now: datetime,
        wall_now: datetime,
        policies: Mapping[str, OnLost],
        in_flight: Collection[int] = (),
    ) -> Reconciled:
        """Turn lost attempts into `unknown`, apply the channels' policies to what is unknown, expire what is over.

        `in_flight` are the parts whose attempt the caller itself still carries out: whatever their leases say, a slow
        disk or a clock that jumped has lost none of them.
        """
        with self.writing() as connection:
            return reconciling.reconcile(connection, now=now, wall_now=wall_now, policies=policies, in_flight=in_flight)

    def take_over(self, *, owner: str, now: datetime, policies: Mapping[str, OnLost]) -> Reconciled:
        """Reconcile, and take the attempts of all other owners for lost: for a daemon that holds the lock."""
        with self.writing() as connection:
            return reconciling.take_over(connection, owner=owner, now=now, policies=policies)

    def tell_troubles(self, routes: Mapping[str, Route], *, now: datetime) -> list[str]:
        """Write the notices that are due about channels that have a route, and return their keys."""
        with self.writing() as connection:
            return notices.tell(connection, routes, now)

    def next_instant(self, now: datetime) -> datetime | None:
        """Return the first instant from `now` on at which anything can happen by itself, None if nothing can."""
        with self.reading() as connection:
            return waiting.next_instant(connection, now)

    def idle(self) -> bool:
        """Return whether nothing is under way and nothing waits for its time."""
        with self.reading() as connection:
            return waiting.idle(connection)

    def beat(self, owner: str, pid: int, wall_now: datetime) -> None:
        """Give a daemon's sign of life."""
        with self.writing() as connection:
            beats.beat(connection, owner, pid, wall_now)

    def release_beat(self, owner: str) -> None:
        """Say that a daemon ended in order."""
        with self.writing() as connection:
            beats.release(connection, owner)

    def prune(self, *, before: datetime) -> int:
        """Forget a few of the posts that were over before, and return how many; what needs a person stays."""
        with self.writing() as connection:
            return retention.prune(connection, before)
