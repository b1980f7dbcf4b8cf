"""A queue that people and a daemon work at, for machines that try whatever may be done to it, in any order."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

import promises
from scheduler.model import APPLIED, Content, Expiry, Part, PartState, Plan, Post
from scheduler.plan import Drafted, plan
from scheduler.queue import Begun, Store

S = PartState
START = datetime(2027, 1, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
LATE = 2 * HOUR
RESUMES_WITHIN = 24 * HOUR

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
    key: str, now: datetime, *, hours: int, texts: tuple[str, ...], true_for: int | None, required: int, late: int = 2
) -> Post:
    """Return a post as the files ask for it; true when it is due, as every post is that a plan lets through."""
    due = now + hours * HOUR
    until = None if true_for is None or true_for <= hours else now + true_for * HOUR
    ends = (due + late * HOUR, *[due + RESUMES_WITHIN] * (len(texts) - 1))
    parts = tuple(
        _part(number, text, due, end, until, required)
        for number, (text, end) in enumerate(zip(texts, ends, strict=True), start=1)
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


def _part(number: int, text: str, due: datetime, end: datetime, until: datetime | None, required: int) -> Part:
    return Part(
        number=number,
        content=Content(text=text),
        due_at=due,
        not_before=due,
        not_after=min(end, until or end),
        expiry=Expiry.UNTRUE if until and until <= end else Expiry.LATE,
        ready_at=due,
        true_until=until,
        state=S.AWAITING if required else S.SCHEDULED,
    )


class Desk(RuleBasedStateMachine):
    """The queue and what is known of it: the files, the time, what is on its way, and what was there before."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store.open(f"sqlite:///{Path(self.folder.name)}/queue.db", workspace_id="press")
        self.now = START
        self.files: dict[str, Post] = {}
        self.asked: dict[str, tuple[datetime, dict[str, Any]]] = {}
        self.flying: list[Begun] = []
        self.delivered: dict[tuple[str, int], Part] = {}
        self.was: list[dict[str, Post]] = []  # the queue before each deed that was not undone
        self.begun_since: list[set[str]] = []  # what was begun after each of them
        self.done_at: list[datetime] = []  # and when it was done

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @initialize(each=st.tuples(drafts, drafts))
    def begin_with_posts(self, each: tuple[dict[str, Any], ...]) -> None:
        for key, draft in zip(KEYS, each, strict=True):
            self.write(key, self.now, draft)
        self.apply()

    def write(self, key: str, at: datetime, draft: dict[str, Any]) -> None:
        """Write a post into the files."""
        self.asked[key] = at, draft
        self.files[key] = drafted(key, at, **draft)

    def apply(self) -> None:
        """Plan and apply, and hold the queue against what the files ask for."""
        made = self.planned()
        before = self.queue()
        done = self.store.apply(made, now=self.now, user="ana")
        after = self.queue()
        promises.applied(before, after, self.files, self.now)
        assert sum(done.counts.values()) == len(made.waiting)
        assert self.store.revision() == done.revision == made.revision + bool(made.waiting)
        self.did(before, changed=bool(made.waiting))

    def override(
        self, some: set[str], decide: Callable[[Post], Post | str], verb: str, user: str, *, whole: bool = False
    ) -> None:
        """Have a hand do something to posts, and see that it did that and no more."""
        before = self.queue()
        done = self.store.override(some, decide, verb=verb, now=self.now, user=user, whole=whole)
        after = self.queue()
        assert tuple(after[post.key] for post in done.changed) == done.changed
        assert not (whole and done.refused and done.changed)
        for post in done.changed:
            promises.decided(verb, before[post.key], post, self.now)
        for key in done.refused:
            assert promises.may_refuse(verb, before[key])
        left = {post.key for post in done.changed}
        assert {key: post for key, post in after.items() if key not in left} == {
            key: post for key, post in before.items() if key not in left
        }
        self.did(before, changed=bool(done.changed))

    def did(self, before: dict[str, Post], *, changed: bool) -> None:
        """Remember a deed for who undoes it."""
        if changed:
            self.was.append(before)
            self.begun_since.append(set())
            self.done_at.append(self.now)

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

    # ------------------------------------------------------------ what always holds

    def see_that_all_holds(self) -> None:
        """Look at everything that always holds, where no machine does."""
        self.nothing_delivered_changes()
        self.every_post_keeps_what_was_promised()
        self.every_attempt_has_an_end_but_those_on_their_way()
        self.the_next_instant_is_when_something_can_happen()

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
            assert not promises.agreed(post) or not any(part.state is S.AWAITING for part in post.parts)
            promises.says_what_is_true(post)
            promises.goes_in_order(post)

    @invariant()
    def every_attempt_has_an_end_but_those_on_their_way(self) -> None:
        open_ones = sorted(row.key for row in self.store.attempts() if row.ended_at is None)
        assert open_ones == sorted(each.key for each in self.flying)

    @invariant()
    def the_next_instant_is_when_something_can_happen(self) -> None:
        """A clock that steps would pass over what it does not say, and stand still for what it says too soon."""
        open_ = not self.store.paused_all()
        assert self.store.next_instant(self.now) == promises.next_instant(self.queue(), self.now, open_=open_)
