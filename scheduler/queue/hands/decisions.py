"""The verbs by which people change the queue, and see who did: every one is one transaction.

They are the store's; they stand here because the daemon needs none of them.
"""

from abc import abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection

from scheduler.model import Plan, Post
from scheduler.queue.apply import Applied, apply
from scheduler.queue.hands import deeds, history, people, switch
from scheduler.queue.hands.deeds import Deed
from scheduler.queue.hands.history import EventRow
from scheduler.queue.hands.overrides import Decision, Overridden, override
from scheduler.queue.hands.people import Decided
from scheduler.queue.hands.switch import Paused
from scheduler.queue.restraint import channels
from scheduler.queue.restraint.channels import Resting


class Decisions:
    """What people decide about the queue."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that reads."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Connection]:
        """Open a transaction that writes."""

    # ------------------------------------------------------------ plans and overrides

    def apply(self, plan: Plan, *, now: datetime, user: str) -> Applied:
        """Change the queue as a plan says, whole or not at all; raises StalePlanError `plan-stale`."""
        with self.writing() as connection:
            return apply(connection, plan, now=now, user=user)

    def override(
        self, keys: Iterable[str], decide: Decision, *, verb: str, now: datetime, user: str, whole: bool = False
    ) -> Overridden:
        """Change posts by hand, each as `decide` says; where `whole`, all that are named or none.

        `verb` is what was done, as a past participle: it stands in the events, and undo calls the deed by it.
        """
        with self.writing() as connection:
            return override(connection, keys, decide, verb=verb, whole=whole, now=now, user=user)

    def last_deed(self) -> Deed | None:
        """Return the last apply or override that was not undone.

        Raises TminusError `undo-begun` if it is too late, `undo-paused` where something else was paused since.
        """
        with self.reading() as connection:
            deed = deeds.last(connection)
            switch.refuse_if_last(connection, deed.at if deed else None)
            if deed and (begun := deeds.begun_since(connection, deed)):
                raise deeds.refusal(begun)
            return deed

    def undo(self, revision: int, *, now: datetime, user: str) -> Deed:
        """Put back what the last apply or override, which is that of a revision, changed.

        Raises TminusError `undo-nothing` or `undo-begun`, StalePlanError `undo-stale`.
        """
        with self.writing() as connection:
            return deeds.undo(connection, revision, now=now, user=user)

    # ------------------------------------------------------------ attempts that ended

    def resolve(self, key: str, *, sent: bool, receipt: str | None, now: datetime, user: str) -> Decided | None:
        """Settle the unknown part that a key names by what a person found out; None where it names none."""
        with self.writing() as connection:
            return people.resolve(connection, key, sent=sent, receipt=receipt, now=now, user=user)

    def retry(self, key: str, *, now: datetime, user: str) -> Decided | None:
        """Schedule the failed or expired part that a key names again, while its window is open."""
        with self.writing() as connection:
            return people.retry(connection, key, now=now, user=user)

    def retry_each(self, keys: Iterable[str], *, now: datetime, user: str) -> list[Decided]:
        """Schedule again what failed or expired among the posts of these keys; a part's key names its part."""
        with self.writing() as connection:
            found = [people.retry(connection, key, now=now, user=user) for key in keys]
            return [each for each in found if each]

    # ------------------------------------------------------------ channels, and everything

    def pause_channel(self, name: str, reason: str | None, *, now: datetime, user: str) -> None:
        """Begin nothing on a channel until it is opened again."""
        with self.writing() as connection:
            channels.pause(connection, name, reason, now, user=user)

    def open_channels(self, names: Iterable[str] | None = None, *, now: datetime, user: str) -> list[str]:
        """Open the channels of these names (None: all) that are paused or at rest, and return which were."""
        with self.writing() as connection:
            return channels.resume(connection, names, now, user=user)

    def paused_channels(self) -> dict[str, str | None]:
        """Return the paused channels and why each one is."""
        with self.reading() as connection:
            return channels.paused(connection)

    def resting_channels(self, now: datetime) -> dict[str, Resting]:
        """Return the channels that begin nothing for a while, or whose receiver is taken to be down."""
        with self.reading() as connection:
            return channels.resting(connection, now)

    def pause_all(self, *, now: datetime, user: str) -> Paused:
        """Begin nothing at all until that is taken back, whoever restarts the daemon; return since when."""
        with self.writing() as connection:
            return switch.pause(connection, now=now, user=user)

    def resume_all(self, *, now: datetime, user: str) -> Paused | None:
        """Let the queue go again; return since when it was paused, None where it was not."""
        with self.writing() as connection:
            return switch.resume(connection, now=now, user=user)

    def paused_all(self) -> Paused | None:
        """Return since when everything is paused, and by whom; None where it is not."""
        with self.reading() as connection:
            return switch.paused(connection)

    # ------------------------------------------------------------ who did what

    def events(self, post: Post) -> list[EventRow]:
        """Return what was done to a post, in the order in which it happened."""
        with self.reading() as connection:
            return history.events(connection, post.key, len(post.parts))
