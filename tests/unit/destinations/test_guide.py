"""The guide's table of destinations against the destinations themselves."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from scheduler.destinations import get, names
from scheduler.model import OnUnknown

GUIDE = (Path(__file__).parents[3] / "docs" / "guide" / "destinations.md").read_text("utf-8")
ROWS = {
    cells[0].strip("`"): cells[1:]
    for line in GUIDE.splitlines()
    if line.startswith("| `") and (cells := [cell.strip() for cell in line.strip("|").split("|")])
}


def keys(cell: str) -> set[str]:
    """Return the keys named in a cell."""
    return set(re.findall(r"`(\w+)`", cell))


def test_every_destination_has_a_row() -> None:
    """None is missing, none is made up."""
    assert set(ROWS) == set(names())


@pytest.mark.parametrize("name", names())
def test_a_row_says_what_a_destination_needs_takes_and_can(name: str) -> None:
    """Keys, threads, pictures, and what becomes of an attempt nobody knows about."""
    destination = get(name)
    needs, takes, threads, image, unknown = ROWS[name]
    assert keys(needs) == set(destination.required)
    assert keys(takes) == set(destination.keys) - set(destination.required)
    assert threads.startswith("no") != destination.can_thread
    assert image.startswith("no") != destination.takes_image
    assert (unknown == "waits for you") == (destination.on_unknown is OnUnknown.HOLD)
    assert ("then waits for you" in unknown) == (destination.dedupe_for is not None)


def test_every_example_names_a_destination_and_its_keys() -> None:
    """What is copied out of the guide is a channel in which nothing is missing or unused."""
    common = {"platform", "destination", "limit", "on_unknown"}
    for block in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE):
        for channel in YAML(typ="safe", pure=True).load(block).values():
            destination = get(channel["destination"])
            assert set(destination.required) <= set(channel) <= common | set(destination.keys)
