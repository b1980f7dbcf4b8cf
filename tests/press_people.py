"""What people do at a queue: they edit files and apply them, change posts by hand, decide, and take back."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

import promises
from press import KEYS, LATE, Desk, S, drafts, keys, mostly, some_keys, texts, users
from scheduler.errors import StalePlanError, TminusError
from scheduler.model import Post
from scheduler.plan import approve, cancel, move, pause, release, resume


class People(Desk):
    """Two people with files, hands and an undo."""

    @rule(key=keys, draft=drafts, applies=mostly)
    def edit(self, key: str, draft: dict[str, Any], *, applies: bool) -> None:
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

    @rule(
        verb=st.sampled_from(["paused", "cancelled", "approved"]),
        change=st.sampled_from(["texts", "true_for", "hours", "late", "required", "gone"]),
    )
    def change_files_behind_a_hand(self, verb: str, change: str) -> None:
        """A hand comes first: the files change nothing of what it holds, unless it would then say what is not so."""
        self.by_hand(set(KEYS), "tom", verb, whole=False)
        for key in KEYS:
            at, draft = self.asked[key]
            new = {
                "texts": ("Changed",),
                "true_for": 12,
                "hours": draft["hours"] + 1,
                "late": 1,
                "required": 0,
                "gone": None,
            }[change]
            if change == "gone":
                self.files.pop(key, None)
            elif key in self.files:
                self.write(key, at, draft | {change: new})
        self.apply()

    @rule()
    def apply_again(self) -> None:
        self.apply()
        assert not self.planned().waiting

    @rule(draft=drafts, verb=st.sampled_from(["paused", "begun"]))
    def apply_what_is_stale(self, draft: dict[str, Any], verb: str) -> None:
        """A plan is refused, whole, if a hand came between or a post that it changes was begun."""
        for key in KEYS:
            self.write(key, self.now, draft)
        made, revision = self.planned(), self.store.revision()
        if verb == "begun":
            self.begin_all()
        else:
            self.by_hand({KEYS[0]}, "tom", verb, whole=False)
        before = self.queue()
        touched = {change.key for change in made.waiting}
        begun = any(key in before and promises.begun(before[key]) for key in touched)
        if made.waiting and (begun or self.store.revision() != revision):
            with pytest.raises(StalePlanError):
                self.store.apply(made, now=self.now, user="ana")
            assert self.queue() == before
        self.apply()

    def begin_all(self) -> None:
        """Have the daemon begin what it may."""
        raise NotImplementedError

    @rule(
        some=some_keys,
        user=users,
        verb=st.sampled_from(["paused", "cancelled", "approved", "approved"]),
        whole=st.booleans(),
    )
    def by_hand(self, some: set[str], user: str, verb: str, *, whole: bool) -> None:
        decide = {"paused": pause, "cancelled": cancel, "approved": approve}[verb]
        self.override(some, partial(decide, user=user, at=self.now), verb, user, whole=whole)
        for post in self.queue().values():
            if (
                verb == "approved"
                and not whole
                and post.key in some
                and post.approvals_required
                and promises.waits(post)
            ):
                assert user in promises.agreeing(post)

    @rule(some=some_keys, verb=st.sampled_from(["resumed", "released"]), paused=st.booleans())
    def let_go(self, some: set[str], verb: str, *, paused: bool) -> None:
        if paused:
            self.by_hand(some, "tom", "paused", whole=False)
        self.override(some, {"resumed": resume, "released": release}[verb], verb, "ana")

    @rule(some=some_keys, minutes=st.sampled_from([-90, -5, 0, 30, 300, 300]))
    def move(self, some: set[str], minutes: int) -> None:
        """By so many minutes; 0 is to this very instant, which is over."""

        def decide(post: Post) -> Post | str:
            to = post.due_at + timedelta(minutes=minutes) if minutes else self.now
            return move(post, to, late=LATE, user="tom", at=self.now, said=str)

        self.override(some, decide, "moved", "tom")

    @precondition(lambda self: self.was)
    @rule()
    def undo(self) -> None:
        """It puts everything back exactly, or is refused because something was begun, or all was paused last."""
        paused = self.store.paused_all()
        try:
            deed = self.store.last_deed()
        except TminusError as refused:
            if refused.problems[0].code == "undo-paused":
                assert paused
                return
            deed = None
        assert not (paused and paused.at >= self.done_at[-1])
        before, begun = self.was[-1], self.begun_since[-1]
        if deed is None:
            there = self.queue()
            touched = {key for key in before.keys() | there.keys() if there.get(key) != before.get(key)}
            assert touched & (begun | {key for key, post in there.items() if promises.begun(post)})
            return
        now, stale = self.queue(), self.planned()
        self.store.undo(deed.revision, now=self.now, user="tom")
        after = self.queue()
        assert not begun & set(deed.before)
        assert not {key for key in deed.before if key in now and promises.begun(now[key])}
        assert {key: after.get(key) for key in deed.before} == {key: before.get(key) for key in deed.before}
        assert {key: post for key, post in after.items() if key not in deed.before} == {
            key: post for key, post in now.items() if key not in deed.before
        }
        assert self.store.revision() > stale.revision  # a plan made before it is stale
        self.was.pop()
        self.begun_since.pop()
        self.done_at.pop()

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
                promises.as_asked(post, asked)

    # ------------------------------------------------------------ what only a person can decide

    @rule(key=keys, sent=st.booleans())
    def settle_what_is_unknown(self, key: str, *, sent: bool) -> None:
        """It arrived, or it did not and goes again while it is true: never later."""
        before = self.queue().get(key)
        decided = self.store.resolve(key, sent=sent, receipt="found", now=self.now, user="ana")
        unknown = [part for part in before.parts if part.state is S.UNKNOWN] if before else []
        assert (decided is not None) == bool(unknown)
        if decided and unknown:
            part = self.queue()[key].parts[unknown[0].number - 1]
            in_time = self.now < part.not_after
            assert decided.state is part.state is (S.DELIVERED if sent else S.SCHEDULED if in_time else S.EXPIRED)
            assert part.receipt == ("found" if sent else unknown[0].receipt)
            assert part.ready_at <= self.now or part.state is not S.SCHEDULED

    @rule(key=keys)
    def try_again(self, key: str) -> None:
        """A failed part goes again while it is true, and what stopped behind it with it."""
        before = self.queue().get(key)
        decided = self.store.retry(key, now=self.now, user="ana")
        over = [part for part in before.parts if part.state in promises.STOPPED] if before else []
        assert (decided is not None) == bool(over)
        if decided and before:
            after, number = self.queue()[key], over[0].number
            if self.now >= over[0].not_after:
                assert after == before
            else:
                assert after.parts[number - 1].state is S.SCHEDULED
                assert all(part.state is S.SCHEDULED for part in after.parts[number:])
