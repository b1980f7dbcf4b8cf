"""Whose turn it is, without a queue and without a network."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from scheduler.delivery.lane import Lane
from scheduler.delivery.turns import Turn, Turns
from scheduler.destinations import Endpoint, get
from scheduler.model import Rate, Secret


def lane(channel: str, **more: Any) -> Lane:
    usual: dict[str, Any] = {
        "channel": channel,
        "platform": "x",
        "destination": get("webhook"),
        "url": Secret("https://x.example"),
    }
    return Lane(Endpoint(**usual | more))


def played(scene: Callable[["Table"], Any]) -> Any:
    async def play() -> Any:
        return scene(Table())

    return asyncio.run(play())


class Table:
    """Turns with three slots, and parts that wait for them."""

    def __init__(self) -> None:
        self.woken = 0
        self.turns = Turns(3, self.wake)

    def wake(self) -> None:
        self.woken += 1

    def wait(self, lane: Lane, *part_ids: int) -> list[Turn]:
        turns = [Turn(part_id, lane, asyncio.get_running_loop().create_future()) for part_id in part_ids]
        for turn in turns:
            self.turns.queue(turn)
        return turns

    def taken(self) -> list[int]:
        return [turn.part_id for turn in self.turns.take()]


def test_channels_take_turns() -> None:
    """A channel with a long queue keeps no other waiting: each begins one, and goes to the end of the line."""

    def scene(table: Table) -> Any:
        long = table.wait(lane("long", concurrency=9), 1, 2, 3, 4, 5)
        table.wait(lane("short"), 6)
        first = table.taken()
        table.turns.begun(long[0])
        table.turns.give_back(long[0])
        return first, table.taken()

    assert played(scene) == ([1, 6, 2], [3])


def test_a_channel_has_its_own_bound() -> None:
    """One at a time by default, though slots are free; the next once the first one's request is over."""

    def scene(table: Table) -> Any:
        [first, _] = table.wait(lane("x"), 1, 2)
        taken = table.taken()
        table.turns.begun(first)
        nobody = table.taken()
        table.turns.leave_lane(first)
        return taken, nobody, table.taken()

    assert played(scene) == ([1], [], [2])


def test_a_slot_that_is_handed_on_serves_one_at_a_time() -> None:
    """Three slots stay three: what is handed on is not free."""

    def scene(table: Table) -> Any:
        turns = table.wait(lane("x", concurrency=9), 1, 2, 3, 4, 5)
        table.taken()
        table.turns.begun(turns[0])
        table.turns.leave_lane(turns[0])
        following = table.turns.hand_on()
        turns[0].has_slot = False
        table.turns.give_back(turns[0])
        return following and following.part_id, table.taken()

    assert played(scene) == (4, [])


def test_a_part_that_was_not_begun_gives_everything_back() -> None:
    """Its slot, its place on the channel; and whoever waits for it hears that it is over."""

    def scene(table: Table) -> Any:
        [first, _] = table.wait(lane("x"), 1, 2)
        table.taken()
        woken = table.woken
        table.turns.not_begun(first)
        return first.over.done(), table.woken > woken, table.taken()

    assert played(scene) == (True, True, [2])


def test_who_does_not_wait_any_more_is_passed_over() -> None:
    """A cancelled call is nobody's turn."""

    def scene(table: Table) -> Any:
        turns = table.wait(lane("x", concurrency=9), 1, 2)
        turns[0].over.cancel()
        return table.taken()

    assert played(scene) == [2]


def test_a_rate_begins_one_after_another_and_then_waits() -> None:
    """Two in an hour: one begins, then the other, and the third is nobody's turn for an hour."""

    def scene(table: Table) -> Any:
        turns = table.wait(lane("x", concurrency=9, rate=(Rate(2, timedelta(hours=1)),)), 1, 2, 3)
        first = table.taken()
        table.turns.begun(turns[0])
        second = table.taken()
        table.turns.begun(turns[1])
        return first, second, table.taken()

    assert played(scene) == ([1], [2], [])


def test_new_settings_count_at_once() -> None:
    """A rate that a reload took away holds nobody back."""

    def scene(table: Table) -> Any:
        slow = lane("x", concurrency=9, rate=(Rate(1, timedelta(hours=1)),))
        turns = table.wait(slow, 1, 2)
        table.taken()
        table.turns.begun(turns[0])
        before = table.taken()
        slow.use(lane("x", concurrency=9).endpoint)
        table.turns.look_again(slow)
        return before, table.taken()

    assert played(scene) == ([], [2])


def test_whoever_is_sent_away_hears_it() -> None:
    """Draining leaves no call waiting for ever."""

    def scene(table: Table) -> Any:
        turns = table.wait(lane("x"), 1, 2)
        table.turns.dismiss()
        return [turn.over.done() for turn in turns], table.taken()

    assert played(scene) == ([True, True], [])
