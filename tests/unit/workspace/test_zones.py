import pytest

from scheduler.workspace.zones import zone_exists, zone_hint


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "America/Argentina/Ushuaia"])
def test_places_are_zones(name: str) -> None:
    """Names of the time-zone database are known."""
    assert zone_exists(name)


@pytest.mark.parametrize("name", ["Europe/Berln", "Europe", "", "/etc/localtime", "../UTC", "localtime", "a\0b", "EST"])
def test_anything_else_is_none(name: str) -> None:
    """No folder, no path and no file of this machine passes for a zone."""
    assert not zone_exists(name)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Europe/Berln", "Europe/Berlin"), ("new york", "America/New_York"), ("Tokyo", "Asia/Tokyo")],
)
def test_the_zone_that_was_meant_is_suggested(name: str, meant: str) -> None:
    """By spelling, or by the city alone."""
    assert zone_hint(name) == f'did you mean "{meant}"?'


@pytest.mark.parametrize(
    ("name", "hint"),
    [("PST", "America/Los_Angeles"), ("BST", "Europe/London"), ("cest", "Europe/Berlin"), ("EST", "America/New_York")],
)
def test_an_abbreviation_is_answered_with_a_place(name: str, hint: str) -> None:
    """And not with the abbreviation it looks like, which is hours away."""
    assert zone_hint(name).endswith(f": {hint}?")


@pytest.mark.parametrize("name", ["UTC+2", "GMT+1", "XST", "+02:00"])
def test_what_is_not_known_is_not_guessed(name: str) -> None:
    """A place is asked for."""
    assert "did you mean" not in zone_hint(name)
