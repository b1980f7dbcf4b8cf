"""Whatever people and a daemon do to a queue, in whatever order: what they were promised holds."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

import promises
from scheduler.errors import TminusError
from scheduler.model import APPLIED, Content, Expiry, OnUnknown, Part, PartState, Phase, Plan, Post
from scheduler.plan import Drafted, approve, cancel, move, pause, plan, release, resume
from scheduler.queue import Begun, Settlement, Store
from scheduler.queue.database.tables import parts as parts_table

S = PartState
START = datetime(2027, 1, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LATE = 2 * HOUR

KEYS = ("film/a/x", "film/b/x")
keys = st.sampled_from(KEYS)
some_keys = st.sets(keys, min_size=1)
users = st.sampled_from(["ana", "tom"])
mostly = st.sampled_from([True, True, True, False])
texts = st.sampled_from([("Hello",), ("Bye",), ("One", "Two"), ("One", "Too")])
drafts = st.fixed_dictionaries(
    {
        "hours": st.sampled_from([-3, -1, -1, 1, 1, 3, 6]),
        "texts": texts,
        "true_for": st.sampled_from([None, 4, 9]),
        "required": st.sampled_from([0, 0, 1, 2]),
    }
)


def drafted(
    key: str, now: datetime, *, hours: int, texts: tuple[str, ...], true_for: int | None, required: int
) -> Post:
    """Return a post as the files ask for it; true when it is due, as every post is that a plan lets through."""
    due = now + hours * HOUR
    until = None if true_for is None or true_for <= hours else now + true_for * HOUR
    end = min(due + LATE, until or due + LATE)
    parts = tuple(
        Part(
            number=number,
            content=Content(text=text),
            due_at=due,
            not_before=due,
            not_after=end,
            expiry=Expiry.UNTRUE if end == until else Expiry.LATE,
            ready_at=due,
            true_until=until,
            state=S.AWAITING if required else S.SCHEDULED,
        )
        for number, text in enumerate(texts, start=1)
    )
    campaign, step, channel = key.split("/")
    return Post(
        key=key,
        campaign=campaign,
        step=step,
        channel=channel,
        platform="x",
        due_at=due,
        zone="UTC",
        parts=parts,
        approvals_required=required,
    )


class Press(RuleBasedStateMachine):
    """Two people with files, hands and an undo; a daemon that begins and settles; time that passes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store.open(f"sqlite:///{Path(self.folder.name)}/queue.db", workspace_id="press")
        self.now = START
        self.files: dict[str, Post] = {}
        self.asked: dict[str, tuple[datetime, dict[str, object]]] = {}
        self.flying: list[Begun] = []
        self.delivered: dict[tuple[str, int], Part] = {}
        self.was: list[dict[str, Post]] = []  # the queue before each deed that was not undone
        self.begun_since: list[set[str]] = []  # what was begun after each of them

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    # ------------------------------------------------------------ people

    @initialize(each=st.tuples(drafts, drafts))
    def begin_with_posts(self, each: tuple[dict[str, object], ...]) -> None:
        for key, draft in zip(KEYS, each, strict=True):
            self.write(key, self.now, draft)
        self.apply()

    @rule(key=keys, draft=drafts, applies=mostly)
    def edit(self, key: str, draft: dict[str, object], *, applies: bool) -> None:
        self.write(key, self.now, draft)
        if applies:
            self.apply()

    @rule(key=keys, texts=texts, applies=mostly)
    def reword(self, key: str, texts: tuple[str, ...], *, applies: bool) -> None:
        """Other words at the same time."""
        if key in self.files:
            at, draft = self.asked[key]
            self.write(key, at, draft | {"texts": texts})
        if applies:
            self.apply()

    @rule(key=keys)
    def ask_for_a_time_that_is_over(self, key: str) -> None:
        if key in self.files:
            self.write(key, self.now, self.asked[key][1] | {"hours": -3})
        self.apply()

    @rule(key=keys, applies=mostly)
    def strike(self, key: str, *, applies: bool) -> None:
        self.files.pop(key, None)
        if applies:
            self.apply()

    def write(self, key: str, at: datetime, draft: dict[str, object]) -> None:
        self.asked[key] = at, draft
        self.files[key] = drafted(key, at, **draft)  # type: ignore[arg-type]

    @rule()
    def apply(self) -> None:
        made = self.planned()
        before = self.queue()
        self.store.apply(made, now=self.now, user="ana")
        promises.applied(before, self.queue(), self.files, self.now)
        self.did(before, changed=bool(made.waiting))

    @rule(some=some_keys, user=users, verb=st.sampled_from(["paused", "cancelled", "approved", "approved"]))
    def by_hand(self, some: set[str], user: str, verb: str) -> None:
        decide = {"paused": pause, "cancelled": cancel, "approved": approve}[verb]
        self.override(some, partial(decide, user=user, at=self.now), verb, user)

    @rule(some=some_keys, verb=st.sampled_from(["resumed", "released"]))
    def let_go(self, some: set[str], verb: str) -> None:
        self.override(some, {"resumed": resume, "released": release}[verb], verb, "ana")

    @rule(some=some_keys, minutes=st.sampled_from([-90, -5, 30, 300, 300]))
    def move(self, some: set[str], minutes: int) -> None:
        def decide(post: Post) -> Post | str:
            to = post.due_at + timedelta(minutes=minutes)
            return move(post, to, late=LATE, user="tom", at=self.now, said=str)

        self.override(some, decide, "moved", "tom")

    @precondition(lambda self: self.was)
    @rule()
    def undo(self) -> None:
        """It puts everything back exactly, or is refused because something was begun, or all was paused last."""
        try:
            deed = self.store.last_deed()
        except TminusError as refused:
            if refused.problems[0].code == "undo-paused":
                assert self.store.paused_all()
                return
            deed = None
        before, begun = self.was[-1], self.begun_since[-1]
        if deed is None:
            there = self.queue()
            touched = {key for key in before.keys() | there.keys() if there.get(key) != before.get(key)}
            assert touched & (begun | {key for key, post in there.items() if promises.begun(post)})
            return
        now = self.queue()
        self.store.undo(deed.revision, now=self.now, user="tom")
        after = self.queue()
        assert not begun & set(deed.before)
        assert {key: after.get(key) for key in deed.before} == {key: before.get(key) for key in deed.before}
        assert {key: post for key, post in after.items() if key not in deed.before} == {
            key: post for key, post in now.items() if key not in deed.before
        }
        self.was.pop()
        self.begun_since.pop()

    @rule(off=st.booleans())
    def switch(self, *, off: bool) -> None:
        if off:
            self.store.pause_all(now=self.now, user="ana")
        else:
            self.store.resume_all(now=self.now, user="ana")

    @rule()
    def release_and_apply(self) -> None:
        """Given back to the files, what waits is what they ask for."""
        self.override(set(KEYS), release, "released", "ana")
        self.apply()
        assert not self.planned().waiting
        for key, post in self.queue().items():
            if post.waits:
                asked = self.files[key].approved_by(post.approvals)
                assert post == replace(asked, parts=post.parts)
                for part, wanted in zip(post.parts, asked.parts, strict=True):
                    assert (part.content, part.due_at, part.not_after) == (
                        wanted.content,
                        wanted.due_at,
                        wanted.not_after,
                    )

    # ------------------------------------------------------------ the daemon, and time

    @rule()
    def begin(self) -> None:
        with self.store.reading() as connection:
            ids = list(connection.scalars(select(parts_table.c.id)))
        before = self.queue()
        begun = self.store.begin(ids, owner="daemon", now=self.now, lease_until=self.now + HOUR)
        assert not (begun and self.store.paused_all())
        for each in begun:
            post = before[each.post_key]
            assert not post.held
            assert post.due_at <= self.now < each.not_after
            assert promises.agreed(post)
            assert all(part.state is S.DELIVERED for part in post.parts[: each.number - 1])
            assert each.content == post.parts[each.number - 1].content
            for since in self.begun_since:
                since.add(each.post_key)
        self.flying += begun

    @rule(became=st.sampled_from([S.DELIVERED, S.DELIVERED, S.FAILED]))
    def work(self, became: PartState) -> None:
        """Go on to when something can happen, and do it."""
        self.now = self.store.next_instant(self.now) or self.now
        self.begin()
        while self.flying:
            self.settle(became)
        self.pass_time(0)

    @precondition(lambda self: self.flying)
    @rule(became=st.sampled_from([S.DELIVERED, S.FAILED, S.SCHEDULED, S.UNKNOWN]))
    def settle(self, became: PartState) -> None:
        outcome = {S.DELIVERED: "delivered", S.FAILED: "rejected", S.SCHEDULED: "retry", S.UNKNOWN: "unknown"}[became]
        each = self.flying.pop()
        settlement = Settlement(
            part_id=each.part_id,
            attempt=each.attempt,
            owner=each.owner,
            state=became,
            outcome=outcome,
            phase=Phase.ANSWERED,
        )
        assert self.store.settle([settlement], now=self.now) == [each.part_id]
        post = self.queue()[each.post_key]
        if became is S.SCHEDULED:
            assert post.parts[each.number - 1].ready_at <= self.now
        if became is S.DELIVERED and promises.waiting(post):
            assert self.now <= promises.waiting(post)[0].ready_at

    @rule(verb=st.sampled_from(["off", "resumed", "released"]))
    def hold_still(self, verb: str) -> None:
        """Paused, nothing is begun when it is due (`begin` looks); then it is let go."""
        due = [part.ready_at for post in self.queue().values() for part in promises.waiting(post)]
        if verb == "off":
            self.switch(off=True)
        else:
            self.by_hand(set(KEYS), "ana", "paused")
        self.now = max([self.now, *sorted(due)[:1]])
        self.begin()
        if verb == "off":
            self.switch(off=False)
        else:
            self.let_go(set(KEYS), verb)

    @rule(minutes=st.sampled_from([0, 20, 60, 150]))
    def oversleep(self, minutes: int) -> None:
        """A daemon that looks late begins before it has looked what is over."""
        self.now += timedelta(minutes=minutes)
        self.begin()

    @rule(minutes=st.sampled_from([20, 60, 150]))
    def pass_time(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.store.reconcile(
            now=self.now,
            wall_now=self.now,
            policies={"x": OnUnknown.HOLD},
            in_flight=[each.part_id for each in self.flying],
        )
        promises.nothing_lingers(self.queue(), self.now)

    # ------------------------------------------------------------ what always holds

    @invariant()
    def nothing_delivered_changes(self) -> None:
        found = {(post.key, part.number): part for post in self.queue().values() for part in post.parts}
        assert {name: found.get(name) for name in self.delivered} == self.delivered
        self.delivered = {name: part for name, part in found.items() if part.state is S.DELIVERED}

    @invariant()
    def every_post_keeps_what_was_promised(self) -> None:
        for post in self.queue().values():
            assert not (post.held and any(part.state is S.SENDING for part in post.parts))
            assert promises.agreed(post) or not any(part.state is S.SCHEDULED for part in post.parts)
            promises.says_what_is_true(post)
            promises.goes_in_order(post)

    @invariant()
    def every_attempt_has_an_end_but_those_on_their_way(self) -> None:
        open_ones = sorted(row.key for row in self.store.attempts() if row.ended_at is None)
        assert open_ones == sorted(each.key for each in self.flying)

    # ------------------------------------------------------------ how it is done

    def queue(self) -> dict[str, Post]:
        return {post.key: post for post in self.store.posts()}

    def planned(self) -> Plan:
        made = plan(
            Drafted(posts=tuple(self.files.values()), problems=()),
            self.store.posts(),
            revision=self.store.revision(),
            files="f",
            now=self.now,
        )
        assert all(change.op in APPLIED for change in made.waiting)
        return made

    def override(self, some: set[str], decide: Callable[[Post], Post | str], verb: str, user: str) -> None:
        before = self.queue()
        done = self.store.override(some, decide, verb=verb, now=self.now, user=user)
        after = self.queue()
        assert tuple(after[post.key] for post in done.changed) == done.changed
        for post in done.changed:
            promises.decided(verb, before[post.key], post, self.now)
        left = {post.key for post in done.changed}
        assert {key: post for key, post in after.items() if key not in left} == {
            key: post for key, post in before.items() if key not in left
        }
        self.did(before, changed=bool(done.changed))

    def did(self, before: dict[str, Post], *, changed: bool) -> None:
        if changed:
            self.was.append(before)
            self.begun_since.append(set())


Press.TestCase.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
test_whatever_is_done_to_a_queue = Press.TestCase
