"""Whose turn it is: so many slots for all, and the channels that want one stand in line.

A channel begins one part and goes to the end of the line, so that one with a long queue keeps none of the others
waiting.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from scheduler.delivery.lane import Lane


@dataclass(eq=False, slots=True)
class Turn:
    """A part that waits for its turn, or has it. `over` comes true once nothing more is done for it here.

    It holds a place on its lane from its turn on until its request is over, and a slot until it is settled.
    """

    part_id: int
    lane: Lane
    over: "asyncio.Future[None]"
    on_lane: bool = False
    has_slot: bool = False

    def end(self) -> None:
        """Say that nothing more is done for it."""
        if not self.over.done():
            self.over.set_result(None)


class Turns:
    """Hands out turns. `woken` is called when there may be one to be had that there was not before."""

    def __init__(self, slots: int, woken: Callable[[], None]) -> None:
        self._free = slots
        self._woken = woken
        self._waiting: dict[Lane, deque[Turn]] = {}
        self._line: dict[Lane, None] = {}
        self._alarms: dict[Lane, asyncio.TimerHandle] = {}

    def queue(self, turn: Turn) -> None:
        """Let a part wait for its turn."""
        self._waiting.setdefault(turn.lane, deque()).append(turn)
        self._line_up(turn.lane)

    def take(self) -> list[Turn]:
        """Return the turns for which slots are free; they have them now."""
        taken = []
        while self._free and (turn := self.hand_on()):
            self._free -= 1
            taken.append(turn)
        return taken

    def hand_on(self) -> Turn | None:
        """Return whose turn it is next, for a slot that somebody else has and hands on; None if nobody wants it."""
        while self._line:
            lane = next(iter(self._line))
            del self._line[lane]
            if not lane.has_slot or (turn := self._first(lane)) is None:
                continue
            turn.on_lane = turn.has_slot = True
            lane.active += 1
            lane.beginning += 1
            self._line_up(lane)
            return turn
        return None

    def begun(self, turn: Turn) -> None:
        """Take up that a part was begun, for its channel's rate."""
        turn.lane.beginning -= 1
        turn.lane.note_start()
        self._line_up(turn.lane)

    def leave_lane(self, turn: Turn) -> None:
        """Take up that a part's request is over: its channel may start another."""
        if turn.on_lane:
            turn.on_lane = False
            turn.lane.active -= 1
            self._line_up(turn.lane)

    def give_back(self, turn: Turn, *, keeps_slot: bool = False) -> None:
        """Take up that a part had its turn and was not begun, or that it is settled."""
        self.leave_lane(turn)
        if turn.has_slot:
            turn.has_slot = False
            self._free += not keeps_slot
            self._woken()

    def not_begun(self, turn: Turn, *, keeps_slot: bool = False) -> None:
        """Take up that a part could not be begun."""
        turn.lane.beginning -= 1
        self.give_back(turn, keeps_slot=keeps_slot)
        turn.end()

    def dismiss(self, lane: Lane | None = None) -> None:
        """Send those who wait away: of one lane, or (None) all."""
        for each in [lane] if lane else list(self._waiting):
            for turn in self._waiting.pop(each, ()):
                turn.end()
            self._line.pop(each, None)
            if alarm := self._alarms.pop(each, None):
                alarm.cancel()

    def look_again(self, lane: Lane) -> None:
        """Take up that a lane's settings changed."""
        if alarm := self._alarms.pop(lane, None):
            alarm.cancel()
        self._line_up(lane)

    def _first(self, lane: Lane) -> Turn | None:
        """Take the first who still waits on a lane."""
        waiting = self._waiting.get(lane)
        while waiting:
            turn = waiting.popleft()
            if not turn.over.done():
                return turn
        self._waiting.pop(lane, None)
        return None

    def _line_up(self, lane: Lane) -> None:
        """Put a lane into the line if it may start another part; where its rate says later, then later."""
        if lane in self._line or lane in self._alarms or not self._waiting.get(lane) or not lane.has_slot:
            return
        if wait := lane.rate_wait():
            self._alarms[lane] = asyncio.get_running_loop().call_later(wait, self._alarm, lane)
            return
        self._line[lane] = None
        self._woken()

    def _alarm(self, lane: Lane) -> None:
        del self._alarms[lane]
        self._line_up(lane)
