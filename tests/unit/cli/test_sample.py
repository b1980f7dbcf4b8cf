from datetime import date, timedelta

import pytest

from scheduler.cli.console.sample import RELEASE, SampleDates, sample_folder

TODAYS = [date(2026, 11, 25), date(2027, 12, 28), date(2028, 1, 31), date(2031, 2, 28), date(2026, 1, 1)]


@pytest.mark.parametrize("today", TODAYS)
def test_every_date_is_moved_by_the_same_days(today: date) -> None:
    """ISO days and `Month D` move together, over ends of months and years, and weekdays stay what they are."""
    dates = SampleDates.from_today(today)
    release = RELEASE + timedelta(days=dates.days)
    assert abs(release - today - timedelta(weeks=5)) < timedelta(days=4)
    assert release.weekday() == RELEASE.weekday()
    assert dates.moved(RELEASE.isoformat()) == release.isoformat()
    assert dates.moved("opens on November 26.") == f"opens on {release:%B} {release.day}."


def test_what_is_no_date_stays() -> None:
    """Numbers, words and other months' names alone are left as they are."""
    text = "In May 1999 it had 12 days, part 2026 and Marching on."
    assert SampleDates(days=100).moved(text) == text


def test_the_sample_is_found_in_a_checkout() -> None:
    """An editable install reads the checkout's own files, never a stale copy beside the package."""
    assert (sample_folder() / "config" / "workspace.yaml").is_file()
    assert (sample_folder() / "templates" / "countdown.j2").is_file()
    assert (sample_folder() / "pyproject.toml").is_file()
