"""What T stands for, or why it stands for nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from typing import Any

import pytest

from scheduler.errors import Place
from scheduler.model import Campaign, Event, EventStatus
from scheduler.plan.event import event_time, named_release

Make = Callable[..., Any]
HERE = Place(file="config/campaigns/film.yaml", line=2, column=8)


def campaign_of(case: dict[str, Any], make_release: Make, make_facts: Make) -> Campaign:
    """Return the campaign of a case: its event at 09:00 in New York."""
    facts = None
    if case["releases"] is not None:
        facts = make_facts(
            *(
                make_release(id_, day, event_status=EventStatus(status), primary=primary)
                for id_, day, status, primary in case["releases"]
            )
        )
    event = Event(release=case["named"], time=time(9), zone="America/New_York", place=HERE)
    return Campaign(name="film", steps=(), facts=facts, event=event)


@pytest.mark.cases("events")
def test_an_event_has_a_time_or_one_problem(case: dict[str, Any], make_release: Make, make_facts: Make) -> None:
    """The named release, the primary one, the first one; what cannot be counted down to is said."""
    found = event_time(campaign_of(case, make_release, make_facts))
    if "wall" in case:
        assert found.problem is None
        assert found.at is not None
        assert f"{found.at.wall:%Y-%m-%d %H:%M}" == case["wall"]
        assert found.at.zone == "America/New_York"
        return
    assert found.at is None
    assert found.problem is not None
    assert found.problem.code == case["code"]
    assert case["says"] in found.problem.message
    assert found.problem.hint == case.get("hint", found.problem.hint)
    assert found.problem.place is not None


def test_the_time_of_an_event_is_an_instant_in_its_zone(make_release: Make, make_facts: Make) -> None:
    """Nine in New York in January is two in the afternoon, UTC."""
    case = {"named": None, "releases": [["a", "2027-01-08", "scheduled", True]]}
    found = event_time(campaign_of(case, make_release, make_facts))
    assert found.at
    assert found.at.instant == datetime(2027, 1, 8, 14, tzinfo=UTC)


def test_a_release_that_cannot_be_counted_to_is_shown_where_it_stands(make_release: Make, make_facts: Make) -> None:
    """The line to edit is in the facts file, or in the campaign where the release came from no file."""
    case = {"named": None, "releases": [["a", "2027", "scheduled", True]]}
    campaign = campaign_of(case, make_release, make_facts)
    found = event_time(campaign)
    assert found.problem
    assert str(found.problem.place) == "config/facts/film.yaml:4:3"
    facts = make_facts(make_release("a", "2027", place=None))
    found = event_time(Campaign(name="film", steps=(), facts=facts, event=campaign.event))
    assert found.problem
    assert found.problem.place == HERE


def test_a_campaign_without_an_event_has_no_time_and_no_problem() -> None:
    """Dates may be all it has."""
    found = event_time(Campaign(name="notes", steps=()))
    assert (found.release, found.at, found.problem) == (None, None, None)


def test_the_primary_release_is_meant_where_none_is_named(make_release: Make, make_facts: Make) -> None:
    """A name that is not there is not replaced by another release."""
    first, second = make_release("a"), make_release("b", primary=True)
    facts = make_facts(first, second)
    assert named_release(facts, None) is second
    assert named_release(facts, "a") is first
    assert named_release(facts, "c") is None
    assert named_release(make_facts(), None) is None
