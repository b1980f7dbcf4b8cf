"""1. A daemon is killed at every point of its work, hundreds of times; the receivers' journals are the oracle."""

import random
import signal
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fakes.bluesky import Bluesky
from fakes.mastodon import Mastodon
from fakes.slack import SlackWebhook
from hardest.prey import Order, Prey, Where
from hardest.rig import a_post, add
from scheduler.model import PartState
from scheduler.queue import Store
from scheduler.receiver import Answer, Receiver, read

POINTS = (
    "before-begin-commit",
    "after-begin-commit",
    "bytes-left",
    "answered",
    "before-settle-commit",
    "after-settle-commit",
)
SEEN = {PartState.DELIVERED, PartState.UNKNOWN}


@pytest.mark.parametrize("kills", [pytest.param(6, id="short"), pytest.param(300, id="long", marks=pytest.mark.long)])
def test_nothing_is_lost_and_nothing_doubled_wherever_a_daemon_is_killed(
    tmp_path: Path, prey: Prey, kills: int
) -> None:
    """By key (catch, Mastodon), by record key (Bluesky), and where nothing tells a repeat (Slack, under `hold`)."""
    chance = random.Random(6)  # noqa: S311 - the same kills in every run
    url = f"sqlite:///{tmp_path / 'queue.db'}"
    taken = Receiver(tmp_path / "catch.jsonl", answer=lambda _: Answer(body=b'{"id": "7"}'), port=0)
    with taken, Bluesky() as rkey, Mastodon() as keyed, SlackWebhook() as plain:
        for fake in (rkey, keyed, plain):
            fake.limit = None  # type: ignore[misc] # rates are another test's
        channels = {
            "catch": Where(server=taken.url("catch"), destination="catch"),
            "bluesky": Where(server=rkey.server, setup="bluesky"),
            "mastodon": Where(server=keyed.server, setup="mastodon"),
            "slack": Where(server=plain.server, setup="slack"),
        }
        killed = 0
        with Store.open(url, workspace_id="test") as store:
            for number in range(10 * kills):
                now = datetime.now(UTC)
                add(store, *(a_post(f"c/s{number}-{each}/{name}", now) for name in channels for each in range(2)))
                point, after = POINTS[number % len(POINTS)], chance.choice((0, 0, 1, 2, 3))
                ended = prey.run(Order(database=url, channels=channels, point=point, after=after))
                assert ended in (0, -signal.SIGKILL)
                killed += ended != 0
                if killed == kills:
                    break
            assert killed == kills
            assert prey.run(Order(database=url, channels=channels)) == 0
            states = {part.content.text: part.state for post in store.posts() for part in post.parts}
    caught = Counter(line["text"] for line in read(tmp_path / "catch.jsonl") if not line["repeated"])
    shown = {
        "catch": caught,
        **{
            name: Counter(message.text for message in fake.messages)
            for name, fake in (("bluesky", rkey), ("mastodon", keyed), ("slack", plain))
        },
    }
    for name, messages in shown.items():
        here = {text: state for text, state in states.items() if text.split()[0].endswith(name)}
        assert set(messages.values()) <= {1}, f"{name}: doubled"
        assert set(here.values()) <= SEEN, f"{name}: not settled"
        assert {text for text, state in here.items() if state is PartState.DELIVERED} <= messages.keys(), (
            f"{name}: lost"
        )
        if name in ("catch", "bluesky"):
            assert messages.keys() == here.keys(), f"{name}: a repeat is safe there, so everything arrives"
    whole = Counter(asked.document["text"] for asked in plain.asked if asked.document)  # a kill may cut a request off
    assert set(whole.values()) == {1}
