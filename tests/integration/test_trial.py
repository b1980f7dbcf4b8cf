"""A test post to a channel of every destination, over the same way as every other post."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fakes.setups import SETUPS, Setup
from scheduler.delivery import Trial, try_out
from scheduler.destinations import Endpoint, get
from scheduler.model import Content, Delivered, Rejected, Retry, Secret, Unknown
from scheduler.receiver import Answer, Receiver, read

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CONTENT = Content(text="Test post from tminus, 12:00. Please ignore it.")
KEY = Secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")


def tried(endpoint: Endpoint) -> Trial:
    return asyncio.run(try_out(endpoint, CONTENT, NOON))


def webhook(url: str) -> Endpoint:
    return Endpoint(
        channel="hook",
        platform="x",
        destination=get("webhook"),
        url=Secret(url),
        secrets=(KEY,),
        allow_private=("127.0.0.0/8",),
        deadline=timedelta(seconds=1),
    )


@pytest.mark.parametrize("setup", SETUPS.values(), ids=list(SETUPS))
def test_a_test_post_appears_at_every_platform(setup: Setup) -> None:
    """Once, with its text; a forum gets a thread of its own, an account a session first."""
    with setup.fake(lambda: NOON) as fake:
        trial = tried(setup.endpoint(fake.server))
        assert isinstance(trial.result.outcome, Delivered), trial.result
        assert [CONTENT.text in message.text for message in fake.messages] == [True]


def test_a_test_post_is_signed_and_marked(tmp_path: Path) -> None:
    """Its receiver can check it, and tell it by its key; a second one is another post."""
    with Receiver(tmp_path / "j", [KEY], port=0) as receiver:
        first, second = tried(webhook(receiver.url("hook"))), tried(webhook(receiver.url("hook")))
    lines = list(read(tmp_path / "j"))
    assert [line["verified"] for line in lines] == [True, True]
    assert [line["key"] for line in lines] == [first.key, second.key]
    assert first.key.startswith("test/trigger/hook/")
    assert first.receipt


@pytest.mark.parametrize(
    ("answer", "outcome", "status"),
    [
        (Answer(status=401, body=b"no entry for whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"), Rejected, 401),
        (Answer(status=503), Retry, 503),
        (Answer(drop=True), Unknown, None),
        (Answer(hold=timedelta(seconds=3)), Unknown, None),
    ],
)
def test_what_went_wrong_is_told_and_not_tried_again(
    tmp_path: Path, answer: Answer, outcome: type, status: int | None
) -> None:
    """One request each time; the receiver's words come without the secret they repeat."""
    with Receiver(tmp_path / "j", answer=lambda _: answer, port=0) as receiver:
        trial = tried(webhook(receiver.url("hook")))
    assert isinstance(trial.result.outcome, outcome)
    assert trial.result.status == status
    assert "C2FVsBQIhrscChlQIMV" not in str(trial)
    assert len(list(read(tmp_path / "j"))) == 1


def test_a_receiver_that_talks_for_long_is_cut_short(tmp_path: Path) -> None:
    """As in the queue: the beginning says what it is about."""
    with Receiver(tmp_path / "j", answer=lambda _: Answer(status=400, body=b"no! " * 5000), port=0) as receiver:
        outcome = tried(webhook(receiver.url("hook"))).result.outcome
    assert isinstance(outcome, Rejected)
    assert len(outcome.reason) == 300


def test_a_file_gets_its_line(tmp_path: Path) -> None:
    """The destination without a network, too."""
    endpoint = Endpoint(
        channel="log", platform="x", destination=get("file"), url=Secret((tmp_path / "posts.jsonl").as_uri())
    )
    assert isinstance(tried(endpoint).result.outcome, Delivered)
    assert CONTENT.text in (tmp_path / "posts.jsonl").read_text("utf-8")
