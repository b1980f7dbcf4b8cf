"""English, written out, against the CLDR."""

from datetime import date, time, timedelta

import pytest

from scheduler.compose import language
from scheduler.compose.cldr import DateForm, Language
from scheduler.compose.english import English

CLDR = Language("en")
OURS = language("en")
NUMBERS = (*range(-130, 130), 999, 1000, 1001, -4321, 12345, 1234567, 10**15)


def test_english_of_no_region_is_written_out() -> None:
    """Other Englishes are asked of the CLDR: they write 8 January."""
    assert isinstance(OURS, English)
    assert not isinstance(language("en-GB"), English)
    assert (OURS.code, OURS.name, OURS.label, OURS.words) == (CLDR.code, CLDR.name, CLDR.label, CLDR.words)


@pytest.mark.parametrize("form", DateForm)
def test_it_writes_every_day_as_the_cldr_does(form: DateForm) -> None:
    """Each day of a leap year and of a common one, and years of fewer digits."""
    days = [date(2027, 12, 31) + timedelta(days=number) for number in range(-365, 400)]
    days += [date(1, 1, 1), date(476, 9, 4), date(9999, 12, 31)]
    assert [OURS.date(day, form) for day in days] == [CLDR.date(day, form) for day in days]


def test_it_writes_every_minute_as_the_cldr_does() -> None:
    """Noon and midnight are 12."""
    minutes = [time(number // 60, number % 60, 59) for number in range(24 * 60)]
    assert [OURS.time(each) for each in minutes] == [CLDR.time(each) for each in minutes]


def test_it_counts_as_the_cldr_does() -> None:
    """Days, hours, plurals and separators, of either sign."""
    for number in NUMBERS:
        assert OURS.number(number) == CLDR.number(number)
        assert OURS.is_one(number) == CLDR.is_one(number)
    for number in NUMBERS[:-1]:
        assert (OURS.days(number), OURS.hours(number)) == (CLDR.days(number), CLDR.hours(number))
        assert number < 0 or OURS.in_days(number) == CLDR.in_days(number)
    assert OURS.number(1234.5) == CLDR.number(1234.5) == "1,234.5"
    assert OURS.digits("1,234") == CLDR.digits("1,234")
