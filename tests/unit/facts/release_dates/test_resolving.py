from datetime import date

import pytest

from scheduler.facts.release_dates.dates import find_dates
from scheduler.facts.release_dates.resolving import Resolved, Tense, resolve

PUBLISHED = date(2026, 11, 19)  # a Thursday


def _read(words: str, tense: Tense = Tense.FUTURE, named_year: int | None = None) -> tuple[Resolved, ...]:
    (mention,) = find_dates(words)
    return resolve(mention, words, tense, PUBLISHED, named_year)


@pytest.mark.parametrize(
    ("words", "tense", "start"),
    [
        ("January 8", Tense.FUTURE, "2027-01-08"),
        ("January 8", Tense.PAST, "2026-01-08"),
        ("November 19", Tense.FUTURE, "2026-11-19"),
        ("on Friday", Tense.FUTURE, "2026-11-20"),
        ("on Friday", Tense.PAST, "2026-11-13"),
        ("tomorrow", Tense.FUTURE, "2026-11-20"),
        ("yesterday", Tense.PAST, "2026-11-18"),
        ("in two weeks", Tense.FUTURE, "2026-12-03"),
        ("next month", Tense.FUTURE, "2026-12"),
        ("next year", Tense.FUTURE, "2027"),
        ("in March", Tense.FUTURE, "2027-03"),
        ("in March", Tense.PAST, "2026-03"),
        ("in spring 2027", Tense.FUTURE, "2027-21"),
        ("this winter", Tense.FUTURE, "2026-24"),
        ("Q1 2027", Tense.FUTURE, "2027-33"),
        ("February 29", Tense.FUTURE, "2028-02-29"),
    ],
)
def test_a_date_takes_the_year_its_tense_allows(words: str, tense: Tense, start: str) -> None:
    """Future means the nearest one on or after the published day, past the nearest on or before."""
    (reading,) = _read(words, tense)
    assert reading.start == start


def test_next_friday_has_two_readings_and_a_question() -> None:
    """Two readings are two candidates; none is beyond doubt."""
    readings = _read("next Friday")
    assert [each.start for each in readings] == ["2026-11-20", "2026-11-27"]
    assert all(each.question and not each.sure for each in readings)


def test_a_right_weekday_confirms_a_date_and_a_wrong_one_makes_a_question() -> None:
    """The weekday is the article's own proof of its year."""
    assert _read("Friday, January 8")[0].sure
    wrong = _read("Saturday, January 8")[0]
    assert wrong.question
    assert not wrong.sure


def test_the_headlines_year_goes_before_the_nearest_one() -> None:
    """An article on a 2027 tour that names December 3 means 2027, but a person should look."""
    (reading,) = _read("December 3", named_year=2027)
    assert reading.start == "2027-12-03"
    assert not reading.sure


def test_a_range_over_new_year_ends_in_the_next_one() -> None:
    """The last day of a range never lies before its first."""
    (reading,) = _read("December 30 – January 2")
    assert (reading.start, reading.end) == ("2026-12-30", "2027-01-02")
