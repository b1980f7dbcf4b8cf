from collections.abc import Callable

import pytest

from scheduler.errors import Place, Severity
from scheduler.facts.lists.key_points import KeyPoint
from scheduler.model import Claim, Facts, Release, Source
from scheduler.plan.unproven import unproven, unproven_facts, unproven_in, unproven_problem, unproven_warning

PLACE = Place(file="config/facts/film.yaml", line=20)


def point(text: str) -> KeyPoint:
    """Return a key point that stands somewhere in the article."""
    return KeyPoint(text=text, source=Source(exact=text, start=100, end=100 + len(text)), place=PLACE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tickets today, and TOMORROW too", ("today", "tomorrow")),
        ("Doors open in three days", ("in three days",)),
        ("See it now", ("now",)),
        ("Tonight's the night", ("tonight",)),
        ("Nothing of the kind", ()),
        ("Known unknowns, snow and a nowhere man", ()),
        ("Until now nobody knew; by now all do; now and then", ()),
        ("It was filmed in 40 days, written in nine weeks", ()),
        ("A now-famous film", ()),
    ],
)
def test_words_of_time_that_nothing_covers_are_found(text: str, words: tuple[str, ...]) -> None:
    """Each once, as they are written; what says nothing of the post's own day is left alone."""
    assert unproven(text, ()) == words


def test_words_that_a_claim_covers_are_proven() -> None:
    """The words of a template's own claims, whatever their case."""
    claims = [Claim(words="out now", start=None, end=None), Claim(words="in 7 days", start=None, end=None)]
    assert unproven("Out now! And in 7 days it is gone", claims) == ()
    assert unproven("Out now! See it today", claims) == ("today",)


@pytest.mark.parametrize(
    ("text", "claim", "left"),
    [
        ("Due in 3 days", "due in", ("in 3 days",)),  # the claim's words are not these
        ("in 17 days", "7 days", ("in 17 days",)),
        ("in 21 days", "1 day", ("in 21 days",)),
        ("in 7 days", "7 days", ()),
        ("In 1 hour", "1 hour", ()),
        ("Tomorrow", "tomorrow", ()),
    ],
)
def test_a_claim_covers_the_words_it_says_and_no_others(text: str, claim: str, left: tuple[str, ...]) -> None:
    """What merely looks like a claim's words, or holds them, is not proven by it."""
    assert unproven(text, [Claim(words=claim, start=None, end=None)]) == left


def test_a_day_that_a_fact_counts_from_is_the_articles(make_facts: Callable[..., Facts]) -> None:
    """The "tomorrow" of a quoted sentence is not the event's eve, and a template that says the word proves nothing."""
    fact = point("Tickets go on sale tomorrow, said the studio now.")
    assert unproven_in(fact, "Tickets go on sale tomorrow, said the studio.") == ("tomorrow",)
    [problem] = unproven_facts([(fact, ("tomorrow",)), (point("It opens."), ())], make_facts(key_points=(fact,)))
    assert (problem.code, problem.place) == ("claim-unproven", PLACE)
    assert "key_points[0]" in problem.message


def test_a_releases_own_words_are_judged_by_its_date(make_release: Callable[..., Release]) -> None:
    """Of a release the template prints the date, not the sentence."""
    assert unproven_in(make_release(), "Out today") == ()


def test_unproven_words_block_a_campaign_and_warn_in_a_spreadsheet() -> None:
    """A template can prove its words; literal text can only be bounded."""
    assert unproven_problem("step", ["now"], PLACE).severity is Severity.ERROR
    assert "true_from" in (unproven_problem("step", ["now"], PLACE).hint or "")
    assert unproven_warning("row", ["now"], PLACE).severity is Severity.WARNING
    assert "expires" in (unproven_warning("row", ["now"], PLACE).hint or "")
