"""Notices: what went wrong on one channel is told on another, once, together, and never about a notice itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from scheduler.delivery.notices import routes_of
from scheduler.destinations import Endpoint, get
from scheduler.model import OnUnknown, Secret
from scheduler.queue import Begun, Route, Sign

RECEIVER = Secret("https://hooks.example.org/T0PSECRET")


def endpoint(channel: str, **more: Any) -> Endpoint:
    """Return a channel."""
    usual = {"channel": channel, "platform": "slack", "destination": get("webhook"), "url": RECEIVER}
    return Endpoint(**usual | more)


def routes(**more: Any) -> Mapping[str, Route]:
    """Return the routes of a channel `x` that has `crew` told."""
    return routes_of({"x": endpoint("x", notify="crew"), "crew": endpoint("crew", **more)})


def notices(desk: Any) -> list[str]:
    """Return the texts of the notices, in their order."""
    return [post.parts[0].content.text for post in desk.store.posts("notices")]


def begun(desk: Any, *keys: str) -> list[Begun]:
    """Begin new posts."""
    desk.add(*(desk.new(key) for key in keys))
    return [each for key in keys for each in desk.begin(desk.ids(key))]


def test_what_went_wrong_is_told_by_one_post_of_the_queue(desk: Any, other: Any) -> None:
    """Failed, unknown, paused, expired: in one message, which another daemon may write, and is due at once."""
    one, two, three = begun(desk, "film/one/x", "film/two/x", "film/three/x")
    desk.add(desk.new("film/four/x", not_after=desk.NOON + desk.MINUTE))
    desk.settle(one, **desk.FAILED)
    desk.settle(two, **desk.FAILED)
    desk.settle(three, **desk.UNKNOWN)
    now = desk.NOON + desk.MINUTE
    desk.reconcile(now=now)
    assert other.store.tell_troubles(routes(), now=now) == ["notices/x-260601-120100/crew"]
    (text,) = notices(desk)
    assert text == (
        "tminus: on the channel x 2 parts failed (first film/one/x#1): too long; "
        "1 part may or may not have arrived (film/three/x#1): no answer; "
        "1 part expired before it was sent (film/four/x#1). More:  tminus status"
    )
    (post,) = desk.store.posts("notices")
    assert (post.campaign, post.channel, post.platform, post.not_after) == ("notices", "crew", "slack", now + desk.HOUR)
    assert [each.channel for each in desk.begin(desk.ids(post.key), now=now)] == ["crew"]
    assert other.store.tell_troubles(routes(), now=now) == []


def test_a_closed_channel_and_a_receiver_that_is_down_are_told(desk: Any) -> None:
    """Each once, when it happens."""
    first, second, *rest = begun(desk, *(f"film/step-{nth}/x" for nth in range(7)))
    desk.settle(*rest, **desk.RETRY, sign=Sign.FAULT)
    for each in (first, second):
        refused = {"outcome": "rejected", "status": 410, "reason": "410: gone", "pause_channel": True}
        desk.settle(each, **desk.RETRY | refused)
    desk.store.tell_troubles(routes(), now=desk.NOON)
    (text,) = notices(desk)
    assert "everything is refused, so it is paused: 410: gone" in text
    assert "the receiver is down" in text


def test_a_certificate_is_told_until_the_receiver_rests(desk: Any) -> None:
    """Then it is known to be down, and for what reason: the parts that try it one by one bring no news."""
    *first, last = begun(desk, *(f"film/step-{nth}/x" for nth in range(6)))
    bad = {**desk.RETRY, "reason": "the certificate is not valid: it has expired", "sign": Sign.FAULT, "alarms": True}
    desk.settle(*first, **bad)
    desk.store.tell_troubles(routes(), now=desk.NOON)
    desk.settle(last, **bad)
    desk.store.tell_troubles(routes(), now=desk.NOON + desk.HOUR / 2)
    (text,) = notices(desk)
    assert "nothing is sent, for the receiver cannot prove who it is: the certificate is not valid" in text
    assert "the receiver is down; one post at a time tries it again: the certificate is not valid" in text


def test_what_comes_within_five_minutes_is_told_together(desk: Any) -> None:
    """At most one notice a channel in five minutes, whoever restarts."""
    for nth in range(6):
        now = desk.NOON + nth * desk.MINUTE
        (one,) = begun(desk, f"film/step-{nth}/x")
        desk.settle(one, now=now, **desk.FAILED)
        desk.store.tell_troubles(routes(), now=now)
    first, second = notices(desk)
    assert "1 part failed (film/step-0/x#1)" in first
    assert "5 parts failed (first film/step-1/x#1)" in second


def test_what_could_not_be_told_within_an_hour_is_not_told_any_more(desk: Any) -> None:
    """Nor is anything of a channel that has nobody told, however it is set up later."""
    (one,) = begun(desk, "film/one/x")
    desk.settle(one, **desk.FAILED)
    assert desk.store.tell_troubles({}, now=desk.NOON) == []
    assert desk.store.tell_troubles(routes(), now=desk.NOON + desk.HOUR) == []
    assert notices(desk) == []


def test_no_notice_is_sent_about_a_notice(desk: Any) -> None:
    """Two channels that tell of each other do not start to talk."""
    mutual = routes_of({"x": endpoint("x", notify="crew"), "crew": endpoint("crew", notify="x")})
    (one,) = begun(desk, "film/one/x")
    desk.settle(one, **desk.FAILED)
    (key,) = desk.store.tell_troubles(mutual, now=desk.NOON)
    (notice,) = desk.begin(desk.ids(key))
    refused = {"outcome": "rejected", "status": 410, "reason": "410: gone", "pause_channel": True}
    desk.settle(notice, **desk.RETRY | refused)
    desk.reconcile(now=desk.NOON + 2 * desk.HOUR, crew=OnUnknown.HOLD)
    assert desk.states(key) == ["expired"]
    assert desk.store.tell_troubles(mutual, now=desk.NOON + 2 * desk.HOUR) == []


@pytest.mark.parametrize(("limit", "most"), [(None, 300), (90, 90), (60, 60), (25, 25)])
def test_a_notice_fits_where_it_is_told(desk: Any, limit: int | None, most: int) -> None:
    """In fewer and fewer words, in the dialect of the platform, and cut where nothing else helps."""
    (one,) = begun(desk, "film/one/x")
    desk.settle(one, **desk.FAILED | {"reason": "too <b>long</b>"})
    desk.store.tell_troubles(routes(limit=limit), now=desk.NOON)
    (text,) = notices(desk)
    assert text.startswith("tminus: on the channel x")
    assert len(text) <= most
    assert ("too &lt;b&gt;long" in text) is (limit is None)


def test_nobody_is_told_by_the_channel_itself() -> None:
    """Nor by one that is not there."""
    assert routes_of({"x": endpoint("x", notify="x"), "y": endpoint("y", notify="z")}) == {}
    assert list(routes_of({"x": replace(endpoint("x"), notify="y"), "y": endpoint("y")})) == ["x"]
