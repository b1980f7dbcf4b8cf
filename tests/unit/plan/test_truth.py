from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from scheduler.errors import Place, Severity
from scheduler.facts.lists.key_points import KeyPoint
from scheduler.model import Facts, Release, Review, Source
from scheduler.plan.calendar import Resolved
from scheduler.plan.truth import claims_of_facts, outdated, releases_in

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
    assert claims_of_facts(text, [fact], facts, release=release, event=EVENT, zone=EVENT.zone) == {}


def test_a_release_is_judged_by_the_words_around_it(release: Release, make_facts: Callable[..., Facts]) -> None:
    """The template's own words say whether the release is still to come."""
    facts = make_facts(release)
    spoken = claims_of_facts("It arrives soon.", [release], facts, release=release, event=EVENT, zone=EVENT.zone)
    assert [claim.end for claim in spoken] == [EVENT.instant]
    assert claims_of_facts("It is here!", [release], facts, release=release, event=EVENT, zone=EVENT.zone) == {}


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


def test_an_old_plan_claims_nothing(
    release: Release, make_release: Callable[..., Release], make_facts: Callable[..., Facts]
) -> None:
    """That it was originally scheduled for March 3 stays true after March 3, whoever still has that day."""
    text = "The film was originally scheduled for March 3."
    fact = point(text, 300)
    given_up = make_release(
        "release-2", "2026-03-03", source=Source(exact="originally scheduled for March 3", start=313, end=345)
    )
    facts = make_facts(release, given_up, key_points=(fact,))
    assert releases_in(fact, facts) == ()
    assert claims_of_facts(text, [fact], facts, release=release, event=EVENT, zone=EVENT.zone) == {}
    both = point("Originally scheduled for March 3, it now opens on January 8.", 100)
    assert releases_in(both, facts) == (release,)
    [claim] = claims_of_facts(both.text, [both], facts, release=release, event=EVENT, zone=EVENT.zone)
    assert (claim.words, claim.end) == ("opens", EVENT.instant)


def test_a_claim_comes_with_the_fact_whose_words_it_is(release: Release, make_facts: Callable[..., Facts]) -> None:
    """Not the release, in whose text they stand as well; the first, where several say the same."""
    one, other = point(), point("It opens.", 110)
    facts = make_facts(release, key_points=(one, other))
    for used in ([release, one, other], [one, release, other]):
        found = claims_of_facts(SENTENCE, used, facts, release=release, event=EVENT, zone=EVENT.zone)
        assert list(found.values()) == [one]


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
        point("The film was originally due to open on January 8."),
    ],
    ids=["put right", "another sentence", "without a date", "rejected", "an old plan"],
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
