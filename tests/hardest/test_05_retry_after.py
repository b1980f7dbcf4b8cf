"""5. Whatever a receiver says of when to come again, and however: the next attempt comes then, never earlier.

The table was computed by hand. Without a word of the receiver's the first wait is 2.5 s here (5 s, of which the jitter
takes half) and doubles with every failed attempt; a 429 is none. Dates have whole seconds, so theirs is a range.
"""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from hardest.rig import HOUR, NOON, Stage, a_post, add, webhook
from scheduler.destinations import get
from scheduler.model import PartState
from scheduler.receiver import Answer, Receiver


def in_seconds(seconds: float, *, zone: bool = True) -> str:
    """A date so far from now by the receiver's clock."""
    written = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
    return written if zone else written.removesuffix(" GMT")


GRID: dict[str, tuple[Any, Any, tuple[float, float]]] = {
    # Retry-After, body, and between which seconds the second attempt has to come
    "seconds": ("7", None, (7, 7)),
    "less than we would wait": ("2", None, (2.5, 2.5)),
    "a fraction": ("7.5", None, (7.5, 7.5)),
    "a date": (lambda: in_seconds(30), None, (29, 31)),
    "a date without zone": (lambda: in_seconds(30, zone=False), None, (29, 31)),
    "a date that is past": (lambda: in_seconds(-30), None, (2.5, 2.5)),
    "negative": ("-5", None, (2.5, 2.5)),
    "beyond all meaning": ("1e20", None, (2.5, 2.5)),
    "beyond all meaning, in digits": ("99999999999999999999", None, (2.5, 2.5)),
    "a word": ("soon", None, (2.5, 2.5)),
    "nothing": (None, None, (2.5, 2.5)),
    "the body says more": ("10", {"retry_after": 64.57}, (64.57, 64.57)),
    "the header says more": ("65", {"retry_after": 64.57}, (65, 65)),
    "in the body alone": (None, {"parameters": {"retry_after": 9}}, (9, 9)),
    "for everything of this host": ("20", {"retry_after": 20, "global": True}, (20, 20)),
}


class Grumpy:
    """A receiver that refuses so many requests, and notes when each came, by the clock of the campaign."""

    def __init__(self, stage: Stage, folder: Path, answer: Answer, times: int = 1) -> None:
        self.came: list[tuple[str, float]] = []
        self.left, self.answer, self.stage = times, answer, stage
        self.receiver = Receiver(folder / "journal", answer=self._take, port=0)

    def _take(self, received: Any) -> Answer | None:
        self.came.append((received.key, (self.stage.clock.now() - NOON).total_seconds()))
        self.left -= 1
        return self.answer if self.left >= 0 else None


def refusal(status: int, header: Any, body: Any) -> Answer:
    value = header() if callable(header) else header
    headers = () if value is None else (("retry-after", value),)
    return Answer(status=status, headers=headers, body=json.dumps(body).encode() if body else b"")


@pytest.mark.parametrize("case", GRID)
def test_the_second_attempt_comes_when_the_table_says(stage: Stage, tmp_path: Path, case: str) -> None:
    """Never earlier, and then at once; after `slow down` as after `not available`."""
    header, body, (earliest, latest) = GRID[case]
    for status in (429, 503):
        start, key = stage.clock.now(), f"c/s{status}/hold"
        grumpy = Grumpy(stage, tmp_path, refusal(status, header, body))
        add(stage.store, a_post(key, start))
        with grumpy.receiver as receiver:
            stage.play([webhook(receiver.url("hold"))], until=2 * HOUR)
        first, second = (at - (start - NOON).total_seconds() for _, at in grumpy.came)
        assert first == 0
        assert earliest - 1e-6 <= second <= latest + 1e-6
        assert stage.states()[f"{key}#1"] is PartState.DELIVERED


@pytest.mark.parametrize(("status", "seconds"), [(429, [0, 2.5, 5, 7.5]), (503, [0, 2.5, 7.5, 17.5])])
def test_a_429_is_no_failed_attempt(stage: Stage, tmp_path: Path, status: int, seconds: list[float]) -> None:
    """The wait after a fault doubles; the wait after `slow down` does not."""
    grumpy = Grumpy(stage, tmp_path, Answer(status=status), times=3)
    add(stage.store, a_post("c/s/hold", NOON))
    with grumpy.receiver as receiver:
        stage.play([webhook(receiver.url("hold"))], until=HOUR)
    assert [at for _, at in grumpy.came] == pytest.approx(seconds)


def test_a_wait_beyond_the_window_ends_it(stage: Stage, tmp_path: Path) -> None:
    """Not shortened, as others do: nothing is sent after `not_after`, and nothing earlier than it was asked to."""
    grumpy = Grumpy(stage, tmp_path, refusal(503, "3601", None), times=9)
    add(stage.store, a_post("c/s/hold", NOON))
    with grumpy.receiver as receiver:
        stage.play([webhook(receiver.url("hold"))], until=2 * HOUR)
    assert len(grumpy.came) == 1
    assert stage.states() == {"c/s/hold#1": PartState.EXPIRED}


def test_a_429_for_everybody_stops_the_neighbours_on_the_host(stage: Stage, tmp_path: Path) -> None:
    """Discord's `global` is about the address we come from; `Retry-After` alone is about the channel."""
    for everywhere, expected in ((True, {0.0, 20.0}), (False, {0.0, 1.0, 20.0})):
        step = f"s{everywhere:d}"
        start = stage.clock.now()
        body = {"retry_after": 20, "global": everywhere}
        grumpy = Grumpy(stage, tmp_path, refusal(429, "20", body))
        add(stage.store, a_post(f"c/{step}/one", start), a_post(f"c/{step}/two", start + timedelta(seconds=1)))
        with grumpy.receiver as receiver:
            discord = get("discord")
            both = [webhook(receiver.url(each), channel=each, destination=discord) for each in ("one", "two")]
            stage.play(both, until=6 * HOUR)
        came = {round(at - (start - NOON).total_seconds(), 3) for _, at in grumpy.came}
        assert came == expected
