"""A queue in a real database file, posts to put into it, and the moves a daemon makes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest
from sqlalchemy import select, update

from scheduler.model import (
    Change,
    Content,
    Expiry,
    OnUnknown,
    Op,
    Part,
    PartState,
    Phase,
    Plan,
    Post,
)
from scheduler.queue import Applied, Begun, Reconciled, Settlement, Store
from scheduler.queue.database.tables import parts
from scheduler.queue.database.tables import posts as posts_table

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
WORKSPACE = "harbour-press"


@dataclass
class Desk:
    """One person and one daemon at a queue; what they do by default is said here once."""

    NOON: ClassVar[datetime] = NOON
    MINUTE: ClassVar[timedelta] = timedelta(minutes=1)
    HOUR: ClassVar[timedelta] = timedelta(hours=1)
    FAILED: ClassVar[dict[str, Any]] = {
        "state": PartState.FAILED,
        "outcome": "rejected",
        "status": 422,
        "reason": "too long",
    }
    RETRY: ClassVar[dict[str, Any]] = {
        "state": PartState.SCHEDULED,
        "outcome": "retry",
        "status": 503,
        "reason": "busy",
    }
    UNKNOWN: ClassVar[dict[str, Any]] = {
        "state": PartState.UNKNOWN,
        "outcome": "unknown",
        "phase": Phase.SENT,
        "status": None,
        "reason": "no answer",
    }

    store: Store
    owner: str = "daemon-1"

    @staticmethod
    def new(
        key: str = "film/out-now/x", *, texts: Sequence[str] = ("Out now.",), due: datetime = NOON, **more: Any
    ) -> Post:
        """Return a post that is due at noon and may go out for two hours."""
        campaign, step, channel = key.split("/")[:3]
        about_parts = {name: more.pop(name) for name in ("expiry", "state") if name in more}
        window = {"not_before": due, "not_after": due + timedelta(hours=2)} | {
            name: more.pop(name) for name in ("not_before", "not_after") if name in more
        }
        members = tuple(
            Part(
                number=number,
                content=Content(text=text),
                due_at=due,
                ready_at=due,
                **{"expiry": Expiry.LATE} | about_parts | window,
            )
            for number, text in enumerate(texts, start=1)
        )
        return Post(
            **{
                "key": key,
                "campaign": campaign,
                "step": step,
                "channel": channel,
                "platform": "x",
                "due_at": due,
                "zone": "UTC",
                "parts": members,
            }
            | more,
        )

    def plan(self, *changes: Change, revision: int | None = None) -> Plan:
        """Return a plan of these changes, made against the queue as it is."""
        return Plan(
            revision=self.store.revision() if revision is None else revision,
            files="f" * 64,
            at=NOON - self.HOUR,
            changes=changes,
        )

    def add(self, *new: Post) -> Applied:
        """Apply a plan that adds posts."""
        return self.apply(*(Change(op=Op.ADD, key=each.key, before=None, after=each, reason="new") for each in new))

    def change(self, op: Op, key: str, after: Post | None) -> Applied:
        """Apply a plan that changes one post as it stands in the queue."""
        return self.apply(Change(op=op, key=key, before=self.post(key), after=after, reason=f"{op.value} it"))

    def apply(self, *changes: Change) -> Applied:
        """Apply a plan an hour before noon."""
        return self.store.apply(self.plan(*changes), now=NOON - self.HOUR, user="mara")

    def post(self, key: str = "film/out-now/x") -> Post:
        """Return one post."""
        (found,) = self.store.posts(key)
        return found

    def states(self, key: str = "film/out-now/x") -> list[str]:
        """Return the states of a post's parts."""
        return [part.state.value for part in self.post(key).parts]

    def ids(self, key: str = "film/out-now/x") -> list[int]:
        """Return the ids of a post's parts."""
        query = select(parts.c.id).join(posts_table).where(posts_table.c.key == key).order_by(parts.c.number)
        with self.store.reading() as connection:
            return list(connection.scalars(query))

    def begin(self, ids: Sequence[int] | None = None, *, now: datetime = NOON, **more: Any) -> list[Begun]:
        """Begin parts (those of the default post) at noon, with a lease of a minute."""
        chosen = self.ids() if ids is None else ids
        given = {"owner": self.owner, "now": now, "lease_until": now + self.MINUTE} | more
        return self.store.begin(chosen, **given)

    def settle(self, *begun: Begun, now: datetime = NOON, **more: Any) -> list[int]:
        """Settle attempts, as delivered unless something else is said."""
        return self.store.settle([self.settled(each, **more) for each in begun], now=now)

    def deliver(self, *, now: datetime = NOON, receipt: str | None = None) -> Begun:
        """Begin the next part of the default post and deliver it."""
        (begun,) = self.begin(now=now)
        self.settle(begun, now=now, receipt=receipt)
        return begun

    @staticmethod
    def settled(begun: Begun, **more: Any) -> Settlement:
        """Return the settlement of an attempt, delivered unless something else is said."""
        ours = {"part_id": begun.part_id, "attempt": begun.attempt, "owner": begun.owner}
        given = {"state": PartState.DELIVERED, "outcome": "delivered", "phase": Phase.ANSWERED, "status": 200}
        return Settlement(**ours | given | more)

    def reconcile(self, *, now: datetime = NOON, wall_now: datetime | None = None, **policies: OnUnknown) -> Reconciled:
        """Reconcile; wall time is campaign time unless something else is said."""
        return self.store.reconcile(now=now, wall_now=wall_now or now, policies=policies)

    def force(self, state: PartState, key: str = "film/out-now/x", number: int = 1) -> None:
        """Put a part into a state behind the store's back."""
        sending = state is PartState.SENDING
        values = {"state": state, "owner": "ghost" if sending else None, "lease": NOON if sending else None}
        which = parts.c.id == self.ids(key)[number - 1]
        with self.store.writing() as connection:
            connection.execute(update(parts).where(which).values(values))


@pytest.fixture
def url(queue_url: str) -> str:
    """Return the URL of an empty database; every test runs on each kind."""
    return queue_url


@pytest.fixture
def open_store(url: str) -> Iterator[Callable[[], Store]]:
    """Return a function that opens the queue, as another process would, and closes it in the end."""
    opened: list[Store] = []

    def open_it() -> Store:
        opened.append(Store.open(url, workspace_id=WORKSPACE))
        return opened[-1]

    yield open_it
    for each in opened:
        each.close()


@pytest.fixture
def desk(open_store: Callable[[], Store]) -> Desk:
    """Return an empty queue with its people."""
    return Desk(open_store())


@pytest.fixture
def other(desk: Desk, open_store: Callable[[], Store]) -> Desk:
    """Return a second daemon at the same queue."""
    return replace(desk, store=open_store(), owner="daemon-2")
