import pytest

from scheduler.workspace.zones import zone_exists, zone_hint


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "America/Argentina/Ushuaia"])
def test_places_are_zones(name: str) -> None:
    """Names of the time-zone database are known."""
    assert zone_exists(name)


@pytest.mark.parametrize("name", ["Europe/Berln", "Europe", "", "/etc/localtime", "../UTC", "localtime", "a\0b"])
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
