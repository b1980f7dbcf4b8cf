"""The shell around an attempt: who may start when, and that none is lost."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from scheduler.clock import Clock
from scheduler.delivery.absent import Absent
from scheduler.delivery.lanes import Lanes
from scheduler.delivery.policy import Result, settlement_of
from scheduler.delivery.sending import send
from scheduler.delivery.sent import Sent, sent
from scheduler.delivery.settling import settled
from scheduler.delivery.trouble import Trouble
from scheduler.delivery.turns import Turn, Turns
from scheduler.destinations import Endpoint
from scheduler.model import Phase, Retry, Unknown
from scheduler.queue import Begun, Breaker, Committer, Route, Settlement

log = logging.getLogger(__name__)

SLOTS = 32
BEGIN_AGAIN_SECONDS = 1.0
BEGINNING = "beginning a post"


class Delivery:
    """Delivers parts, each channel on its own: at most `concurrency` attempts of a channel, `slots` of all at a time.

    `report` is called with every attempt that ended. `chance` gives the jitter, in [0, 1).
    """

    def __init__(
        self,
        committer: Committer,
        endpoints: Mapping[str, Endpoint],
        clock: Clock,
        owner: str,
        report: Callable[[Sent], None] = lambda _: None,
        *,
        slots: int = SLOTS,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._committer = committer
        self._clock = clock
        self._owner = owner
        self._report = report
        self._chance = chance
        self._lanes = Lanes(endpoints)
        self._turns = Turns(slots, self._wake)
        self._here: dict[int, Turn] = {}
        self._in_flight: dict[asyncio.Task[None], int] = {}
        self._chores: set[asyncio.Task[None]] = set()
        self._absent = Absent(committer, clock, owner, self._do)
        self._woken = False
        self._draining = False
        self._trouble = Trouble()
        self._turned: dict[str, Breaker] = {}
        committer.turned = self._turned.__setitem__
        committer.waits = self._wait
        committer.rates = self._lanes.rates

    @property
    def busy(self) -> int:
        """How many parts wait for their turn or are in flight; while it is not 0 a stepping clock stands still."""
        return len(self._here)

    @property
    def in_flight(self) -> frozenset[int]:
        """The parts that were begun here and are not settled yet: whatever their leases say, they are not lost."""
        return frozenset(self._in_flight.values())

    @property
    def routes(self) -> Mapping[str, Route]:
        """By which channel the troubles of another are told."""
        return self._lanes.routes

    def enough(self, channel: str) -> int:
        """Return how many parts in hand keep a channel busy for a while."""
        return self._lanes.enough(channel)

    def offer(self, part_id: int, channel: str) -> "asyncio.Future[None] | None":
        """Deliver a part once it is its turn, if it may be sent then; return what comes true when that is over.

        An id is a hint: one that is here already is passed over (None). Cancelling what comes back drops a part that
        waits; one that was begun runs to its end. No fault of an attempt comes out of here.
        """
        if part_id in self._here or self._draining:
            return None
        lane = self._lanes.get(channel)
        if lane is None:
            return self._absent.pause(channel)
        turn = Turn(part_id, lane, asyncio.get_running_loop().create_future())
        self._here[part_id] = turn
        turn.over.add_done_callback(lambda _: self._forget(turn))
        self._turns.queue(turn)
        return turn.over

    async def deliver(self, part_ids: Iterable[int], channel: str) -> None:
        """Begin, send and settle those of these parts of one channel that may be sent now; return when all are done.

        Cancelling the call drops the parts that were not begun.
        """
        await asyncio.gather(*filter(None, [self.offer(part_id, channel) for part_id in part_ids]))

    def use(self, endpoints: Mapping[str, Endpoint]) -> list[str]:
        """Go by other channels from now on, and return what changed, in words without a secret.

        What is on its way ends as it began. Parts that wait for a channel that is gone are let go.
        """
        changes = self._lanes.use(endpoints)
        self._committer.rates = self._lanes.rates  # the queue keeps to them, too: it knows older starts
        for lane in changes.other:
            self._turns.look_again(lane)
        for lane in changes.gone:
            self._turns.dismiss(lane)
        return changes.words

    def _wait(self, channel: str, until: datetime) -> None:
        """Let a channel wait that has no room for another part before `until` (wall time)."""
        if lane := self._lanes.wait(channel, until):
            self._turns.look_again(lane)

    async def drain(self) -> None:
        """Begin nothing more, and wait until what is in flight is settled."""
        self._draining = True
        self._turns.dismiss()
        while under_way := {*self._in_flight, *self._chores}:
            await asyncio.wait(under_way)

    def _forget(self, turn: Turn) -> None:
        """Let a part go that nobody waits for any more; one that has its turn goes once that is over."""
        if not turn.has_slot:
            self._here.pop(turn.part_id, None)

    def _wake(self) -> None:
        """Begin what can be begun, once everything else that happens at this moment has happened."""
        if not self._woken:
            self._woken = True
            asyncio.get_running_loop().call_soon(self._begin_next)

    def _begin_next(self) -> None:
        self._woken = False
        if not self._draining and (turns := self._turns.take()):
            _ = self._do(self._begin(turns))

    def _do(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start a chore, which draining waits for."""
        task = asyncio.get_running_loop().create_task(work)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)
        return task

    async def _begin(self, turns: Sequence[Turn]) -> None:
        """Begin parts whose turn it is, and set those off that may be sent."""
        begun: list[Begun] = []
        try:
            begun = await self._committer.begin([turn.part_id for turn in turns])
            self._trouble.over(BEGINNING)
        except Exception as error:  # noqa: BLE001 - the parts are as they were, and are offered again
            self._trouble.met(error, BEGINNING)
            await asyncio.sleep(BEGIN_AGAIN_SECONDS)
        self._set_off(turns, begun)

    def _set_off(self, turns: Iterable[Turn], begun: Iterable[Begun]) -> None:
        """Send the parts that were begun; those that were not have had their turn."""
        won = {each.part_id: each for each in begun}
        for turn in turns:
            if turn.part_id not in won:
                self._turns.not_begun(turn)
                self._here.pop(turn.part_id, None)
                continue
            self._turns.begun(turn)
            task = asyncio.get_running_loop().create_task(self._attempt(won[turn.part_id], turn))
            self._in_flight[task] = turn.part_id
            task.add_done_callback(partial(self._ended, turn))

    def _ended(self, turn: Turn, task: asyncio.Task[None]) -> None:
        del self._in_flight[task]
        self._here.pop(turn.part_id, None)
        self._turns.give_back(turn)
        turn.end()

    def _leave_alone(self, settlement: Settlement) -> None:
        """Send nothing to receivers that asked for it; what waits for its turn there goes back to the queue."""
        if settlement.quiet_until:
            for lane in filter(None, map(self._lanes.get, settlement.quiet)):
                lane.leave_alone(settlement.quiet_until)
                self._turns.dismiss(lane)

    async def _attempt(self, begun: Begun, turn: Turn) -> None:
        """Send and settle one part that was begun."""
        lane = turn.lane
        start, late = lane.time(), self._clock.now() - begun.due_at
        try:
            if datetime.now(UTC) < begun.lease_until:
                result = await send(begun, lane, self._clock.now())
            else:  # this process stood still, and the part may be somebody else's by now
                retry = Retry(reason="its lease ran out before it was sent")
                result = Result(outcome=retry, phase=Phase.NOT_SENT, ours=True)
        except Exception as error:
            log.exception("%s: a fault of tminus during the attempt", begun.key)
            reason = f"a fault of tminus: {type(error).__name__}"
            result = Result(outcome=Unknown(phase=Phase.PARTIAL, reason=reason), phase=Phase.PARTIAL, ours=True)
        now = self._clock.now()
        settlement = settlement_of(
            begun, result, lane.endpoint, now, self._chance(), neighbours=self._lanes.neighbours(lane)
        )
        self._leave_alone(settlement)
        self._turns.leave_lane(turn)
        kept = await self._settle(begun, settlement, turn)
        breaker = self._turned.pop(begun.channel, None)
        if breaker and breaker.open:
            self._turns.dismiss(lane)
        try:
            duration = timedelta(seconds=lane.time() - start)
            self._report(sent(begun, settlement, now, duration, late=late, kept=kept, breaker=breaker))
        except Exception:
            log.exception("%s: its delivery could not be reported", begun.key)

    async def _settle(self, begun: Begun, settlement: Settlement, turn: Turn) -> bool:
        """Settle, more than once if the queue is in trouble; return whether the attempt was still ours.

        The first try hands the slot on: the next part is begun in the same transaction.
        """
        following = [self._turns.hand_on()]

        def write() -> Awaitable[bool]:
            return self._written(settlement, turn, following.pop() if following else None)

        return await settled(begun.key, settlement, write, self._trouble)

    async def _written(self, settlement: Settlement, turn: Turn, following: Turn | None) -> bool:
        """Write an outcome down, and begin the part that takes over the slot; return whether the attempt was ours."""
        if following is None:
            return bool(await self._committer.settle([settlement]))
        try:
            kept, begun = await self._committer.hand_on(settlement, [following.part_id])
        except Exception:
            self._turns.not_begun(following, keeps_slot=True)  # it is offered again
            self._here.pop(following.part_id, None)
            raise
        turn.has_slot = False
        self._set_off([following], begun)
        return kept
