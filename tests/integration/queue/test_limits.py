"""What a channel has room for, as the queue keeps it: rates, rests and the breaker, across restarts and processes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from scheduler.model import Rate
from scheduler.queue import Begun, Resting, Sign, Store
from scheduler.queue.begin import begin
from scheduler.queue.database.tables import events
from scheduler.queue.restraint.breaker import COOL_DOWN, IN_A_ROW, LAST_CHANCE
from scheduler.queue.restraint.limits import SPACING, Terms, arrived

SECOND = timedelta(seconds=1)
DISCORD = (Rate(5, 2 * SECOND),)
TELEGRAM = (Rate(1, SECOND), Rate(20, timedelta(minutes=1)))


def filled(desk: Any, number: int, channel: str = "x") -> list[int]:
    """Fill a channel with posts that are due at noon, and return the ids of their parts."""
    keys = [f"film/step-{nth:03}/{channel}" for nth in range(number)]
    desk.add(*(desk.new(key) for key in keys))
    return [desk.ids(key)[0] for key in keys]


def begun_at(desk: Any, ids: list[int], at: datetime, rates: dict[str, Any]) -> list[Begun]:
    """Try to begin parts at a moment, under rates."""
    return list(desk.begin(ids, now=at, terms=Terms(wall_now=at, rates=rates)))


@pytest.mark.parametrize(
    ("rates", "at_best"), [(DISCORD, 16), (TELEGRAM, 124)], ids=["5 per 2s", "1 per 1s and 20 per 1m"]
)
def test_a_rate_is_kept_to_the_window_whoever_begins(
    desk: Any, other: Any, rates: tuple[Rate, ...], at_best: int
) -> None:
    """Two daemons try as soon as they may: no window holds more than its rate, and 90 % of what it allows is used."""
    ids = filled(desk, 45)
    starts: list[datetime] = []
    now = desk.NOON
    while len(starts) < 45:
        for each in (desk, other):
            with each.store.writing() as connection:
                terms = Terms(wall_now=now, rates={"x": rates})
                tried = begin(connection, ids, owner=each.owner, now=now, lease_until=now, terms=terms)
            starts += [now for _ in tried.begun]
        now = tried.waits.get("x", now)
    for rate in rates:
        for first, last in zip(starts, starts[rate.number :], strict=False):
            assert last - first >= rate.window + SPACING
    assert (starts[-1] - starts[0]) * 0.9 <= at_best * SECOND


def test_a_restart_remembers_the_starts(desk: Any, open_store: Callable[[], Store]) -> None:
    """The next daemon does not begin with a full window."""
    ids = filled(desk, 3)
    first = begun_at(desk, ids, desk.NOON, {"x": (Rate(1, desk.HOUR),)})
    new = replace(desk, store=open_store(), owner="daemon-2")
    assert len(first) == 1
    assert begun_at(new, ids, desk.NOON + 59 * desk.MINUTE, {"x": (Rate(1, desk.HOUR),)}) == []
    assert len(begun_at(new, ids, desk.NOON + 61 * desk.MINUTE, {"x": (Rate(1, desk.HOUR),)})) == 1


def test_a_clock_that_was_set_back_blocks_nobody(desk: Any) -> None:
    """Starts of the future are none."""
    ids = filled(desk, 2)
    begun_at(desk, ids[:1], desk.NOON + desk.HOUR, {"x": (Rate(1, desk.MINUTE),)})
    assert len(begun_at(desk, ids[1:], desk.NOON, {"x": (Rate(1, desk.MINUTE),)})) == 1


def test_a_receiver_that_asked_for_a_rest_is_begun_nothing_for(desk: Any, other: Any) -> None:
    """Another daemon keeps it, nothing is begun just to be put back, and the calendar knows when it goes on."""
    ids = filled(desk, 3) + filled(desk, 1, "y") + filled(desk, 1, "z")
    until = desk.NOON + desk.MINUTE
    (begun,) = desk.begin(ids[:1])
    desk.settle(begun, **desk.RETRY | {"status": 429}, quiet=("x", "y"), quiet_until=until, ready_at=until)
    rests = Resting(until=until, asked=True)
    assert other.store.resting_channels(desk.NOON) == {"x": rests, "y": rests}
    assert [due.channel for due in other.store.upcoming(desk.NOON + 59 * SECOND, 10)] == ["z"]
    assert [each.channel for each in other.begin(ids, now=until - SECOND)] == ["z"]
    assert other.store.next_instant(desk.NOON + SECOND) == until
    assert len(other.begin(ids, now=until)) == 4
    assert desk.store.attempts("film/step-001/x")[0].attempt == 1
    assert desk.store.resting_channels(until) == {}


def test_a_shorter_wish_does_not_end_a_longer_one(desk: Any) -> None:
    """Two answers may cross."""
    [first, second] = desk.begin(filled(desk, 2))
    for begun, minutes in ((first, 9), (second, 1)):
        until = desk.NOON + minutes * desk.MINUTE
        desk.settle(begun, **desk.RETRY, quiet=("x",), quiet_until=until)
    assert desk.store.resting_channels(desk.NOON)["x"].until == desk.NOON + 9 * desk.MINUTE


def broken(desk: Any, ids: list[int]) -> None:
    """Let the first five attempts of a channel fail by the receiver's fault."""
    for id_ in ids[:IN_A_ROW]:
        (begun,) = desk.begin([id_])
        desk.settle(begun, **desk.RETRY, sign=Sign.FAULT, ready_at=desk.NOON + SECOND)


def noted(desk: Any) -> list[str]:
    """Return what happened to the channel."""
    with desk.store.reading() as connection:
        query = select(events.c.action).where(events.c.subject == "channel:x").order_by(events.c.id)
        return list(connection.scalars(query))


def test_a_receiver_that_is_down_is_tried_once_a_cool_down(desk: Any, other: Any) -> None:
    """After five faults; each rest is longer; whoever begins, one part goes; the other parts keep their attempts."""
    ids = filled(desk, 60)
    broken(desk, ids)
    assert not desk.store.resting_channels(desk.NOON)["x"].asked
    tries = []
    now = desk.NOON
    while now < desk.NOON + desk.HOUR:
        now = desk.store.resting_channels(now)["x"].until
        assert desk.begin(ids, now=now - SECOND) == []
        begun = [(each, one) for each in (desk, other) for one in each.begin(ids, now=now)]
        tries += [now for _ in begun]
        for each, one in begun:
            each.settle(one, now=now, **desk.RETRY, sign=Sign.FAULT, ready_at=now + SECOND)
    gaps = [(last - first) / SECOND for first, last in pairwise(tries)]
    assert gaps == sorted(gaps)
    assert gaps[0] >= COOL_DOWN / SECOND * 0.75
    assert gaps[-1] == 450  # ten minutes, with a jitter of a half
    assert len(tries) < 15
    attempts = [post.parts[0].attempts for post in desk.store.posts()]
    assert sum(attempts) == IN_A_ROW + len(tries)
    assert noted(desk) == ["channel-resting"]


def test_a_receiver_that_is_well_before_the_window_closes_still_gets_the_part(desk: Any) -> None:
    """The last rest ends while there is time for one more attempt, however long the rests have become."""
    ids = filled(desk, IN_A_ROW)
    broken(desk, ids)
    closes = desk.store.posts()[0].parts[0].not_after
    now = desk.NOON
    while (until := desk.store.resting_channels(now)["x"].until) < closes:
        now = until
        (begun,) = desk.begin(ids, now=now)
        desk.settle(begun, now=now, **desk.RETRY, sign=Sign.FAULT, ready_at=now + SECOND)
    assert closes - now <= LAST_CHANCE


def test_an_answer_closes_it_and_what_waited_goes_out_bit_by_bit(desk: Any) -> None:
    """One a transaction, with a wait behind it; what becomes ready later goes as ever."""
    ids = filled(desk, 12)
    broken(desk, ids)
    now = desk.NOON + 5 * desk.MINUTE
    (probe,) = desk.begin(ids, now=now)
    assert desk.begin(ids, now=now) == []
    desk.settle(probe, now=now, sign=Sign.WELL)
    assert desk.store.resting_channels(now) == {}
    assert [len(desk.begin(ids, now=now)) for _ in range(3)] == [1, 1, 1]
    later = desk.new("film/late/x", due=now + SECOND), desk.new("film/later/x", due=now + SECOND)
    desk.add(*later)
    assert len(desk.begin([desk.ids(each.key)[0] for each in later], now=now + SECOND)) == 2
    assert noted(desk) == ["channel-resting", "channel-recovered"]


def test_what_the_receiver_says_of_a_post_opens_nothing(desk: Any) -> None:
    """Nor do our own blocks."""
    ids = filled(desk, 10)
    for id_, sign in zip(ids, [Sign.ANSWERS] * 5 + [None] * 5, strict=True):
        (begun,) = desk.begin([id_])
        desk.settle(begun, **desk.FAILED, sign=sign)
    assert desk.store.resting_channels(desk.NOON) == {}


def test_a_person_ends_a_rest(desk: Any) -> None:
    """`queue resume channel:NAME`: whatever the breaker or the receiver said."""
    ids = filled(desk, 7)
    broken(desk, ids)
    assert desk.begin(ids) == []
    assert desk.store.open_channels(["x"], now=desk.NOON, user="mara") == ["x"]
    assert desk.store.resting_channels(desk.NOON) == {}
    assert len(desk.begin(ids)) == 1


def test_a_start_counts_from_when_its_attempt_was_over(desk: Any) -> None:
    """Receivers count arrivals: what took a second to get there leaves no room a second early."""
    ids = filled(desk, 2)
    rates = {"x": (Rate(1, 2 * SECOND),)}
    [first] = begun_at(desk, ids, desk.NOON, rates)
    with desk.store.writing() as connection:
        arrived(connection, [(first.part_id, first.attempt)], {"x"}, desk.NOON + SECOND)
    left = [id_ for id_ in ids if id_ != first.part_id]
    assert begun_at(desk, left, desk.NOON + 2 * SECOND + SPACING, rates) == []
    assert len(begun_at(desk, left, desk.NOON + 3 * SECOND + SPACING, rates)) == 1
