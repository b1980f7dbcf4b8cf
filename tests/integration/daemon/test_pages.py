"""The pages for monitors, over real HTTP."""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from scheduler.daemon.metrics import Metrics
from scheduler.daemon.news import Pulse
from scheduler.daemon.pages import Pages, address_of
from scheduler.delivery import Sent
from scheduler.errors import TminusError, UsageError
from scheduler.model import Change, Content, Expiry, Op, Part, PartState, Phase, Plan, Post
from scheduler.queue import Store

NOW = datetime.now(UTC)
WELL = Pulse(stopping=False, looked_seconds_ago=0.2, reload_worked=True)


def a_post(key: str, due: datetime) -> Post:
    campaign, step, channel = key.split("/")
    part = Part(
        number=1, content=Content(text=key), due_at=due, not_before=due, not_after=due + timedelta(hours=9),
        expiry=Expiry.LATE, ready_at=due,
    )  # fmt: skip
    return Post(
        key=key, campaign=campaign, step=step, channel=channel, platform="x", due_at=due, zone="UTC", parts=(part,)
    )


def sent(outcome: str, late: float) -> Sent:
    return Sent(
        key="c/s/x#1", channel="x", attempt=1, outcome=outcome, state=PartState.DELIVERED, phase=Phase.ANSWERED,
        status=200, reason=None, receipt=None, ready_at=None, at=NOW, duration=timedelta(seconds=0.2), kept=True,
        late=timedelta(seconds=late),
    )  # fmt: skip


class House:
    """A queue with an overdue post, one to come, and a paused channel; the pages that tell of them."""

    def __init__(self, store: Store) -> None:
        posts = [a_post("c/late/x", NOW - timedelta(hours=1)), a_post("c/next/x", NOW + timedelta(hours=1))]
        changes = tuple(Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new") for post in posts)
        store.apply(Plan(revision=0, files="", at=NOW, changes=changes), now=NOW, user="ana")
        store.pause_channel("news", "it refused", now=NOW, user="me")
        self.pulse = WELL
        self.metrics = Metrics(store, lambda: self.pulse)

    def asked(self, ask: Callable[[str], Any]) -> Any:
        """Serve while a thread asks."""

        async def serve() -> Any:
            pages = Pages(self.metrics, lambda: self.pulse)
            port = await pages.start("127.0.0.1", 0)
            try:
                return await asyncio.to_thread(ask, f"http://127.0.0.1:{port}")
            finally:
                pages.stop()

        return asyncio.run(serve())

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        def ask(url: str) -> tuple[int, str]:
            try:
                with urlopen(Request(url + path, headers=headers)) as answer:  # noqa: S310 - our own address
                    return answer.status, answer.read().decode()
            except HTTPError as error:
                with error:
                    return error.code, error.read().decode()

        found: tuple[int, str] = self.asked(ask)
        return found

    def figures(self) -> dict[str, float]:
        _, text = self.get("/metrics")
        return {
            sample.name
            + "".join(
                f" {value}" for name, value in sorted(sample.labels.items()) if name != "le" or value == "0.05"
            ): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.labels.get("le", "0.05") == "0.05"
        }


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with Store.open(f"sqlite:///{tmp_path}/queue.db", workspace_id="w") as store:
        yield House(store)


def test_the_figures_are_the_queues_and_the_attempts(house: House) -> None:
    """Posts by state, attempts by outcome and channel, how late they were, what is overdue, and that it lives."""
    house.metrics.observe(sent("delivered", 0.02))
    house.metrics.observe(sent("delivered", 3))
    house.metrics.observe(sent("retry", 9))
    figures = house.figures()
    assert figures["tminus_up"] == 1
    assert figures["tminus_posts scheduled"] == 2
    assert figures["tminus_posts failed"] == 0
    assert figures["tminus_deliveries_total x delivered"] == 2
    assert figures["tminus_deliveries_total x retry"] == 1
    assert figures["tminus_delivery_lateness_seconds_bucket 0.05"] == 1
    assert figures["tminus_delivery_lateness_seconds_count"] == 2
    assert figures["tminus_overdue_parts"] == 1
    assert figures["tminus_channel_paused news"] == 1
    assert figures["tminus_next_part_timestamp_seconds"] == pytest.approx((NOW + timedelta(hours=1)).timestamp())
    assert figures["tminus_last_refill_timestamp_seconds"] == pytest.approx(datetime.now(UTC).timestamp(), abs=60)
    assert figures["tminus_config_last_reload_successful"] == 1


def test_no_figure_names_a_post(house: House) -> None:
    """A label a post would make one series a post, and tell what is not out yet."""
    house.metrics.observe(sent("delivered", 0))
    assert "c/s" not in house.get("/metrics")[1]


@pytest.mark.parametrize(
    ("pulse", "status"),
    [
        (WELL, 200),
        (Pulse(stopping=False, looked_seconds_ago=31, reload_worked=True), 503),
        (Pulse(stopping=True, looked_seconds_ago=0.2, reload_worked=True), 503),
        (Pulse(stopping=False, looked_seconds_ago=0.2, reload_worked=False), 200),
    ],
)
def test_health_is_that_the_queue_is_looked_at(house: House, pulse: Pulse, status: int) -> None:
    """A daemon that stands still or stops is not well; one that refused a reload goes on with what it had."""
    house.pulse = pulse
    code, body = house.get("/healthz")
    assert code == status
    assert json.loads(body)["alive"] is (status == 200)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:9464", "127.0.0.1.evil.example", ""])
def test_a_name_that_is_not_this_machines_is_refused(house: House, host: str) -> None:
    """A web page that makes its own name point here reads nothing."""
    assert house.get("/metrics", Host=host)[0] == 421


@pytest.mark.parametrize(("path", "status"), [("/", 404), ("/metrics/x", 404), ("/healthz?verbose", 200)])
def test_there_are_two_pages(house: House, path: str, status: int) -> None:
    """And nothing else."""
    assert house.get(path)[0] == status


def test_nothing_can_be_changed(house: House) -> None:
    """Only reading is answered."""

    def ask(url: str) -> int:
        try:
            urlopen(Request(f"{url}/healthz", data=b"x"))  # noqa: S310 - our own address
        except HTTPError as error:
            with error:
                return error.code
        return 200

    assert house.asked(ask) == 405


def test_a_port_that_is_taken_is_said(house: House) -> None:
    """The daemon does not start without the figures somebody relies on."""

    async def twice() -> None:
        first, second = (Pages(house.metrics, lambda: WELL) for _ in range(2))
        port = await first.start("127.0.0.1", 0)
        try:
            await second.start("127.0.0.1", port)
        finally:
            first.stop()

    with pytest.raises(TminusError, match="Nothing can be served"):
        asyncio.run(twice())


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:9464", ("127.0.0.1", 9464)),
        ("localhost:1", ("127.0.0.1", 1)),
        (":9464", ("127.0.0.1", 9464)),
        ("9464", ("127.0.0.1", 9464)),
        ("[::1]:9464", ("::1", 9464)),
    ],
)
def test_an_address_of_this_machine_is_taken(text: str, address: tuple[str, int]) -> None:
    """With a port of its own."""
    assert address_of(text) == address


@pytest.mark.parametrize(
    "text", ["0.0.0.0:9464", "[::]:9464", "192.168.1.5:9464", "127.0.0.1", "localhost:x", "127.0.0.1:70000"]
)
def test_no_other_address_is(text: str) -> None:
    """What a queue holds is nobody else's business."""
    with pytest.raises(UsageError):
        address_of(text)
