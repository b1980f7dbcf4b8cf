"""Which facts may be spoken in public."""

from collections.abc import Callable
from typing import Any

import pytest

from scheduler.errors import Place
from scheduler.model import Confidence, EventStatus, Fact, Facts, Release, Review
from scheduler.plan.gates import fact_problems, name_of, rivals_of

Make = Callable[..., Any]


@pytest.mark.cases("gates")
def test_a_fact_passes_warns_or_blocks_as_the_table_says(
    case: dict[str, Any], make_release: Make, make_facts: Make
) -> None:
    """Review, confidence, a rival date and the workspace's rule decide together."""
    review = Review(case["review"])
    if case["fact"] == "release":
        fact: Fact = make_release(review=review, confidence=Confidence(case["confidence"]))
        rival = [make_release("rival", "2027-02-01")] if case.get("disputed") else []
        facts = make_facts(fact, *rival)
    else:
        fact = Fact(source=None, review=review, stale=case.get("stale", False), place=Place(file="f.yaml", line=9))
        facts = make_facts(key_points=(fact,))
    found = fact_problems([fact], facts, require_review=case.get("require", False))
    expected = [(case["code"], case["severity"], fact.place)] if case["code"] else []
    assert [(problem.code, problem.severity.value, problem.place) for problem in found] == expected


@pytest.mark.parametrize(
    ("other", "disputes"),
    [
        ({}, True),
        ({"start_date": "2027-01-08"}, False),
        ({"start_date": "2027-01-08", "end_date": "2027-01-10"}, True),
        ({"review": Review.REJECTED}, False),
        ({"event_status": EventStatus.RUMOURED}, False),
        ({"location": "Japan"}, False),
        ({"of": None}, False),
    ],
)
def test_a_rival_is_another_date_for_the_same_thing_in_the_same_place(
    other: dict[str, Any],
    *,
    disputes: bool,
    make_release: Make,
    make_facts: Make,
) -> None:
    """What a person rejected, what is only rumoured, and what opens elsewhere dispute nothing."""
    release, rival = make_release(), make_release("rival", **({"start_date": "2027-02-01"} | other))
    facts = make_facts(release, rival)
    assert bool(rivals_of(release, facts)) is disputes


def test_a_dispute_names_both_dates_and_the_line_to_edit(make_release: Make, make_facts: Make) -> None:
    """The problem stands at the fact, and says what to do."""
    release = make_release()
    facts = make_facts(release, make_release("rival", "2027-02-01"))
    (problem,) = fact_problems([release], facts, require_review=False)
    assert problem.message == "The release date 2027-01-08 is disputed: 2027-01-08 and 2027-02-01"
    assert problem.hint == (
        "write  review: rejected  at the one that is wrong (the other is at config/facts/film.yaml:4:3)"
    )
    assert str(problem.place) == "config/facts/film.yaml:4:3"


def test_a_dispute_about_the_last_day_says_both_days(make_release: Make, make_facts: Make) -> None:
    """Two releases that begin together are told apart by their ends."""
    release = make_release()
    facts = make_facts(release, make_release("rival", end_date="2027-01-10"))
    (problem,) = fact_problems([release], facts, require_review=False)
    assert problem.message.endswith("2027-01-08 and 2027-01-08 to 2027-01-10")


def test_facts_are_named_as_their_document_names_them(make_release: Make, make_facts: Make) -> None:
    """A release by its date, or its id without one; other facts by kind and position; strangers by no name."""
    first, second = (Fact(source=None, extracted=word) for word in ("a", "b"))
    undated: Release = make_release("release-2", None)
    facts: Facts = make_facts(undated, key_points=(first, second))
    assert name_of(second, facts) == "The fact key_points[1]"
    assert name_of(undated, facts) == "The release release-2"
    assert name_of(make_release(), facts) == "The release date 2027-01-08"
    assert name_of(Fact(source=None), facts) == "A fact"


def test_every_fact_that_stands_in_the_way_is_told(make_facts: Make) -> None:
    """Two rejected facts are two problems, in the order in which they were used."""
    bad = [Fact(source=None, review=Review.REJECTED, extracted=word) for word in ("a", "b")]
    facts = make_facts(key_points=tuple(bad))
    messages = [problem.message for problem in fact_problems(bad[::-1], facts, require_review=False)]
    assert messages == ["The fact key_points[1] was rejected", "The fact key_points[0] was rejected"]
