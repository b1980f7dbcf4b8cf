"""What goes wrong in a rehearsal on purpose: read as it is typed, and the same again with the same seed."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from scheduler.cli.console.rehearsal.faults import (
    EVERYWHERE,
    Faults,
    Saboteur,
    Stretch,
    share_of,
    stretches_of,
    together,
)
from scheduler.errors import UsageError
from scheduler.model import Campaign, Event, Facts, Release
from scheduler.receiver import Received

NOON = datetime(2027, 1, 8, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_share_is_a_percentage() -> None:
    """Of all requests, from none to every one."""
    assert [share_of(text) for text in ("20%", " 0 %", "100%", "2.5%")] == [0.2, 0.0, 1.0, 0.025]


@pytest.mark.parametrize("text", ["20", "0.2", "101%", "-1%", "a lot", "%"])
def test_what_is_no_share_is_refused(text: str) -> None:
    """With the way to write it."""
    with pytest.raises(UsageError) as told:
        share_of(text)
    assert (told.value.problems[0].code, told.value.problems[0].hint) == ("share-unreadable", "write it as 20%")


def a_campaign(name: str, day: str | None) -> Campaign:
    """Return a campaign that counts to noon of a day in UTC, or to nothing."""
    if day is None:
        return Campaign(name=name, steps=())
    return Campaign(name=name, steps=(), facts=facts_with(day), event=Event(release=None, time=time(12), zone="UTC"))


def facts_with(day: str) -> Facts:
    article: Any = None  # nobody reads it here
    release = Release(id="release", of=None, source=None, start_date=day, primary=True)
    return Facts(article=article, kinds={"releases": (release,)})


def test_t_is_each_campaigns_own_event() -> None:
    """Days of its calendar (T-1 and T-1d are the same), hours that pass; a campaign without an event is left out."""
    campaigns = [a_campaign("film", "2027-01-08"), a_campaign("book", "2027-02-01"), a_campaign("notes", None)]
    found = stretches_of("T-1d..T-20h", campaigns, "UTC")
    assert found == stretches_of("T-1..T-20h", campaigns, "UTC")
    assert set(found) == {"film", "book"}
    assert (found["film"].start, found["film"].end) == (NOON - 24 * HOUR, NOON - 20 * HOUR)
    assert found["film"].start in found["film"]
    assert found["film"].end not in found["film"]


def test_two_times_of_the_calendar_hold_everywhere() -> None:
    """For rows of a spreadsheet, too, which belong to no campaign; a time without a zone is the workspace's."""
    found = stretches_of("2027-01-08T12:00Z..2027-01-08 14:00", [], "Europe/Berlin")
    assert found == {EVERYWHERE: Stretch(start=NOON, end=NOON + HOUR)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("T-1d", "stretch-unreadable"),
        ("T-1d..soon", "stretch-unreadable"),
        ("T-1d..T-2d", "stretch-unreadable"),
        ("T+0..T+0", "stretch-unreadable"),
    ],
)
def test_what_is_no_stretch_of_time_is_refused(text: str, code: str) -> None:
    """In one sentence, with the way to write it."""
    with pytest.raises(UsageError) as told:
        stretches_of(text, [a_campaign("film", "2027-01-08")], "UTC")
    assert [problem.code for problem in told.value.problems] == [code]


def test_t_without_an_event_is_refused() -> None:
    """Rather than a fault that never comes."""
    with pytest.raises(UsageError) as told:
        stretches_of("T-1d..T+0", [a_campaign("notes", None)], "UTC")
    assert told.value.problems[0].code == "stretch-nowhere"


def test_stretches_that_touch_are_one() -> None:
    """A daemon is stopped once for both."""
    ends = [(3, 4), (0, 2), (1, 3), (6, 7)]
    joined = together(Stretch(start=NOON + a * HOUR, end=NOON + b * HOUR) for a, b in ends)
    assert [((each.start - NOON) / HOUR, (each.end - NOON) / HOUR) for each in joined] == [(0, 4), (6, 7)]


def received(key: str) -> Received:
    return Received(
        key=key, channel="x", at=NOON, verified=True, repeated=False, attempt=1, part=1, parts=1, text="", body=b"",
        headers={},
    )  # fmt: skip


def refused(seed: int, keys: list[str]) -> list[bool]:
    saboteur = Saboteur(Faults(fail=0.5, seed=seed), len(keys), lambda: NOON, lambda _: None)
    return [saboteur.answer(received(key)) is not None for key in keys]


def test_the_same_seed_refuses_the_same_requests_in_whatever_order_they_come() -> None:
    """By the key and how often it was tried; another seed refuses others."""
    keys = [f"film/s{number}/x#1" for number in range(40)]
    first = dict(zip(keys, refused(1, keys), strict=True))
    assert dict(zip(reversed(keys), refused(1, keys[::-1]), strict=True)) == first
    assert 5 < sum(first.values()) < 35
    assert refused(2, keys) != list(first.values())


def test_a_receiver_is_down_for_the_campaign_and_the_time_that_were_named() -> None:
    """Before and after, and for others, it answers as usual."""
    now = [NOON]
    faults = Faults(down={"film": Stretch(start=NOON, end=NOON + HOUR)})
    saboteur = Saboteur(faults, 1, lambda: now[0], lambda _: None)
    down = saboteur.answer(received("film/s/x#1"))
    assert down is not None
    assert down.status == 503
    assert saboteur.answer(received("book/s/x#1")) is None
    now[0] = NOON + HOUR
    assert saboteur.answer(received("film/s/x#1")) is None
    assert (saboteur.met_down, saboteur.refused) == (1, 0)


def test_the_daemon_is_killed_as_often_as_was_asked() -> None:
    """Each at an arrival of its own, within the parts that are to arrive."""
    kills: list[float] = []
    saboteur = Saboteur(Faults(kills=3, seed=7), 10, lambda: NOON, kills.append)
    for number in range(10):
        saboteur.answer(received(f"film/s{number}/x#1"))
    assert len(kills) == 3
