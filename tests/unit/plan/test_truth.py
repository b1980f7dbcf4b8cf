from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from scheduler.errors import Place, Severity
from scheduler.facts.lists.key_points import KeyPoint
from scheduler.model import Claim, Facts, Release, Review, Source
from scheduler.plan.calendar import Resolved
from scheduler.plan.truth import (
    claims_of_facts,
    outdated,
    releases_in,
    unproven,
    unproven_facts,
    unproven_in,
    unproven_problem,
    unproven_warning,
)

SENTENCE = "The film opens in cinemas on January 8."
EVENT = Resolved(
    instant=datetime(2027, 1, 8, 14, 0, tzinfo=UTC),
    wall=datetime.fromisoformat("2027-01-08T09:00"),
    zone="America/New_York",
)
PLACE = Place(file="config/facts/film.yaml", line=20)


def point(text: str = SENTENCE, start: int = 100, **more: object) -> KeyPoint:
    """Return a key point that stands somewhere in the article."""
    return KeyPoint(
        text=text,
        source=Source(exact=text, start=start, end=start + len(text)),
        place=PLACE,
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def release(make_release: Callable[..., Release]) -> Release:
    return make_release(source=Source(exact="opens in cinemas on January 8", start=109, end=138), extracted="0" * 12)


def test_a_fact_that_quotes_the_release_is_true_until_the_event(
    release: Release, make_facts: Callable[..., Facts]
) -> None:
    """The words "opens on January 8" stop being true the moment it opens."""
    facts = make_facts(release, key_points=(point(),))
    [claim] = claims_of_facts("2. " + SENTENCE, [point()], facts, release=release, event=EVENT, zone=EVENT.zone)
    assert (claim.start, claim.end) == (None, EVENT.instant)
    assert claim.words == "opens"


@pytest.mark.parametrize(
    ("text", "start"),
    [("The film opened in cinemas on January 8.", 100), ("The crew will never forget it.", 500)],
    ids=["told as past", "quotes no release"],
)
def test_other_facts_claim_nothing(text: str, start: int, release: Release, make_facts: Callable[..., Facts]) -> None:
    """What is told as past, or has nothing to do with a release, is true for good."""
    fact = point(text, start)
    facts = make_facts(release, key_points=(fact,))
    assert claims_of_facts(text, [fact], facts, release=release, event=EVENT, zone=EVENT.zone) == ()


def test_a_release_is_judged_by_the_words_around_it(release: Release, make_facts: Callable[..., Facts]) -> None:
    """The template's own words say whether the release is still to come."""
    facts = make_facts(release)
    spoken = claims_of_facts("It arrives soon.", [release], facts, release=release, event=EVENT, zone=EVENT.zone)
    assert [claim.end for claim in spoken] == [EVENT.instant]
    assert claims_of_facts("It is here!", [release], facts, release=release, event=EVENT, zone=EVENT.zone) == ()


@pytest.mark.parametrize(
    ("date", "end"),
    [
        ("2027-03-01", datetime(2027, 3, 1, 5, 0, tzinfo=UTC)),
        ("2027-03", datetime(2027, 3, 1, 5, 0, tzinfo=UTC)),
        ("2027", None),
    ],
)
def test_another_release_ends_where_it_may_have_happened(
    date: str,
    end: datetime | None,
    release: Release,
    make_release: Callable[..., Release],
    make_facts: Callable[..., Facts],
) -> None:
    """A second release has no time of day: its claim ends with the first moment of its day, or of its month."""
    other = make_release("album", date, source=Source(exact="is due out", start=300, end=310))
    fact = point("The album is due out then.", 295)
    facts = make_facts(release, other, key_points=(fact,))
    spoken = claims_of_facts("", [fact], facts, release=release, event=EVENT, zone="America/New_York")
    assert [claim.end for claim in spoken] == ([end] if end else [])


def test_a_fact_that_quotes_a_moved_date_is_outdated(release: Release, make_facts: Callable[..., Facts]) -> None:
    """The date was edited, the sentence was not: the problem says which line to edit."""
    moved = Release(
        **{name: getattr(release, name) for name in release.__dataclass_fields__} | {"start_date": "2027-01-15"}
    )
    fact = point()
    [problem] = outdated([fact], make_facts(moved, key_points=(fact,)))
    assert (problem.code, problem.place, problem.severity) == ("fact-outdated", PLACE, Severity.ERROR)
    assert '"January 8"' in problem.message
    assert "2027-01-15" in problem.message


@pytest.mark.parametrize(
    "fact",
    [
        point("The film opens in cinemas on January 15."),
        point("The film was shot in one winter.", 400),
        point("The film opens in cinemas."),
        point(review=Review.REJECTED),
    ],
    ids=["put right", "another sentence", "without a date", "rejected"],
)
def test_facts_that_are_right_are_not_outdated(
    fact: KeyPoint, release: Release, make_facts: Callable[..., Facts]
) -> None:
    """Only a fact that still says the old date is in the way."""
    moved = Release(
        **{name: getattr(release, name) for name in release.__dataclass_fields__} | {"start_date": "2027-01-15"}
    )
    assert outdated([fact], make_facts(moved, key_points=(fact,))) == ()


def test_an_unmoved_date_makes_nothing_outdated(release: Release, make_facts: Callable[..., Facts]) -> None:
    """A release as its article has it, edited elsewhere or not, leaves its sentence alone."""
    assert outdated([point()], make_facts(release, key_points=(point(),))) == ()
    assert releases_in(point(), make_facts(release)) == (release,)
    assert releases_in(release, make_facts(release)) == ()


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
    [problem] = unproven_facts([(fact, ("tomorrow",)), (point(), ())], make_facts(key_points=(fact,)))
    assert (problem.code, problem.place) == ("claim-unproven", PLACE)
    assert "key_points[0]" in problem.message


def test_a_releases_own_words_are_judged_by_its_date(release: Release) -> None:
    """Of a release the template prints the date, not the sentence."""
    assert unproven_in(release, "Out today") == ()


def test_unproven_words_block_a_campaign_and_warn_in_a_spreadsheet() -> None:
    """A template can prove its words; literal text can only be bounded."""
    assert unproven_problem("step", ["now"], PLACE).severity is Severity.ERROR
    assert "true_from" in (unproven_problem("step", ["now"], PLACE).hint or "")
    assert unproven_warning("row", ["now"], PLACE).severity is Severity.WARNING
    assert "expires" in (unproven_warning("row", ["now"], PLACE).hint or "")
