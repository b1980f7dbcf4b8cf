import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.daemon.timer import Timer


def test_a_hint_that_is_late_still_fires() -> None:
    """There is no limit on lateness: a part that came due an hour ago is looked at now."""

    async def run() -> list[str]:
        timer, seen, done = Timer(), [], asyncio.Event()

        async def work(name: str) -> None:
            seen.append(name)
            done.set()

        timer.start()
        timer.at(datetime.now(UTC) - timedelta(hours=1), 7, work, "late")
        async with asyncio.timeout(5):
            await done.wait()
        await timer.stop()
        return seen

    assert asyncio.run(run()) == ["late"]


def test_a_second_hint_for_a_part_replaces_the_first() -> None:
    """A part that was moved is looked at once, at its new time."""

    async def run() -> list[str]:
        timer, seen, done = Timer(), [], asyncio.Event()

        async def work(name: str) -> None:
            seen.append(name)
            done.set()

        timer.start()
        timer.at(datetime.now(UTC) + timedelta(hours=1), 7, work, "first")
        timer.at(datetime.now(UTC), 7, work, "second")
        async with asyncio.timeout(5):
            await done.wait()
        await timer.stop()
        return seen

    assert asyncio.run(run()) == ["second"]


def test_measuring_again_forgets_hints_and_calls_the_rest() -> None:
    """After a jump of the clock the hints are gone, and the refill that brings them back is called at once."""

    async def run() -> list[str]:
        timer, seen, called = Timer(), [], asyncio.Event()

        async def refill() -> None:
            called.set()

        async def fire() -> None:
            seen.append("fired")

        async with asyncio.timeout(5):
            timer.every(3600, refill)
            timer.start()
            await called.wait()
            called.clear()
            timer.at(datetime.now(UTC) + timedelta(seconds=0.2), 7, fire)
            timer.measure_again()
            await called.wait()
            passed = asyncio.Event()

            async def later() -> None:
                passed.set()

            timer.at(datetime.now(UTC) + timedelta(seconds=0.4), 8, later)
            await passed.wait()
        await timer.stop()
        return seen

    assert asyncio.run(run()) == []


def test_work_that_fails_is_called_again() -> None:
    """An exception in a job ends neither the job nor the timer."""

    async def run() -> int:
        timer, again = Timer(), asyncio.Event()
        calls = 0

        async def work() -> None:
            nonlocal calls
            calls += 1
            if calls == 1:
                raise OSError("the disk is full")
            again.set()

        timer.every(0.05, work)
        timer.start()
        async with asyncio.timeout(5):
            await again.wait()
        await timer.stop()
        return calls

    assert asyncio.run(run()) == 2


def test_what_runs_when_the_timer_stops_ends_in_order(caplog: pytest.LogCaptureFixture) -> None:
    """It is neither cancelled nor logged as a fault, and no hint and no call comes after it."""

    async def run() -> list[str]:
        timer, seen, begun, go_on = Timer(), [], asyncio.Event(), asyncio.Event()

        async def reconcile() -> None:
            seen.append("begun")
            begun.set()
            await go_on.wait()
            with timer.together():
                timer.at(datetime.now(UTC), 7, fire)
            await asyncio.sleep(0)
            seen.append("ended")

        async def fire() -> None:
            seen.append("fired")

        async with asyncio.timeout(5):
            timer.every(0.01, reconcile)
            timer.start()
            await begun.wait()
            stopping = asyncio.create_task(timer.stop())
            await asyncio.sleep(0)
            assert not stopping.done()
            go_on.set()
            await stopping
        return seen

    assert asyncio.run(run()) == ["begun", "ended"]
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
