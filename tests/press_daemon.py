"""What a daemon does at a queue, on time, late, slowly, or dying; and what time does."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import select

import promises
from press import HOUR, KEYS, S
from press_people import People
from scheduler.model import OnUnknown, PartState, Phase
from scheduler.queue import Begun, Settlement
from scheduler.queue.database.tables import parts as parts_table

UNAVAILABLE = 503
OUTCOMES = {
    S.DELIVERED: "delivered",
    S.FAILED: "rejected",
    S.SCHEDULED: "retry",
    S.EXPIRED: "retry",
    S.UNKNOWN: "unknown",
}
AFTER_LOSS = {OnUnknown.RESEND: S.SCHEDULED, OnUnknown.ASSUME_SENT: S.DELIVERED, OnUnknown.HOLD: S.UNKNOWN}


class Daemon(People):
    """A daemon that begins and settles, another that comes after it, and time that passes."""

    @rule()
    def begin(self) -> None:
        """Only what is due, true, agreed, not held and next in its thread; once; with the words that were agreed."""
        with self.store.reading() as connection:
            ids = list(connection.scalars(select(parts_table.c.id)))
        before, tried = self.queue(), [row.key for row in self.store.attempts()]
        begun = self.store.begin(ids, owner="daemon", now=self.now, lease_until=self.now + HOUR)
        assert not (begun and self.store.paused_all())
        assert {each.key for each in begun} == promises.may_begin(before, self.now, open_=not self.store.paused_all())
        for each in begun:
            post = before[each.post_key]
            part = post.parts[each.number - 1]
            assert not post.held
            assert promises.agreed(post)
            assert max(part.not_before, part.ready_at) <= self.now < each.not_after == part.not_after
            assert all(part.state is S.DELIVERED for part in post.parts[: each.number - 1])
            assert (each.content, each.attempt) == (part.content, tried.count(each.key) + 1)
            assert each.in_reply_to == (post.parts[each.number - 2].receipt if each.number > 1 else None)
            for since in self.begun_since:
                since.add(each.post_key)
        self.flying += begun
        assert self.store.begin(ids, owner="another", now=self.now, lease_until=self.now + HOUR) == []

    def begin_all(self) -> None:
        self.begin()

    @rule(became=st.sampled_from([S.DELIVERED, S.DELIVERED, S.FAILED]))
    def work(self, became: PartState) -> None:
        """Go on to when something can happen, and do it."""
        self.now = self.store.next_instant(self.now) or self.now
        self.begin()
        while self.flying:
            self.settle(became, heard=True, minutes=0)
        self.pass_time(0)

    @precondition(lambda self: self.flying)
    @rule(
        became=st.sampled_from([S.DELIVERED, S.FAILED, S.SCHEDULED, S.SCHEDULED, S.EXPIRED, S.UNKNOWN]),
        heard=st.booleans(),
        minutes=st.sampled_from([0, 5, 45]),
    )
    def settle(self, became: PartState, *, heard: bool, minutes: int) -> None:
        """The part is what came of its attempt, and the attempt has its end."""
        each = self.flying.pop()
        was = self.queue()[each.post_key].parts[each.number - 1]
        again = self.now + timedelta(minutes=minutes)
        stale = [self.settlement(each, S.DELIVERED, owner="another"), self.settlement(each, S.DELIVERED, by=1)]
        assert self.store.settle(stale, now=self.now) == []
        assert self.queue()[each.post_key].parts[each.number - 1] == was
        settlement = self.settlement(
            each,
            became,
            phase=Phase.ANSWERED if heard else Phase.SENT,
            ready_at=again if became is S.SCHEDULED else None,
        )
        assert self.store.settle([settlement], now=self.now) == [each.part_id]
        post = self.queue()[each.post_key]
        part = post.parts[each.number - 1]
        assert (part.state, part.receipt) == (became, settlement.receipt or was.receipt)
        row = [row for row in self.store.attempts() if row.key == each.key][-1]
        assert (row.outcome, row.ended_at) == (OUTCOMES[became], self.now)
        if became is S.SCHEDULED:
            assert part.ready_at == max(again, part.not_before)
            assert (part.unsure_since is not None) == (not heard or was.unsure_since is not None)
        if became is S.FAILED:
            assert part.unsure_since is None
        if became in promises.STOPPED:
            assert not promises.waiting(post)
        if became is S.DELIVERED and promises.waiting(post):
            assert self.now <= promises.waiting(post)[0].ready_at

    def settlement(
        self,
        each: Begun,
        became: PartState,
        *,
        owner: str = "",
        by: int = 0,
        **more: object,
    ) -> Settlement:
        """Return what came of an attempt; the receiver is too busy where it is to be tried again and was heard."""
        return Settlement(
            part_id=each.part_id,
            attempt=each.attempt + by,
            owner=owner or each.owner,
            state=became,
            outcome=OUTCOMES[became],
            status=UNAVAILABLE if OUTCOMES[became] == "retry" else None,
            receipt=f"{each.key}:{each.attempt}" if became is S.DELIVERED else None,
            **({"phase": Phase.ANSWERED} | more),  # type: ignore[arg-type]
        )

    @precondition(lambda self: self.flying)
    @rule(policy=st.sampled_from(list(AFTER_LOSS)), taken=st.booleans())
    def die(self, policy: OnUnknown, *, taken: bool) -> None:
        """What was on its way is unknown, or what the policy makes of that; a late answer changes nothing of it."""
        lost, self.flying = self.flying, []
        before = self.queue()
        if taken:
            assert self.store.take_over(owner="daemon", now=self.now, policies={}).unknown == ()
            found = self.store.take_over(owner="next", now=self.now, policies={"x": policy})
        else:
            ends = max(each.lease_until for each in lost)
            found = self.store.reconcile(now=self.now, wall_now=ends, policies={"x": policy})
        assert set(found.unknown) == {each.key for each in lost}
        after = self.queue()
        for each in lost:
            part = after[each.post_key].parts[each.number - 1]
            in_time = policy is not OnUnknown.RESEND or self.now < part.not_after
            assert part.state is (AFTER_LOSS[policy] if in_time else S.UNKNOWN)
            was = before[each.post_key].parts[each.number - 1]
            assert (part.unsure_since is not None) == (was.unsure_since is not None or part.state is S.SCHEDULED)
        assert self.store.settle([self.settlement(each, S.FAILED) for each in lost], now=self.now) == []
        assert self.queue() == after

    @rule(verb=st.sampled_from(["off", "resumed", "released"]))
    def hold_still(self, verb: str) -> None:
        """Paused, nothing is begun when it is due (`begin` looks); then it is let go."""
        due = [part.ready_at for post in self.queue().values() for part in promises.waiting(post)]
        if verb == "off":
            self.switch(off=True)
        else:
            self.by_hand(set(KEYS), "ana", "paused", whole=False)
        self.now = max([self.now, *sorted(due)[:1]])
        self.begin()
        if verb == "off":
            self.switch(off=False)
        else:
            self.let_go(set(KEYS), verb, paused=False)

    @rule(minutes=st.sampled_from([-1, 0, 1]))
    def look_when_a_window_closes(self, minutes: int) -> None:
        """A daemon that looks late begins before it has looked what is over."""
        ends = [part.not_after for post in self.queue().values() for part in promises.waiting(post)[:1]]
        self.now = max(self.now, *(end + timedelta(minutes=minutes) for end in sorted(ends)[:1] or [self.now]))
        self.begin()

    @rule(minutes=st.sampled_from([20, 60, 150]))
    def pass_time(self, minutes: int) -> None:
        """What is over is over, for the reason that it had; what is on its way stays so, however long it takes."""
        self.now += timedelta(minutes=minutes)
        before = self.queue()
        found = self.store.reconcile(
            now=self.now,
            wall_now=self.now + HOUR,
            policies={"x": OnUnknown.HOLD},
            in_flight=[each.part_id for each in self.flying],
        )
        after = self.queue()
        assert found.unknown == ()
        assert set(found.expired) == promises.expired(before, after)
        promises.nothing_lingers(after, self.now)
