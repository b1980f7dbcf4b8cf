"""The verbs by which a daemon and its people look at the queue at a glance; none of them reads all the posts."""

from abc import abstractmethod
from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection

from scheduler.queue import beats
from scheduler.queue.looks import outlook, standing
from scheduler.queue.looks.outlook import Became, Outlook
from scheduler.queue.looks.standing import Standing

FEW = 20


class Glances:
    """What there is to see at a glance."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that reads."""

    def outlook(self, now: datetime, few: int = FEW) -> Outlook:
        """Return what waits, the next of it, and the first few that are late."""
        with self.reading() as connection:
            return outlook.outlook(connection, now, few)

    def standing(self, now: datetime, *, channels: Collection[str] = (), few: int = FEW) -> Standing:
        """Return how the posts stand, how many wait for each of these channels, and at most a few posts of a kind."""
        with self.reading() as connection:
            return standing.standing(connection, now, channels=channels, few=few)

    def overdue(self, before: datetime) -> int:
        """Return how many parts that were due before still wait, and are not held."""
        with self.reading() as connection:
            return outlook.overdue(connection, before)

    def came_due(self, since: datetime, until: datetime) -> int:
        """Return how many parts that wait became due in a stretch of time."""
        with self.reading() as connection:
            return outlook.came_due(connection, since, until)

    def sending(self, ready_by: datetime) -> int:
        """Return how many parts that were ready by then are on their way."""
        with self.reading() as connection:
            return outlook.sending(connection, ready_by)

    def waiting_channels(self) -> set[str]:
        """Return the channels for which parts wait."""
        with self.reading() as connection:
            return outlook.waiting_channels(connection)

    def became(self, since: datetime, until: datetime, few: int = FEW) -> Became:
        """Return what became of the parts that were due in a stretch of time, and the first few of them."""
        with self.reading() as connection:
            return outlook.became(connection, since, until, few)

    def lateness(self, since: datetime) -> list[float]:
        """Return by how many seconds each part that was delivered since then was late."""
        with self.reading() as connection:
            return outlook.lateness(connection, since)

    def last_alive(self) -> datetime | None:
        """Return the last moment at which a daemon is known to have lived (wall time), None if there was none."""
        with self.reading() as connection:
            return beats.last_alive(connection)
