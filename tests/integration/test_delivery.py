"""begin -> send -> settle on a real queue, real sockets and the built-in receiver."""

import asyncio
import contextlib
import json
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest

from scheduler.clock import SteppingClock
from scheduler.delivery import Delivery, Sent, lease_of
from scheduler.delivery.lane import SPACING
from scheduler.destinations import Endpoint, get
from scheduler.errors import TminusError
from scheduler.model import (
    Change,
    Content,
    Delivered,
    Expiry,
    OnUnknown,
    Op,
    Part,
    PartState,
    Plan,
    Post,
    Rate,
    Secret,
)
from scheduler.queue import Begun, Committer, Resting, Settlement, Store
from scheduler.receiver import Answer, Received, Receiver, read

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
SECRET = Secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")


class Stage:
    """A queue, a receiver that can be told to make trouble, a clock that stands at noon, and what was reported."""

    def __init__(self, folder: Path) -> None:
        self.journal = folder / "catch.jsonl"
        self.store = Store.open(f"sqlite:///{folder}/queue.db", workspace_id="harbour-press")
        self.clock = SteppingClock(NOON)
        self.script: dict[str, list[Answer | None]] = {}
        self.receiver = Receiver(self.journal, [SECRET], self.answer, port=0)
        self.events: list[Sent] = []
        self.endpoints: dict[str, Endpoint] = {}
        self.committer: type[Committer] = Committer

    def answer(self, received: Received) -> Answer | None:
        """Answer as the channel's script says; as usual once it is over."""
        left = self.script.get(received.channel, [])
        return left.pop(0) if left else None

    def channel(self, name: str, destination: str = "webhook", *script: Answer | None, **fields: Any) -> None:
        """Open a channel whose receiver answers like this."""
        self.script[name] = list(script)
        usual: dict[str, Any] = {"secrets": (SECRET,), "allow_private": ("127.0.0.0/8",), "deadline": SECOND}
        self.endpoints[name] = Endpoint(
            **{
                "channel": name,
                "platform": "x",
                "destination": get(destination),
                "url": Secret(self.receiver.url(name)),
                "on_unknown": get(destination).on_unknown,
            }
            | usual
            | fields
        )

    def add(self, *keys: str, parts: int = 1) -> None:
        """Put posts into the queue that are due at noon and may go out for an hour."""
        posts = [
            Post(
                key=key,
                campaign="film",
                step=key.split("/")[1],
                channel=key.split("/")[2],
                platform="x",
                due_at=NOON,
                zone="UTC",
                parts=tuple(
                    Part(
                        number=number,
                        content=Content(text=f"{key} {number}"),
                        due_at=NOON,
                        not_before=NOON,
                        not_after=NOON + HOUR,
                        expiry=Expiry.UNTRUE,
                        ready_at=NOON,
                    )
                    for number in range(1, parts + 1)
                ),
            )
            for key in keys
        ]
        changes = tuple(Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new") for post in posts)
        plan = Plan(revision=self.store.revision(), files="f" * 64, at=NOON - HOUR, changes=changes)
        self.store.apply(plan, now=NOON - HOUR, user="mara")

    def play(self, work: Callable[[Delivery], Awaitable[None]] | None = None, **options: Any) -> None:
        """Run a delivery over everything that is due, or over what `work` does with it."""

        async def play() -> None:
            lease = lease_of(self.endpoints.values())
            async with self.committer(self.store, owner="daemon-1", clock=self.clock, lease=lease) as committer:
                given = {"chance": lambda: 0.5} | options
                delivery = Delivery(committer, self.endpoints, self.clock, "daemon-1", self.events.append, **given)
                await (work or self.all_due)(delivery)
                await delivery.drain()
                assert delivery.busy == 0

        asyncio.run(play())

    async def all_due(self, delivery: Delivery) -> None:
        """Deliver until nothing is due: what a daemon does, without waiting for anything."""
        while due := self.store.upcoming(self.clock.now(), 100):
            await asyncio.gather(*(delivery.deliver([each.part_id], each.channel) for each in due))

    def part(self, key: str, number: int = 1) -> Part:
        """Return a part as it stands."""
        (post,) = self.store.posts(key)
        return post.parts[number - 1]

    def received(self) -> list[dict[str, Any]]:
        """Return the receiver's journal: what really arrived."""
        return list(read(self.journal))


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Return an empty stage."""
    stage = Stage(tmp_path)
    with stage.receiver, stage.store:
        yield stage


def test_a_part_is_begun_sent_signed_and_settled(stage: Stage) -> None:
    """The receiver's id is the receipt; the event tells all of it."""
    stage.channel("x")
    stage.add("film/out-now/x")
    stage.play()
    (line,) = stage.received()
    assert (line["key"], line["verified"], line["attempt"]) == ("film/out-now/x#1", True, 1)
    part, (event,) = stage.part("film/out-now/x"), stage.events
    assert part.state is PartState.DELIVERED
    assert part.receipt
    assert event == Sent(
        key="film/out-now/x#1",
        channel="x",
        attempt=1,
        outcome="delivered",
        state=PartState.DELIVERED,
        phase=event.phase,
        status=200,
        reason=None,
        receipt=part.receipt,
        ready_at=None,
        at=NOON,
        duration=event.duration,
        kept=True,
        late=timedelta(0),
    )
    (row,) = stage.store.attempts()
    assert (row.outcome, row.phase, row.status) == ("delivered", "answered", 200)


def test_a_thread_goes_out_in_order_each_part_in_reply_to_the_one_before(stage: Stage) -> None:
    """The receipt of part k is what part k+1 replies to."""
    stage.channel("x")
    stage.add("film/three-things/x", parts=4)
    bodies: list[dict[str, Any]] = []
    stage.receiver._answer = lambda received: bodies.append(json.loads(received.body))
    stage.play()
    receipts = [stage.part("film/three-things/x", number).receipt for number in range(1, 5)]
    assert [body["part"] for body in bodies] == [1, 2, 3, 4]
    assert [body["in_reply_to"] for body in bodies] == [None, *receipts[:3]]


def test_a_503_is_tried_again_with_the_same_bytes(stage: Stage) -> None:
    """Same key, same hash, another attempt; not before the backoff."""
    stage.channel("x", "webhook", Answer(status=503))
    stage.add("film/out-now/x")
    stage.play()
    part = stage.part("film/out-now/x")
    assert (part.state, part.ready_at) == (PartState.SCHEDULED, NOON + SECOND * 2.5)
    stage.clock.step(part.ready_at)
    stage.play()
    first, second = stage.received()
    assert (first["key"], first["hash"]) == (second["key"], second["hash"])
    assert (first["attempt"], second["attempt"]) == (1, 2)
    assert [event.outcome for event in stage.events] == ["retry", "delivered"]


def test_a_429_leaves_the_whole_channel_alone(stage: Stage) -> None:
    """The second part of the channel is not sent at all; another channel is not concerned."""
    stage.channel("x", "webhook", Answer(status=429, headers=(("retry-after", "60"),)))
    stage.channel("y")
    stage.add("film/one/x", "film/two/x", "film/one/y")
    stage.play()
    assert sorted(line["key"] for line in stage.received()) == ["film/one/x#1", "film/one/y#1"]
    assert (stage.part("film/one/x").attempts, stage.part("film/two/x").attempts) == (1, 0)
    assert stage.store.resting_channels(NOON) == {"x": Resting(until=NOON + SECOND * 60, asked=True)}
    assert stage.store.next_instant(NOON) == NOON + SECOND * 60
    assert stage.part("film/one/x").ready_at == NOON + SECOND * 60


def test_a_wait_longer_than_the_window_expires_the_part(stage: Stage) -> None:
    """A long Retry-After is kept, not shortened: the post is no longer true by then."""
    stage.channel("x", "webhook", Answer(status=503, headers=(("retry-after", "3600"),)))
    stage.add("film/out-now/x")
    stage.play()
    part = stage.part("film/out-now/x")
    assert (part.state, part.reason) == (PartState.EXPIRED, "untrue")
    assert [(row.outcome, row.status) for row in stage.store.attempts()] == [("retry", 503)]


def test_a_410_pauses_the_channel_and_burns_nothing(stage: Stage) -> None:
    """The part is scheduled again, and the other one was never begun."""
    stage.channel("x", "webhook", Answer(status=410, body=b"archived"))
    stage.add("film/one/x", "film/two/x")
    stage.play()
    assert [stage.part(key).state for key in ("film/one/x", "film/two/x")] == [PartState.SCHEDULED] * 2
    assert list(stage.store.paused_channels()) == ["x"]
    assert "archived" in str(stage.store.paused_channels()["x"])
    assert len(stage.received()) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_in_the_middle_of_a_thread_burns_no_part(stage: Stage, status: int) -> None:
    """The thread stops where it is, and goes on with the same part once a person has opened the channel."""
    stage.channel("x", "webhook", None, Answer(status=status))
    stage.add("film/out-now/x", parts=3)
    stage.play()
    assert [stage.part("film/out-now/x", number).state.value for number in (1, 2, 3)] == [
        "delivered",
        "scheduled",
        "scheduled",
    ]
    assert list(stage.store.paused_channels()) == ["x"]
    assert [event.paused for event in stage.events] == [False, True]
    assert stage.store.open_channels(["x"], now=NOON, user="mara") == ["x"]
    stage.play()
    assert [line["key"][-2:] for line in stage.received()] == ["#1", "#2", "#2", "#3"]


@pytest.mark.parametrize("trouble", [Answer(drop=True), Answer(status=504), Answer(hold=HOUR)])
def test_without_dedupe_what_nobody_knows_is_held_and_sent_once(stage: Stage, trouble: Answer) -> None:
    """No answer, a gateway's answer, silence: one request in the journal, the part is unknown."""
    stage.channel("x", "webhook", trouble)
    stage.add("film/out-now/x", parts=2)
    stage.play()
    assert len(stage.received()) == 1
    assert stage.part("film/out-now/x").state is PartState.UNKNOWN
    assert stage.part("film/out-now/x", 2).state is PartState.SCHEDULED


def test_where_the_receiver_drops_repeats_it_is_sent_again(stage: Stage) -> None:
    """Two requests with one key and one body; the second is known to be a repeat."""
    stage.channel("local", "catch", Answer(drop=True))
    stage.add("film/out-now/local")
    stage.play()
    stage.clock.step(stage.part("film/out-now/local").ready_at)
    stage.play()
    first, second = stage.received()
    assert (first["hash"], first["repeated"], second["hash"], second["repeated"]) == (
        second["hash"],
        False,
        first["hash"],
        True,
    )
    assert stage.part("film/out-now/local").state is PartState.DELIVERED


def test_a_post_is_taken_as_sent_where_the_channel_says_so(stage: Stage) -> None:
    """Without a receipt, and the reason says that it is assumed."""
    stage.channel("x", "webhook", Answer(drop=True), on_unknown=OnUnknown.ASSUME_SENT)
    stage.add("film/out-now/x")
    stage.play()
    part = stage.part("film/out-now/x")
    assert (part.state, part.receipt) == (PartState.DELIVERED, None)
    assert "assumed sent" in str(part.reason)


def test_slack_gets_its_text_and_says_ok(stage: Stage) -> None:
    """The receiver plays Slack for a body in Slack's shape."""
    stage.channel("news", "slack", rate=None)
    stage.add("film/out-now/news")
    stage.play()
    assert [(line["text"], line["key"]) for line in stage.received()] == [
        ("film/out-now/news 1", "film/out-now/news#1")
    ]
    assert stage.part("film/out-now/news").state is PartState.DELIVERED


def test_a_private_address_without_leave_fails_and_nothing_is_sent(stage: Stage) -> None:
    """The reason says what to write into the channel."""
    stage.channel("x", allow_private=())
    stage.add("film/out-now/x")
    stage.play()
    part = stage.part("film/out-now/x")
    assert part.state is PartState.FAILED
    assert "allow_private" in str(part.reason)
    assert stage.received() == []


def test_a_part_whose_window_closed_since_it_was_begun_is_not_sent(stage: Stage) -> None:
    """The last look at the clock is right before the attempt."""
    stage.channel("x")
    stage.add("film/out-now/x")

    class LateClock(SteppingClock):
        """Says noon to the one who begins, and an hour later to the one who sends."""

        def now(self) -> datetime:
            return NOON + HOUR if asyncio.current_task() in delivery[0]._in_flight else NOON

    delivery: list[Delivery] = []
    stage.clock = LateClock(NOON)

    async def work(running: Delivery) -> None:
        delivery.append(running)
        (due,) = stage.store.upcoming(NOON, 10)
        await running.deliver([due.part_id], "x")

    stage.play(work)
    assert stage.received() == []
    assert stage.part("film/out-now/x").state is PartState.EXPIRED


# ---------------------------------------------------------------- who may start when


class Gauge:
    """Counts how many requests a receiver holds at the same time."""

    def __init__(self) -> None:
        self.now = self.most = 0


def gauge(wire: Any) -> tuple[Any, Gauge]:
    """Return a server that answers after a moment, and its gauge."""
    measured = Gauge()

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await server.read_request(reader)
        measured.now += 1
        measured.most = max(measured.most, measured.now)
        await asyncio.sleep(0.1)
        measured.now -= 1
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        await writer.drain()

    server = wire(behave)
    return server, measured


@pytest.mark.parametrize(("concurrency", "slots", "most"), [(1, 32, 1), (3, 32, 3), (8, 2, 2)])
def test_no_more_is_in_flight_than_slots_are_free(
    stage: Stage, wire: Any, concurrency: int, slots: int, most: int
) -> None:
    """A channel's own bound, and the bound of all: neither is passed, both are used; nothing waits in `sending`."""
    server, measured = gauge(wire)
    sending: list[int] = []
    stage.channel("x", concurrency=concurrency)
    stage.add(*(f"film/step-{number}/x" for number in range(9)))

    async def work(delivery: Delivery) -> None:
        async with server.serve():
            delivery._lanes["x"].endpoint = replace(stage.endpoints["x"], url=Secret(server.url()))
            await asyncio.gather(stage.all_due(delivery), watch())

    async def watch() -> None:
        while len(stage.events) < 9:
            sending.append(stage.store.counts().get(PartState.SENDING, 0))
            await asyncio.sleep(0.005)

    stage.play(work, slots=slots)
    assert measured.most == most
    assert max(sending) <= most
    assert len(server.requests) == 9


def test_starts_keep_to_the_channels_rate(stage: Stage) -> None:
    """Two per 200 ms, give or take what the way to the receiver takes; and it does not last much longer than that."""
    window = timedelta(milliseconds=200)
    stage.channel("x", rate=(Rate(2, window),), concurrency=4)
    stage.add(*(f"film/step-{number}/x" for number in range(7)))
    stage.play()
    at = [datetime.fromisoformat(line["at"]) for line in stage.received()]
    assert len(at) == 7
    assert all(third - first >= window - SPACING for first, third in zip(at, at[2:], strict=False))
    assert at[-1] - at[0] < 6 * window


def test_a_slow_channel_does_not_hold_up_another(stage: Stage) -> None:
    """The healthy one is done while the other's first part still waits for its answer."""
    stage.channel("slow", "webhook", Answer(hold=HOUR))
    stage.channel("quick")
    stage.add("film/one/slow", *(f"film/step-{number}/quick" for number in range(5)))
    stage.play()
    assert [event.channel for event in stage.events] == ["quick"] * 5 + ["slow"]


def test_a_doubled_hint_sends_once(stage: Stage) -> None:
    """Hints may repeat: the fence lets one through."""
    stage.channel("x", concurrency=4)
    stage.add("film/out-now/x")

    async def work(delivery: Delivery) -> None:
        (due,) = stage.store.upcoming(NOON, 10)
        await asyncio.gather(*(delivery.deliver([due.part_id, due.part_id], "x") for _ in range(5)))

    stage.play(work)
    assert len(stage.received()) == 1
    assert len(stage.store.attempts()) == 1


def test_a_cancelled_call_leaves_its_attempt_running_and_begins_nothing_more(stage: Stage) -> None:
    """Shutdown: what is in flight is settled, what waits stays scheduled."""
    arrived = threading.Event()
    stage.channel("x")
    stage.add("film/one/x", "film/two/x")

    def answer(_: Received) -> Answer:
        arrived.set()
        return Answer(status=200, body=b'{"id": "m-1"}', hold=timedelta(milliseconds=100))

    stage.receiver._answer = answer

    async def work(delivery: Delivery) -> None:
        ids = [due.part_id for due in stage.store.upcoming(NOON, 10)]
        call = asyncio.create_task(delivery.deliver(ids, "x"))
        await asyncio.to_thread(arrived.wait, 5)
        call.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await call
        assert delivery.busy == 1

    stage.play(work)
    states = {stage.part(key).state for key in ("film/one/x", "film/two/x")}
    assert states == {PartState.DELIVERED, PartState.SCHEDULED}
    assert len(stage.received()) == len(stage.store.attempts()) == 1


def test_after_draining_nothing_is_begun(stage: Stage) -> None:
    """A hint that comes late finds a closed door, and the part stays where it was."""
    stage.channel("x")
    stage.add("film/out-now/x")

    async def work(delivery: Delivery) -> None:
        await delivery.drain()
        (due,) = stage.store.upcoming(NOON, 10)
        await delivery.deliver([due.part_id], "x")

    stage.play(work)
    assert stage.part("film/out-now/x").state is PartState.SCHEDULED
    assert stage.store.attempts() == []


def test_a_channel_that_is_not_configured_is_paused(stage: Stage) -> None:
    """Its parts wait; the reason is where people look for it."""
    stage.add("film/out-now/gone")

    async def work(delivery: Delivery) -> None:
        (due,) = stage.store.upcoming(NOON, 10)
        await delivery.deliver([due.part_id], due.channel)

    stage.play(work)
    assert stage.store.paused_channels() == {"gone": "it is not in config/channels.yaml"}
    assert stage.part("film/out-now/gone").state is PartState.SCHEDULED


# ---------------------------------------------------------------- faults of our own


def test_a_fault_while_building_fails_the_part_and_is_logged(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing was sent, so there is nothing unknown."""

    def build(*_: object) -> list[Any]:
        raise RuntimeError("a bug")

    stage.channel("x")
    stage.endpoints["x"] = replace(stage.endpoints["x"], destination=replace(get("webhook"), build=build))
    stage.add("film/out-now/x")
    stage.play()
    assert stage.part("film/out-now/x").state is PartState.FAILED
    assert "film/out-now/x#1" in caplog.text


def test_a_fault_while_reading_is_unknown_and_is_logged(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """The post went out; an attempt is never lost because of a bug."""

    def read_it(_: object) -> Delivered:
        raise RuntimeError("a bug")

    stage.channel("x")
    stage.endpoints["x"] = replace(stage.endpoints["x"], destination=replace(get("webhook"), read=read_it))
    stage.add("film/out-now/x")
    stage.play()
    part = stage.part("film/out-now/x")
    assert (part.state, part.reason) == (PartState.UNKNOWN, "a fault of tminus: RuntimeError")
    assert "film/out-now/x#1" in caplog.text


def test_a_report_that_fails_takes_nothing_with_it(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """The part is settled before anyone is told."""
    stage.channel("x")
    stage.add("film/out-now/x")
    stage.events = Broken()
    stage.play()
    assert stage.part("film/out-now/x").state is PartState.DELIVERED
    assert "could not be reported" in caplog.text


class Troubled(Committer):
    """A committer whose database is busy the first time it is asked for either move."""

    troubles: ClassVar[set[str]] = set()

    async def begin(self, part_ids: Iterable[int]) -> list[Begun]:
        """Begin, the second time."""
        self.trouble("begin")
        return await super().begin(part_ids)

    async def settle(self, settlements: Iterable[Settlement]) -> list[int]:
        """Settle, the second time."""
        self.trouble("settle")
        return await super().settle(settlements)

    async def hand_on(self, settlement: Settlement, part_ids: Iterable[int]) -> tuple[bool, list[Begun]]:
        """Hand on, the second time."""
        self.trouble("settle")
        return await super().hand_on(settlement, part_ids)

    def trouble(self, move: str) -> None:
        """Raise what a busy database raises, once."""
        if move not in self.troubles:
            self.troubles.add(move)
            raise TminusError.of("queue-busy", "The queue is kept busy by another program")


def test_a_queue_in_trouble_loses_no_result(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """A begin that fails is offered again; a settle that fails is repeated, and the post is sent once."""
    stage.channel("x")
    stage.add("film/out-now/x")
    stage.committer = Troubled
    stage.play()
    assert Troubled.troubles == {"begin", "settle"}
    assert stage.part("film/out-now/x").state is PartState.DELIVERED
    assert len(stage.received()) == 1
    assert "beginning a post failed" in caplog.text
    assert "writing down what became of film/out-now/x#1 (delivered) failed" in caplog.text


def test_a_result_that_comes_after_the_attempt_was_given_up_changes_nothing(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Another daemon took over meanwhile: its word stands, and the event says so."""
    stage.channel("x")
    stage.add("film/out-now/x")

    def take_over(_: Received) -> None:
        stage.store.take_over(owner="daemon-2", now=NOON, policies={"x": OnUnknown.HOLD})

    stage.receiver._answer = take_over
    stage.play()
    assert stage.part("film/out-now/x").state is PartState.UNKNOWN
    assert [event.kept for event in stage.events] == [False]
    assert "given up" in caplog.text


class Broken(list[Sent]):
    """A listener that raises."""

    def append(self, _: Sent) -> None:
        """Raise."""
        raise RuntimeError("nobody listens")
