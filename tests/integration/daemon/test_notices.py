"""A daemon tells on a second channel what went wrong on a first, by the way of every post."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scheduler.clock import RealClock
from scheduler.daemon import Daemon
from scheduler.delivery import Delivery, Sent
from scheduler.destinations import Endpoint, get
from scheduler.model import Change, Content, Expiry, OnUnknown, Op, Part, PartState, Plan, Post, Secret
from scheduler.queue import Committer, Store
from scheduler.receiver import Answer, Received, Receiver, read

SECRET = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")


def test_a_failure_is_told_on_the_second_channel(tmp_path: Path) -> None:
    """The receiver of the first says no; the notice arrives at the second, and is delivered as any post is."""
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

    def answer(received: Received) -> Answer | None:
        return Answer(status=422, body=b"too long") if received.channel == "x" else None

    async def play(receiver: Receiver, store: Store) -> int:
        def endpoint(channel: str, platform: str, notify: str | None = None) -> Endpoint:
            return Endpoint(
                channel=channel,
                platform=platform,
                destination=get("catch"),
                url=Secret(receiver.url(channel)),
                secrets=(SECRET,),
                on_unknown=OnUnknown.RESEND,
                allow_private=("127.0.0.0/8",),
                notify=notify,
            )

        endpoints = {"x": endpoint("x", "x", "crew"), "crew": endpoint("crew", "slack")}
        async with Committer(store, owner="me", clock=RealClock()) as committer:

            def report(sent: Sent) -> None:
                if sent.channel == "crew":
                    daemon.stop()

            delivery = Delivery(committer, endpoints, RealClock(), "me", report)
            daemon = Daemon(
                committer=committer,
                delivery=delivery,
                clock=RealClock(),
                policies={},
                owner="me",
                report=lambda _: None,
            )
            return await asyncio.wait_for(daemon.run(), 30)

    with Store.open(f"sqlite:///{tmp_path}/queue.db", workspace_id="test") as store:
        store.apply(Plan(revision=0, files="", at=now, changes=(change,)), now=now, user="mara")
        with Receiver(tmp_path / "catch.jsonl", [SECRET], answer, port=0) as receiver:
            assert asyncio.run(play(receiver, store)) == 0
        posts = {each.campaign: each for each in store.posts()}
    states = {campaign: each.state for campaign, each in posts.items()}
    assert states == {"film": PartState.FAILED, "notices": PartState.DELIVERED}
    assert "1 part failed (film/out-now/x#1): 422" in posts["notices"].parts[0].content.text
    arrived = [line["key"] for line in read(tmp_path / "catch.jsonl")]
    assert arrived == ["film/out-now/x#1", f"{posts['notices'].key}#1"]
