import pytest

from scheduler.articles.published import Rank, dated, day_in_address, settle


def test_the_most_trusted_source_decides() -> None:
    """Front matter before JSON-LD before meta tags, whatever their order."""
    statements = [*dated(Rank.META, "2031-03-02"), *dated(Rank.JSON_LD, "2031-03-01")]
    assert settle(statements) == ("2031-03-01", ())
    assert settle([*statements, *dated(Rank.FRONT_MATTER, "2031-03-02")])[0] == "2031-03-02"


def test_sources_more_than_a_day_apart_are_a_question() -> None:
    """One day is a time zone; two are a disagreement, and both are named."""
    day, (question,) = settle([*dated(Rank.JSON_LD, "2031-03-03"), *dated(Rank.META, "2031-03-01")])
    assert day == "2031-03-03"
    assert "2031-03-03 (JSON-LD)" in question
    assert "2031-03-01 (meta tags)" in question


def test_a_time_that_says_nothing_disagrees_with_nobody() -> None:
    """A <time> on a page may be of anything: it states the day only where nothing else does."""
    other = dated(Rank.TIME, "2029-01-05")
    assert settle([*dated(Rank.META, "2031-03-01"), *other]) == ("2031-03-01", ())
    assert settle(other) == ("2029-01-05", ())


def test_a_stamp_in_utc_takes_the_day_that_the_page_shows() -> None:
    """The same instant in the publisher's zone, what a <time> shows, the byline, the address: each tells the day."""
    utc = dated(Rank.JSON_LD, "2031-06-02T02:30:00Z")
    assert settle(utc)[0] == "2031-06-02"
    assert settle(utc, seen=dated(Rank.TIME, "2031-06-01T22:30:00-04:00"))[0] == "2031-06-01"
    assert settle(utc, seen=dated(Rank.TIME, "2031-06-02T02:30:00Z", "June 1, 2031"))[0] == "2031-06-01"
    assert settle([*utc, *dated(Rank.BYLINE, "June 1, 2031")])[0] == "2031-06-01"
    assert settle([*utc, *dated(Rank.ADDRESS, "2031-06-01")])[0] == "2031-06-01"
    assert settle([*dated(Rank.JSON_LD, "2031-06-02T15:00:00Z"), *dated(Rank.ADDRESS, "2031-06-01")])[0] == "2031-06-02"


def test_a_stamp_in_a_zone_of_its_own_stays() -> None:
    """A day that is written with its offset is the publisher's."""
    assert (
        settle([*dated(Rank.META, "2031-06-01T22:30:00-04:00"), *dated(Rank.ADDRESS, "2031-06-02")])[0] == "2031-06-01"
    )


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://e.example/2031/07/06/a-story", "2031-07-06"),
        ("https://e.example/news/2031-7-6-a-story.html", "2031-7-6"),
        ("https://e.example/a/20310706/b", "2031-07-06"),
        ("https://e.example/2031/07/a-story", None),
        ("https://e.example/story-203107061", None),
        ("https://e.example/2031/13/41/x", None),
        (None, None),
    ],
)
def test_the_day_in_an_address_is_a_whole_one(address: str | None, day: str | None) -> None:
    """A month alone is no day, and a number that only looks like one is none."""
    assert day_in_address(address) == day
