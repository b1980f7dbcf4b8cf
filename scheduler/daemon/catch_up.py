"""What was due while no daemon ran: noted when one begins, told once nothing of it can go out any more."""

from dataclasses import dataclass
from datetime import UTC, datetime

from scheduler.queue import Committer, Store
from scheduler.queue.looks import downtime
from scheduler.queue.looks.downtime import CaughtUp

EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CatchUp:
    """The stretch of time in which no daemon ran: since it last lived, until one began."""

    since: datetime
    until: datetime

    @classmethod
    def note(cls, store: Store, now: datetime) -> "CatchUp | None":
        """Note the stretch that ends now; None if nothing became due in it."""
        since = store.last_alive() or EVER
        if not store.came_due(since, now):
            return None
        downtime.note(store, since, now)
        return cls(since, now)

    async def over(self, committer: Committer) -> CaughtUp | None:
        """Return what became of it, once nothing of it can be begun any more and nothing is on its way."""
        return await committer.run(self._over)

    def _over(self, store: Store) -> CaughtUp | None:
        if store.upcoming(self.until, 1) or store.sending(self.until):
            return None
        return downtime.told(store)
