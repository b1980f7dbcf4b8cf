"""The channels as delivery knows them, without a queue and without a network."""

from datetime import timedelta
from typing import Any

from scheduler.delivery.lanes import ENOUGH, Lanes
from scheduler.destinations import Endpoint, get
from scheduler.model import Rate, Secret

RATE = (Rate(5, timedelta(seconds=2)),)


def endpoint(channel: str, host: str, **more: Any) -> Endpoint:
    usual: dict[str, Any] = {"platform": "x", "destination": get("webhook")}
    return Endpoint(channel=channel, url=Secret(f"https://{host}/{channel}"), **usual | more)


def by_name(*endpoints: Endpoint) -> dict[str, Endpoint]:
    return {each.channel: each for each in endpoints}


def test_neighbours_are_the_channels_of_one_host_whatever_its_paths() -> None:
    """Each lane is its own neighbour; another scheme, host or port is none."""
    lanes = Lanes(by_name(endpoint("a", "one.example"), endpoint("b", "one.example"), endpoint("c", "two.example")))
    assert [lanes.neighbours(lanes[name]) for name in "abc"] == [["a", "b"], ["a", "b"], ["c"]]


def test_neighbours_are_worked_out_once_and_not_at_every_attempt(monkeypatch: Any) -> None:
    """With a hundred channels, taking addresses apart cost as much as sending."""
    lanes = Lanes(by_name(*(endpoint(f"x-{number}", "one.example") for number in range(100))))
    monkeypatch.setattr(Endpoint, "host", property(lambda _: 1 / 0))
    assert len(lanes.neighbours(lanes["x-7"])) == 100


def test_other_settings_are_said_in_words_and_hold_from_then_on() -> None:
    """What is new, what differs (and no address), what is gone; neighbours, rates and routes follow."""
    lanes = Lanes(by_name(endpoint("a", "one.example", rate=RATE), endpoint("b", "one.example"), endpoint("c", "one")))
    gone, kept = lanes["c"], lanes["b"]
    changes = lanes.use(
        by_name(endpoint("a", "two.example"), endpoint("b", "one.example", notify="d"), endpoint("d", "two.example"))
    )
    assert sorted(changes.words) == ["a has another address, rate", "b has another notify", "c is gone", "d is new"]
    assert changes.other == [lanes["a"], kept]
    assert changes.gone == [gone]
    assert [lanes.neighbours(lanes[name]) for name in "abd"] == [["a", "d"], ["b"], ["a", "d"]]
    assert lanes.rates == {}
    assert set(lanes.routes) == {"b"}
    assert lanes.neighbours(gone) == ()


def test_a_channel_has_enough_in_hand_by_its_number_of_slots() -> None:
    """Twice what it may have on its way, and never so little that it runs dry between two looks."""
    lanes = Lanes(by_name(endpoint("one", "one.example"), endpoint("many", "one.example", concurrency=20)))
    assert [lanes.enough(name) for name in ("one", "many", "unknown")] == [ENOUGH, 40, ENOUGH]
