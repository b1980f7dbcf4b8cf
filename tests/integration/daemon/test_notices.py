"""A daemon tells on a second channel what went wrong on a first, by the way of every post."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scheduler.clock import RealClock
from scheduler.daemon import Daemon
from scheduler.delivery import Delivery, Sent
from scheduler.destinations import Endpoint, get
from scheduler.model import Change, Content, Expiry, OnUnknown, Op, Part, PartState, Plan, Post, Secret
from scheduler.queue import Committer, Store
from scheduler.receiver import Answer, Received, Receiver, read

SECRET = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")


def endpoint(channel: str, url: str, platform: str = "x", notify: str | None = None) -> Endpoint:
    """Return a channel."""
    return Endpoint(
        channel=channel,
        platform=platform,
        destination=get("catch"),
        url=Secret(url),
        secrets=(SECRET,),
        on_unknown=OnUnknown.RESEND,
        allow_private=("127.0.0.0/8",),
        notify=notify,
    )


def queued(store: Store) -> None:
    """Put a post for the channel `x` into the queue, which is due now."""
    now = datetime.now(UTC)
    window = {"due_at": now, "not_before": now, "not_after": now + timedelta(hours=1), "ready_at": now}
    part = Part(number=1, content=Content(text="Out now."), expiry=Expiry.LATE, **window)
    post = Post(
        key="film/out-now/x",
        campaign="film",
        step="out-now",
        channel="x",
        platform="x",
        due_at=now,
        zone="UTC",
        parts=(part,),
    )
    change = Change(op=Op.ADD, key=post.key, before=None, after=post, reason="new")
    store.apply(Plan(revision=0, files="", at=now, changes=(change,)), now=now, user="mara")


async def until_told(store: Store, *endpoints: Endpoint) -> int:
    """Run a daemon until a post reached the channel `crew`."""
    async with Committer(store, owner="me", clock=RealClock()) as committer:

        def report(sent: Sent) -> None:
            if sent.channel == "crew":
                daemon.stop()

        channels = {each.channel: each for each in endpoints}
        daemon = Daemon(
            committer=committer,
            delivery=Delivery(committer, channels, RealClock(), "me", report),
            clock=RealClock(),
            policies={},
            owner="me",
            report=lambda _: None,
        )
        return await asyncio.wait_for(daemon.run(), 30)


def told(store: Store) -> tuple[PartState, PartState, str, str]:
    """Return the state of the film's post and of the notice, and the notice's text and key."""
    posts = {each.campaign: each for each in store.posts()}
    film, notice = posts["film"], posts["notices"]
    return film.state, notice.state, notice.parts[0].content.text, notice.key


def test_a_failure_is_told_on_the_second_channel(tmp_path: Path) -> None:
    """The receiver of the first says no; the notice arrives at the second, and is delivered as any post is."""

    def answer(received: Received) -> Answer | None:
        return Answer(status=422, body=b"too long") if received.channel == "x" else None

    with Store.open(f"sqlite:///{tmp_path}/queue.db", workspace_id="test") as store:
        queued(store)
        with Receiver(tmp_path / "catch.jsonl", [SECRET], answer, port=0) as receiver:
            ours = endpoint("x", receiver.url("x"), notify="crew")
            assert asyncio.run(until_told(store, ours, endpoint("crew", receiver.url("crew"), "slack"))) == 0
        film, notice, text, key = told(store)
    assert (film, notice) == (PartState.FAILED, PartState.DELIVERED)
    assert "1 part failed (film/out-now/x#1): 422" in text
    assert [line["key"] for line in read(tmp_path / "catch.jsonl")] == ["film/out-now/x#1", f"{key}#1"]


def test_a_bad_certificate_is_told_at_once(tmp_path: Path, answering: Any) -> None:
    """It does not pass by itself: somebody hears of it at the first attempt, and the post waits without being sent."""
    wire = answering(b"HTTP/1.1 200 OK\r\n\r\n")

    async def play(store: Store, receiver: Receiver) -> int:
        async with wire.serve(tls=True):
            ours = endpoint("x", wire.url(host="localhost", scheme="https"), notify="crew")
            return await until_told(store, ours, endpoint("crew", receiver.url("crew"), "slack"))

    with Store.open(f"sqlite:///{tmp_path}/queue.db", workspace_id="test") as store:
        queued(store)
        with Receiver(tmp_path / "catch.jsonl", [SECRET], port=0) as receiver:
            assert asyncio.run(play(store, receiver)) == 0
        film, notice, text, _ = told(store)
    assert (film, notice) == (PartState.SCHEDULED, PartState.DELIVERED)
    assert "cannot prove who it is: the certificate is not valid: it is self-signed" in text
    assert wire.requests == []
