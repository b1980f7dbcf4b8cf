"""7. Threads through a storm of faults: every part that stands hangs on the one before it, in order."""

import random
import threading
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fakes.api import reply
from fakes.mastodon import Mastodon
from fakes.setups import SETUPS
from hardest.rig import HOUR, NOON, Stage, a_post, add, webhook
from scheduler.model import OnUnknown, PartState
from scheduler.receiver import Answer, Received, Receiver, read

PARTS = 6
TROUBLE = 0.3
FRESH = b'{"id": "%d"}'


class Moody:
    """A receiver that is in trouble for three requests of ten, and never takes two at a time."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.chance = chance
        self.ids: dict[str, str] = {}
        self.order: list[tuple[str, str | None]] = []
        self.lock = threading.Lock()
        self.receiver = Receiver(folder / "journal", answer=self._take, port=0)

    def _take(self, received: Received) -> Answer:
        """Take a post in (unless it failed outright), and answer in one of six ways."""
        key = str(received.key)
        replied = __import__("json").loads(received.body)["in_reply_to"]
        mood = self.chance.choice(("500", "429", "drop", "slow", "cut")) if self.chance.random() < TROUBLE else "well"
        if mood in ("500", "429"):
            return Answer(status=int(mood))
        if key not in self.ids:
            self.ids[key] = str(len(self.ids) + 1)
            self.order.append((key, replied))
        body = FRESH % int(self.ids[key])
        if mood == "drop":
            return Answer(drop=True)
        if mood == "slow":
            return Answer(hold=timedelta(seconds=0.3), body=body)
        if mood == "cut":
            return Answer(headers=(("content-length", "999"),), body=b'{"id"')
        return Answer(body=body)


@pytest.mark.parametrize("threads", [pytest.param(5, id="short"), pytest.param(20, id="long", marks=pytest.mark.long)])
@pytest.mark.parametrize("policy", [OnUnknown.HOLD, OnUnknown.RESEND])
def test_every_part_hangs_on_the_one_before_it(stage: Stage, tmp_path: Path, threads: int, policy: OnUnknown) -> None:
    """By the ids that the receiver itself gave; nothing follows a part that is not known to stand."""
    moody = Moody(tmp_path, random.Random(9))  # noqa: S311 - the same moods in every run
    keys = [f"c/s{number}/hold-{number % 2}" for number in range(threads)]
    add(stage.store, *(a_post(key, NOON, 4 * HOUR, parts=PARTS) for key in keys))
    with moody.receiver as receiver:
        endpoints = [
            webhook(
                receiver.url(f"hold-{number}"),
                channel=f"hold-{number}",
                on_unknown=policy,
                deadline=timedelta(seconds=0.15),
            )
            for number in range(2)
        ]
        stage.play(endpoints, until=5 * HOUR)
    states = stage.states()
    taken = dict(moody.order)
    for key in keys:
        numbers = [int(each.rpartition("#")[2]) for each, _ in moody.order if each.startswith(f"{key}#")]
        assert numbers == list(range(1, len(numbers) + 1)), "out of order"
        for number in numbers[1:]:
            before = f"{key}#{number - 1}"
            assert states[before] is PartState.DELIVERED
            parts = stage.parts()
            assert taken[f"{key}#{number}"] == parts[before].receipt
            assert parts[before].receipt in (moody.ids[before], None)
        if policy is OnUnknown.RESEND:
            assert numbers == list(range(1, PARTS + 1))
    if policy is OnUnknown.HOLD:
        requests: dict[str, int] = defaultdict(int)
        for line in read(tmp_path / "journal"):
            requests[line["key"]] += line["status"] in (200, None)
        assert set(requests.values()) <= {0, 1}, "sent twice under hold"


@pytest.mark.parametrize("threads", [pytest.param(4, id="short"), pytest.param(20, id="long", marks=pytest.mark.long)])
def test_a_platform_that_refuses_a_loose_reply_never_has_to(stage: Stage, threads: int) -> None:
    """Mastodon's fake takes no reply to a status that it does not have; three answers of ten are trouble."""
    chance = random.Random(10)  # noqa: S311 - the same troubles in every run
    add(stage.store, *(a_post(f"c/s{number}/news", NOON, 4 * HOUR, parts=PARTS) for number in range(threads)))
    with Mastodon(stage.clock.now) as fake:
        fake.limit = None  # type: ignore[misc] # rates are another test's
        usual = fake.take

        def moody(asked: Any) -> Any:
            if chance.random() < TROUBLE:
                return reply(chance.choice((500, 503, 429)), {"error": "trouble"})
            return usual(asked)

        fake.take = moody  # type: ignore[method-assign] # in trouble on purpose
        stage.play([SETUPS["mastodon"].endpoint(fake.server, rate=None)], until=5 * HOUR)
    assert set(stage.states().values()) == {PartState.DELIVERED}
    by_id = {message.id: message for message in fake.messages}
    assert len(by_id) == threads * PARTS
    for message in fake.messages:
        key, number = message.text.rsplit(" ", 1)
        expected = None if number == "1" else f"{key} {int(number) - 1}"
        assert (by_id[message.reply_to].text if message.reply_to else None) == expected
