"""Group commit: many calls, few transactions, and everyone hears what became of theirs."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from scheduler.clock import SteppingClock
from scheduler.queue import Begun, Committer, Store, commit


def played(desk: Any, play: Callable[[Committer], Awaitable[Any]]) -> Any:
    """Play a scene with a committer at noon, and close it."""

    async def scene() -> Any:
        clock = SteppingClock(desk.NOON)
        async with Committer(desk.store, owner="daemon-1", clock=clock, wall=lambda: desk.NOON) as committer:
            return await play(committer)

    return asyncio.run(scene())


@contextmanager
def commits(store: Store) -> Iterator[list[str]]:
    """Collect the names of the threads that commit a transaction that writes."""
    names: list[str] = []

    def note(_: object) -> None:
        names.append(threading.current_thread().name)

    event.listen(store.engine, "commit", note)
    yield names
    event.remove(store.engine, "commit", note)


def many(desk: Any, number: int) -> list[int]:
    """Queue so many posts and return the ids of their parts."""
    desk.add(*(desk.new(f"film/step-{each}/x") for each in range(number)))
    return [due.part_id for due in desk.store.upcoming(desk.NOON, number)]


def test_calls_that_come_together_share_a_transaction(desk: Any) -> None:
    """A hundred begins and a hundred settles cost a handful of commits, none of them on the event loop's thread."""
    ids = many(desk, 100)

    async def deliver(committer: Committer, id_: int) -> list[int]:
        (begun,) = await committer.begin([id_])
        return await committer.settle([desk.settled(begun)])

    with commits(desk.store) as names:
        done = played(desk, lambda committer: asyncio.gather(*(deliver(committer, id_) for id_ in ids)))
    assert done == [[id_] for id_ in ids]
    assert len(names) <= 10
    assert all(name.startswith("queue") for name in names)


def test_a_part_two_ask_for_is_begun_by_one(desk: Any) -> None:
    """Within a group, too, a part is handed out once."""
    (id_,) = many(desk, 1)
    won = played(desk, lambda committer: asyncio.gather(committer.begin([id_]), committer.begin([id_, id_])))
    assert sorted(len(each) for each in won) == [0, 1]


def test_a_settled_part_lets_the_next_of_its_thread_begin_in_the_same_transaction(desk: Any) -> None:
    """Settlements are written before beginnings."""
    desk.add(desk.new(texts=("1", "2")))
    first, second = desk.ids()

    async def play(committer: Committer) -> Any:
        (begun,) = await committer.begin([first])
        return await asyncio.gather(committer.begin([second]), committer.settle([desk.settled(begun, receipt="id-1")]))

    (begun,), _ = played(desk, play)
    assert begun.in_reply_to == "id-1"


def test_a_failure_reaches_everyone_in_the_group(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever, nothing of the group is written, and the next group goes through."""
    ids = many(desk, 3)
    real, trouble = commit.begin, IntegrityError("no", None, Exception("no"))

    def refuse(*_: object, **__: object) -> list[Begun]:
        raise trouble

    monkeypatch.setattr(commit, "begin", refuse)

    async def play(committer: Committer) -> Any:
        failed = await asyncio.gather(*(committer.begin([id_]) for id_ in ids), return_exceptions=True)
        monkeypatch.setattr(commit, "begin", real)
        return failed, await committer.begin(ids)

    failed, begun = played(desk, play)
    assert [type(each) for each in failed] == [IntegrityError] * 3
    assert [each.attempt for each in begun] == [1, 1, 1]


def test_a_settlement_the_database_refuses_fails_alone(desk: Any) -> None:
    """What the others of its group have to say is written: each of them is tried in a transaction of its own."""
    ids = many(desk, 3)

    async def play(committer: Committer) -> Any:
        begun = await committer.begin(ids)
        settlements = [desk.settled(each) for each in begun]
        settlements[1] = replace(settlements[1], status=2**70)  # no database has a number for that
        return await asyncio.gather(*(committer.settle([each]) for each in settlements), return_exceptions=True)

    first, second, third = played(desk, play)
    assert (first, third) == ([ids[0]], [ids[2]])
    assert isinstance(second, Exception)
    assert sorted(post.state.value for post in desk.store.posts()) == ["delivered", "delivered", "sending"]


def test_a_caller_cancelled_while_it_begins_leaves_nothing_under_way(desk: Any) -> None:
    """Nobody is left to send it, so it is scheduled again: known not to be sent, and never `unknown`."""
    (id_,) = many(desk, 1)

    async def play(committer: Committer) -> None:
        task = asyncio.create_task(committer.begin([id_]))
        await asyncio.sleep(0)  # the call is in the group now
        task.cancel()

    played(desk, play)
    assert desk.store.posts()[0].state.value == "scheduled"
    assert [(row.outcome, row.phase.value) for row in desk.store.attempts()] == [("retry", "not-sent")]


def test_closing_writes_what_was_asked_and_refuses_what_comes_later(desk: Any) -> None:
    """A daemon that drains loses no settlement."""
    (id_,) = many(desk, 1)

    async def play() -> Committer:
        committer = Committer(desk.store, owner="daemon-1", clock=SteppingClock(desk.NOON), wall=lambda: desk.NOON)
        (begun,) = await committer.begin([id_])
        settling = asyncio.create_task(committer.settle([desk.settled(begun)]))
        await asyncio.sleep(0)
        await committer.close()
        assert await settling == [id_]
        with pytest.raises(RuntimeError, match="closed"):
            await committer.begin([id_])
        with pytest.raises(RuntimeError, match="closed"):
            await committer.run(Store.counts)
        return committer

    asyncio.run(play())
    assert desk.store.posts()[0].state.value == "delivered"


def test_other_verbs_run_between_the_transactions(desk: Any) -> None:
    """What else a daemon asks the queue runs on the same thread and does not block the loop."""
    many(desk, 2)
    assert len(played(desk, lambda committer: committer.run(Store.posts))) == 2


@pytest.mark.parametrize("broken", ["settle", "begin"])
def test_a_slot_is_handed_on_whole_or_not_at_all(desk: Any, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    """Where one half fails the other is undone: the attempt is still under way, and its successor still waits."""
    first, second = many(desk, 2)
    real = getattr(commit, broken)

    def half(*arguments: Any, **named: Any) -> Any:
        real(*arguments, **named)
        raise IntegrityError("no", None, Exception("no"))

    async def play(committer: Committer) -> Any:
        (begun,) = await committer.begin([first])
        monkeypatch.setattr(commit, broken, half)
        with pytest.raises(IntegrityError):
            await committer.hand_on(desk.settled(begun), [second])
        monkeypatch.setattr(commit, broken, real)
        halfway = desk.states("film/step-0/x") + desk.states("film/step-1/x")
        return halfway, await committer.hand_on(desk.settled(begun), [second])

    halfway, (kept, following) = played(desk, play)
    assert halfway == ["sending", "scheduled"]
    assert (kept, [each.part_id for each in following]) == (True, [second])
    assert desk.states("film/step-0/x") + desk.states("film/step-1/x") == ["delivered", "sending"]
