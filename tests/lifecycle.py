"""The walk of the table of states: every verb of the real store, met by a part in every state.

    python tests/lifecycle.py      writes what was seen into docs/concepts/lifecycle.md

What is written down is not only where a part stood at the end of a verb, but each state that any statement put it in.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import event, select, update

from scheduler.errors import TminusError
from scheduler.model import Change, Content, OnUnknown, Op, PartState, Plan, Post
from scheduler.plan import approve, cancel, move, pause, release, resume
from scheduler.queue import Settlement, Store
from scheduler.queue.database.tables import parts
from scheduler.queue.database.tables import posts as posts_table
from scheduler.queue.threads import THREAD_STOPPED

PAGE = Path(__file__).parents[1] / "docs" / "concepts" / "lifecycle.md"
START, END = "<!-- walked -->\n", "<!-- /walked -->\n"
HOUR = timedelta(hours=1)

Seen = Mapping[tuple[PartState, PartState], tuple[str, ...]]
S = PartState


@dataclass
class Walker:
    """One post of two parts, and the verbs that meet it at noon, or after its window closed."""

    store: Store
    make: Callable[..., Post]
    noon: datetime
    key: str = ""
    seen: dict[tuple[PartState, PartState], list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def late(self) -> datetime:
        """Return a time at which its window is closed."""
        return self.noon + 5 * HOUR

    @property
    def post(self) -> Post:
        (found,) = self.store.posts(self.key)
        return found

    @property
    def ids(self) -> list[int]:
        return self.ids_of(self.key)

    def ids_of(self, key: str) -> list[int]:
        query = select(parts.c.id).join(posts_table).where(posts_table.c.key == key).order_by(parts.c.number)
        with self.store.reading() as connection:
            return list(connection.scalars(query))

    def add(self, key: str, state: PartState) -> None:
        """Queue a post of two parts whose first part is in a state, and whose second is as that makes it."""
        waits = S.AWAITING if state is S.AWAITING else S.SCHEDULED
        post = self.make(key, texts=("One.", "Two."), state=waits, approvals_required=int(waits is S.AWAITING))
        self.apply(Change(op=Op.ADD, key=key, before=None, after=post, reason="new"))
        behind = {S.FAILED: S.CANCELLED, S.EXPIRED: S.CANCELLED, S.CANCELLED: S.CANCELLED}.get(state, waits)
        self.put(key, state, behind)

    def put(self, key: str, *states: PartState) -> None:
        """Put the parts of a post into states, behind the store's back."""
        with self.store.writing() as connection:
            for id_, state in zip(self.ids_of(key), states, strict=True):
                sending = state is S.SENDING
                held = {"owner": "ghost" if sending else None, "lease": self.noon if sending else None}
                reason = {"reason": THREAD_STOPPED} if state is S.CANCELLED else {}
                connection.execute(update(parts).where(parts.c.id == id_).values(state=state, **held, **reason))

    def apply(self, *changes: Change) -> None:
        plan = Plan(revision=self.store.revision(), files="f" * 64, at=self.noon - HOUR, changes=changes)
        self.store.apply(plan, now=self.noon - HOUR, user="mara")

    def change(self, op: Op, **new: Any) -> None:
        """Apply another text or time, or none."""
        post = self.post
        first = {"content": Content(text="Better."), "receipt": None, "reason": None} | new
        due = first.get("due_at", post.due_at)
        first |= {"ready_at": due, "not_before": due, "not_after": due + 2 * HOUR}
        state = first.get("state", S.SCHEDULED)
        members = tuple(replace(part, **{"state": state, **first}) for part in post.parts)
        after = replace(post, due_at=due, parts=members) if op is not Op.CANCEL else None
        self.apply(Change(op=op, key=self.key, before=post, after=after, reason=op.value))

    def by_hand(self, verb: str, decide: Callable[[Post], Post | str]) -> None:
        self.store.override([self.key], decide, verb=verb, now=self.noon, user="mara")

    def settle(self, state: PartState, outcome: str) -> None:
        """Settle an attempt that may or may not be under way."""
        attempt = Settlement(part_id=self.ids[0], attempt=0, owner="ghost", state=state, outcome=outcome)
        self.store.settle([attempt], now=self.noon)

    def reconcile(self, now: datetime, policy: OnUnknown) -> None:
        self.store.reconcile(now=now, wall_now=now, policies={"x": policy})

    # ------------------------------------------------------------ what is seen

    @contextmanager
    def watching(self, verb: str) -> Iterator[None]:
        """Write down each state that a statement puts a part of the post in, and check that no other post changed."""
        ids = self.ids
        paths = {id_: [state] for id_, state in self.states(ids)}

        @event.listens_for(self.store.engine, "after_cursor_execute")
        def look(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if statement.startswith("UPDATE parts"):
                for row in connection.exec_driver_sql(f"SELECT id, state FROM parts WHERE id IN {tuple(ids)}"):  # noqa: S608
                    paths[row[0]].append(S(row[1]))

        try:
            yield
        finally:
            event.remove(self.store.engine, "after_cursor_execute", look)
            for id_, state in self.states(ids):
                paths[id_].append(state)
        for path in paths.values():
            for before, after in pairwise(path):
                if before is not after and verb not in self.seen[before, after]:
                    self.seen[before, after].append(verb)

    def states(self, ids: Iterable[int]) -> list[tuple[int, PartState]]:
        with self.store.reading() as connection:
            rows = connection.execute(select(parts.c.id, parts.c.state).where(parts.c.id.in_(list(ids))))
            return [(row.id, row.state) for row in rows]

    def others(self) -> dict[str, Post]:
        """Return the posts on the other channel, which no verb is about."""
        return {post.key: post for post in self.store.posts("others")}


Verb = Callable[[Walker], object]


def moved(walker: Walker) -> Callable[[Post], Post | str]:
    return partial(
        move, due_at=walker.noon + HOUR, late=2 * HOUR, user="mara", at=walker.noon, said=lambda at: f"{at:%H:%M}"
    )


def settling(state: PartState, outcome: str) -> Verb:
    return lambda walker: walker.settle(state, outcome)


def reconciling(policy: OnUnknown) -> Iterator[Verb]:
    yield lambda walker: walker.reconcile(walker.noon, policy)
    yield lambda walker: walker.reconcile(walker.late, policy)


def taking_over(policy: OnUnknown) -> Verb:
    return lambda walker: walker.store.take_over(owner="daemon-1", now=walker.noon, policies={"x": policy})


def resolving(*, sent: bool) -> Iterator[Verb]:
    for now in ("noon", "late"):
        yield lambda walker, now=now: walker.store.resolve(  # type: ignore[misc] # of a lambda's default
            walker.key, sent=sent, receipt=None, now=getattr(walker, now), user="mara"
        )


def by_hand(verb: str, decide: Callable[[Walker], Callable[[Post], Post | str]]) -> Verb:
    return lambda walker: walker.by_hand(verb, decide(walker))


def beginning(walker: Walker, now: datetime) -> None:
    walker.store.begin(walker.ids, owner="daemon-1", now=now, lease_until=now + HOUR)


LOCAL: Mapping[str, tuple[Verb, ...]] = {
    "begin": (lambda walker: beginning(walker, walker.noon), lambda walker: beginning(walker, walker.late)),
    "settle: delivered": (settling(S.DELIVERED, "delivered"),),
    "settle: refused": (settling(S.FAILED, "rejected"),),
    "settle: retry": (settling(S.SCHEDULED, "retry"),),
    "settle: no time left": (settling(S.EXPIRED, "retry"),),
    "settle: unknown": (settling(S.UNKNOWN, "unknown"),),
    "apply: another time": (lambda walker: walker.change(Op.RETIME, due_at=walker.noon + HOUR),),
    "apply: another text": (lambda walker: walker.change(Op.REWORD),),
    "apply: needs approval": (lambda walker: walker.change(Op.REWORD, state=S.AWAITING),),
    "apply: gone from the files": (lambda walker: walker.change(Op.CANCEL),),
    "queue pause": (by_hand("paused", lambda walker: partial(pause, user="mara", at=walker.noon)),),
    "queue resume": (by_hand("resumed", lambda _: resume),),
    "queue cancel": (by_hand("cancelled", lambda walker: partial(cancel, user="mara", at=walker.noon)),),
    "queue move": (by_hand("moved", moved),),
    "queue release": (by_hand("released", lambda _: release),),
    "queue approve": (by_hand("approved", lambda walker: partial(approve, user="ines", at=walker.noon)),),
    "queue retry": (lambda walker: walker.store.retry(walker.key, now=walker.noon, user="mara"),),
    "queue resolve sent": tuple(resolving(sent=True)),
    "queue resolve not-sent": tuple(resolving(sent=False)),
}
"""Verbs about one post: nothing happens to any other."""

DEEDS: Mapping[PartState, Verb] = {
    S.AWAITING: LOCAL["queue cancel"][0],
    S.SCHEDULED: LOCAL["apply: another time"][0],
    S.FAILED: LOCAL["apply: another time"][0],
    S.EXPIRED: LOCAL["queue move"][0],
    S.CANCELLED: LOCAL["apply: another text"][0],
}
"""What a person can do to a post in a state, and take back: `undo` is no line of the table, it turns one round."""

EVERYWHERE: Mapping[str, tuple[Verb, ...]] = {
    "reconcile": tuple(verb for policy in OnUnknown for verb in reconciling(policy)),
    "take over": tuple(taking_over(policy) for policy in OnUnknown),
}
"""What time does, and a new daemon: it concerns every post."""


class ChangedElsewhereError(Exception):
    """A verb changed a post that it was not about."""


def walk(walker: Walker) -> Seen:
    """Let every verb meet every state. Raises ChangedElsewhereError."""
    for state in PartState:
        walker.add(f"others/{state.value}/y", state)
    for number, (name, verbs) in enumerate([*LOCAL.items(), *EVERYWHERE.items()]):
        others = walker.others()
        for state in PartState:
            for form, verb in enumerate(verbs):
                walker.key = f"walk/verb-{number}-{form}-{state.value}/x"
                walker.add(walker.key, state)
                with walker.watching(name), suppress(TminusError):  # a refusal is an answer
                    verb(walker)
        if name in LOCAL and walker.others() != others:
            raise ChangedElsewhereError(name)
    return {pair: tuple(verbs) for pair, verbs in walker.seen.items()}


def drawn(seen: Seen) -> str:
    """Return the chart and the table of what was seen."""
    order = list(PartState)
    pairs = sorted(seen, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    chart = [f"    {before} --> {after}: {short(seen[before, after])}" for before, after in pairs]
    rows = [f"| {before} | {after} | {', '.join(seen[before, after])} |" for before, after in pairs]
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> awaiting: apply", "    [*] --> scheduled: apply"]
    lines += [*chart, "    delivered --> [*]", "```", "", "| from | to | by |", "|---|---|---|", *rows]
    return "\n".join(lines) + "\n"


def short(verbs: Iterable[str]) -> str:
    """Return the verbs' first words, each once."""
    return ", ".join(dict.fromkeys(verb.partition(":")[0].removeprefix("queue ") for verb in verbs))


def main() -> None:
    """Walk, and write what was seen into the page."""
    from integration.queue.conftest import NOON, Desk  # noqa: PLC0415 - the page alone needs it

    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/queue.db", workspace_id="walk")
        with store:
            seen = walk(Walker(store=store, make=Desk.new, noon=NOON))
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    PAGE.write_text(before + START + drawn(seen) + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
