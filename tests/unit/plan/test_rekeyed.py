"""Rows whose text changed and whose key was made of it: told, before the edit goes out as a second post."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

import pytest

from scheduler.errors import Place, Problem
from scheduler.model import Channel, OneOff, PartState, Post
from scheduler.plan import Allowances, Drafted, Material, plan, rekeyed
from scheduler.plan.slots import NEXT_FREE

OLD, NEW = "The trailer is out at last.", "The trailer is here at last!"
OTHER = "Which scene of all is yours?"
PLACE = Place(file="config/posts/a.csv", line=2)

Told = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def row(make_post: Callable[..., Post]) -> Callable[..., Post]:
    """Make the post of a row without a time."""

    def make(key: str, text: str, channel: str = "x", **more: object) -> Post:
        return make_post(f"posts/{key}/{channel}", texts=(text,), place=PLACE, **({"when": NEXT_FREE} | more))

    return make


@pytest.fixture
def told(noon: datetime) -> Told:
    """Return what is said of rows that are asked for, where a queue holds others."""

    def say(asked: list[Post], queued: list[Post], allow: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
        drafted = Drafted(posts=tuple(asked), problems=())
        rows = (OneOff(key=each.step, channel=each.channel, text="", when=None, allow=allow or {}) for each in asked)
        channels = MappingProxyType({"x": Channel(name="x", platform="x", destination="catch")})
        material = Material(
            campaigns=(), one_offs=tuple(rows), channels=channels, templates={}, zone="UTC", late=timedelta(hours=2)
        )
        made = plan(drafted, queued, revision=1, files="f", now=noon)
        return rekeyed(made, queued, drafted, Allowances(material))

    return say


def test_an_edit_that_became_a_new_post_is_told_with_the_key_it_had(told: Told, row: Callable[..., Post]) -> None:
    """Counted, at the row, with what to do."""
    (problem,) = told([row("trailer-2", NEW)], [row("trailer", OLD)])
    assert (problem.code, problem.place) == ("key-lost", PLACE)
    assert problem.message == "1 post is new because its text changed"
    assert problem.hint == "give the row a Key, that of the old post: trailer for trailer-2"
    (problem,) = told(
        [row("a-2", NEW), row("b-2", OTHER + "!")], [row("b", OTHER), row("a", OLD, states=[PartState.DELIVERED])]
    )
    assert problem.message == "2 posts are new because their texts changed; 1 of the old ones went out already"
    assert problem.hint == (
        "give the rows a Key, that of the old post: a for a-2, b for b-2;"
        " where both are meant, say so with  allow: key-lost"
    )


def test_an_edit_of_what_was_sent_is_told_as_what_would_be_sent_again(told: Told, row: Callable[..., Post]) -> None:
    """The plan does not list the old post any more, for nothing becomes of it."""
    (problem,) = told([row("trailer-2", NEW)], [row("trailer", OLD, states=[PartState.DELIVERED])])
    assert problem.message == "1 post is new because its text changed; the old one was sent already"


def test_what_is_new_or_known_is_not_told(told: Told, row: Callable[..., Post]) -> None:
    """Another text or the very same one, another channel, a row that is there still, a time, what was called off."""
    old = row("trailer", OLD)
    assert told([row("question", OTHER)], [old]) == ()
    assert told([row("named-anew", OLD)], [old]) == ()
    assert told([row("trailer-2", NEW, "bluesky")], [old]) == ()
    assert told([row("trailer-2", NEW), old], [old]) == ()
    assert told([row("trailer-2", NEW, when="2027-01-02 12:00")], [old]) == ()
    assert told([row("trailer-2", NEW)], [row("trailer", OLD, when="2027-01-02 12:00")]) == ()
    assert told([row("trailer-2", NEW)], [row("trailer", OLD, states=[PartState.CANCELLED])]) == ()
    assert told([row("trailer", NEW)], [old]) == ()


def test_a_post_was_one_of_those_that_are_gone(told: Told, row: Callable[..., Post]) -> None:
    """Of two new ones that read alike, one is the edit."""
    (problem,) = told([row("a", NEW), row("b", NEW + "!")], [row("trailer", OLD)])
    assert problem.message.startswith("1 post")


def test_two_that_are_meant_are_allowed(told: Told, row: Callable[..., Post]) -> None:
    """As any warning."""
    assert told([row("trailer-2", NEW)], [row("trailer", OLD)], {"key-lost": "the second trailer"}) == ()
