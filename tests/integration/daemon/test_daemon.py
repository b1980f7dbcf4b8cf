"""The daemon with its real queue, real HTTP and the built-in receiver, on both clocks."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler import destinations
from scheduler.clock import Clock, RealClock, SteppingClock
from scheduler.daemon import CLOCK, ClockJumped, Daemon, News
from scheduler.daemon.jumps import Jumps
from scheduler.daemon.pace import BETWEEN
from scheduler.delivery import Delivery, Sent
from scheduler.destinations import Endpoint
from scheduler.model import Change, Content, Expiry, OnUnknown, Op, Part, PartState, Plan, Post, Secret
from scheduler.queue import Committer, Reconciled, Store
from scheduler.receiver import Answer, Received, Receiver, read

START = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
SECRET = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")


def a_post(key: str, due_at: datetime, *texts: str, lasts: timedelta = timedelta(hours=2)) -> Post:
    campaign, step, channel = key.split("/")
    parts = tuple(
        Part(
            number=number,
            content=Content(text=text),
            due_at=due_at,
            not_before=due_at,
            not_after=due_at + lasts,
            expiry=Expiry.LATE,
            ready_at=due_at,
        )
        for number, text in enumerate(texts, start=1)
    )
    return Post(
        key=key, campaign=campaign, step=step, channel=channel, platform="x", due_at=due_at, zone="UTC", parts=parts
    )


@dataclass
class House:
    """A queue, a receiver, and a daemon that plays the one against the other."""

    folder: Path
    answer: Callable[[Received], Answer | None] = lambda _: None
    sent: list[Sent] = field(default_factory=list)
    reconciled: list[Reconciled] = field(default_factory=list)
    news: list[News] = field(default_factory=list)

    @property
    def journal(self) -> list[dict[str, object]]:
        return list(read(self.folder / "catch.jsonl"))

    def store(self) -> Store:
        return Store.open(f"sqlite:///{self.folder / 'queue.db'}", workspace_id="test")

    def queue(self, *posts: Post) -> None:
        with self.store() as store:
            changes = tuple(Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new") for post in posts)
            plan = Plan(revision=store.revision(), files="", at=START, changes=changes)
            store.apply(plan, now=START, user="test")

    def states(self) -> dict[str, list[str]]:
        with self.store() as store:
            return {post.key: [part.state.value for part in post.parts] for post in store.posts()}

    def run(self, clock: Clock, until: Callable[["House"], bool] | None = None, **more: Any) -> int:
        """Run the daemon to its end, or until `until` holds after an attempt or news; then it is told to stop."""

        async def play(receiver: Receiver, store: Store) -> int:
            endpoint = Endpoint(
                channel="local",
                platform="x",
                destination=destinations.get("catch"),
                url=Secret(receiver.url("local")),
                secrets=(SECRET,),
                on_unknown=OnUnknown.RESEND,
                allow_private=("127.0.0.0/8",),
            )
            async with Committer(store, owner="me", clock=clock) as committer:

                def look() -> None:
                    if until and until(self):
                        daemon.stop()

                def report(sent: Sent) -> None:
                    self.sent.append(sent)
                    look()

                def tell(news: News) -> None:
                    self.news.append(news)
                    look()

                delivery = Delivery(committer, {"local": endpoint}, clock, "me", report)
                daemon = Daemon(
                    committer=committer,
                    delivery=delivery,
                    clock=clock,
                    policies={"local": OnUnknown.RESEND},
                    owner="me",
                    report=self.reconciled.append,
                    tell=tell,
                    **more,
                )
                async with asyncio.timeout(60):
                    return await daemon.run()

        receiver = Receiver(self.folder / "catch.jsonl", [SECRET], self._answer, port=0)
        with receiver, self.store() as store:
            return asyncio.run(play(receiver, store))

    def _answer(self, received: Received) -> Answer | None:
        return self.answer(received)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    return House(tmp_path)


def test_stepping_time_plays_weeks_in_order(house: House) -> None:
    """Each part is sent at its own campaign time, a thread in the order of its parts, and the clock is stored."""
    week = START + timedelta(days=7)
    house.queue(a_post("c/late/local", week, "one", "two", "three"), a_post("c/soon/local", START, "now"))
    assert house.run(SteppingClock(START)) == 0
    assert [sent.key for sent in house.sent] == ["c/soon/local#1", *(f"c/late/local#{n}" for n in (1, 2, 3))]
    assert [sent.at for sent in house.sent] == [START, week, week, week]
    with house.store() as store:
        assert store.meta(CLOCK) == week.isoformat()


def test_a_thread_replies_to_the_part_before(house: House) -> None:
    """Part k+1 is begun only when part k was delivered, and carries its receipt."""
    house.queue(a_post("c/s/local", START, "one", "two", "three"))
    house.run(SteppingClock(START))
    with house.store() as store:
        [post] = store.posts()
    assert [line["text"] for line in house.journal] == ["one", "two", "three"]
    assert all(part.receipt for part in post.parts)


def test_a_busy_receiver_is_tried_again_in_campaign_time(house: House) -> None:
    """A 503 is a retry after the backoff, with the same key; waiting costs no real time."""
    house.answer = lambda got: Answer(status=503) if got.attempt in {1, 2} else None
    house.queue(a_post("c/s/local", START, "hello"))
    house.run(SteppingClock(START))
    assert [sent.outcome for sent in house.sent] == ["retry", "retry", "delivered"]
    assert house.sent[0].ready_at is not None
    assert house.sent[1].at == house.sent[0].ready_at > START
    assert len({line["hash"] for line in house.journal}) == 1


def test_a_part_that_is_no_longer_true_expires_and_stops_its_thread(house: House) -> None:
    """A receiver that stays down past the window: nothing is sent after it, the rest of the thread is cancelled."""
    house.answer = lambda _: Answer(status=503)
    house.queue(a_post("c/s/local", START, "one", "two", lasts=timedelta(minutes=10)))
    house.run(SteppingClock(START))
    assert house.states() == {"c/s/local": ["expired", "cancelled"]}
    assert all(sent.at < START + timedelta(minutes=10) for sent in house.sent)


def test_a_window_that_closes_unseen_expires(house: House) -> None:
    """A daemon that starts a day late sends nothing that is over, and says so."""
    house.queue(a_post("c/s/local", START, "hello"))
    house.run(SteppingClock(START + timedelta(days=1)))
    assert house.sent == []
    assert house.states() == {"c/s/local": ["expired"]}
    assert [key for each in house.reconciled for key in each.expired] == ["c/s/local#1"]


def test_what_a_dead_daemon_left_is_taken_over_at_once(house: House) -> None:
    """An attempt of another owner is unknown to the next daemon, and sent again where the receiver drops repeats."""
    house.queue(a_post("c/s/local", START, "hello"))
    with house.store() as store:
        [due] = store.upcoming(START, 10)
        assert store.begin([due.part_id], owner="dead", now=START, lease_until=datetime.now(UTC) + timedelta(hours=1))
    house.run(SteppingClock(START))
    assert [key for each in house.reconciled for key in each.unknown] == ["c/s/local#1"]
    assert house.states() == {"c/s/local": ["delivered"]}


def test_the_real_clock_sends_what_falls_due(house: House) -> None:
    """On the real clock a part is sent when it is due, not before, and a thread goes on without waiting for a tick."""
    due_at = datetime.now(UTC) + timedelta(seconds=0.8)
    house.queue(a_post("c/s/local", due_at, "one", "two", "three"))
    assert house.run(RealClock(), until=lambda house: len(house.sent) == 3) == 0
    times = [datetime.fromisoformat(str(line["at"])) for line in house.journal]
    assert times == sorted(times)
    assert times[0] >= due_at
    assert house.states() == {"c/s/local": ["delivered"] * 3}


def test_a_stopped_daemon_ends_what_is_on_its_way_and_begins_nothing(house: House) -> None:
    """Stopping in mid-thread leaves the rest scheduled for the next daemon, which goes on where it stopped."""
    due_at = datetime.now(UTC)
    house.queue(a_post("c/s/local", due_at, "one", "two", "three"))
    assert house.run(RealClock(), until=lambda house: len(house.sent) == 1) == 0
    assert house.states() == {"c/s/local": ["delivered", "scheduled", "scheduled"]}
    assert house.run(RealClock(), until=lambda house: len(house.sent) == 3) == 0
    assert house.states() == {"c/s/local": ["delivered"] * 3}
    assert [line["text"] for line in house.journal] == ["one", "two", "three"]


def test_every_state_a_queue_ends_in_is_accounted_for(house: House) -> None:
    """After a rehearsal no part is left scheduled or sending."""
    house.answer = lambda got: Answer(status=400) if got.text == "bad" else None
    house.queue(a_post("c/a/local", START, "good"), a_post("c/b/local", START, "good", "bad", "never"))
    house.run(SteppingClock(START))
    assert house.states() == {"c/a/local": ["delivered"], "c/b/local": ["delivered", "failed", "cancelled"]}
    assert PartState.SENDING not in {state for states in house.states().values() for state in states}


def test_a_clock_that_is_set_is_told_at_the_next_look(house: House) -> None:
    """The daemon looks at least once a second, whatever it waits for; what falls due after that is still sent."""
    looks: list[float] = []

    def wall() -> float:
        looks.append(time.monotonic())
        return time.time() + (3600 if len(looks) > 1 else 0)

    house.queue(a_post("c/s/local", datetime.now(UTC) + timedelta(seconds=1.5), "hello"))
    done = lambda house: bool(house.sent) and bool(house.news)  # noqa: E731 - a condition
    assert house.run(RealClock(), until=done, jumps=Jumps(wall)) == 0
    assert [type(each) for each in house.news] == [ClockJumped]
    assert len(looks) >= 2
    assert house.states() == {"c/s/local": ["delivered"]}


def test_what_came_due_while_no_daemon_ran_arrives_one_after_another(house: House) -> None:
    """A receiver that was spared does not get everything at once."""
    due_at = datetime.now(UTC) - timedelta(minutes=10)
    house.queue(*(a_post(f"c/s{number}/local", due_at, "hello") for number in range(6)))
    assert house.run(RealClock(), until=lambda house: len(house.sent) == 6) == 0
    times = sorted(datetime.fromisoformat(str(line["at"])) for line in house.journal)
    assert times[-1] - times[0] >= 4 * BETWEEN


def test_a_rehearsal_stops_where_no_daemon_is_to_run(house: House) -> None:
    """It leaves what comes then for the next one; the clock stays before."""
    hour = timedelta(hours=1)
    house.queue(a_post("c/now/local", START, "one"), a_post("c/later/local", START + 5 * hour, "two"))
    assert house.run(SteppingClock(START), stop_at=START + hour) == 0
    assert house.states() == {"c/now/local": ["delivered"], "c/later/local": ["scheduled"]}
