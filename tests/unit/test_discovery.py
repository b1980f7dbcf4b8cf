"""Plug-ins are found by their files, and a room with a fault says which."""

import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scheduler.discovery import discover


@dataclass(frozen=True)
class Animal:
    """What a room of these tests is full of."""

    name: str


Room = Callable[..., str]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """Make a package `zoo` of modules, each with its source; it sees `Animal` as `animals.Animal`."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(sys.modules, "animals", sys.modules[__name__])
    before = set(sys.modules)

    def make(**modules: str) -> str:
        folder = tmp_path / "zoo"
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        for name, source in modules.items():
            (folder / f"{name}.py").write_text(f"from animals import Animal\n{source}\n")
        importlib.invalidate_caches()
        return "zoo"

    yield make
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_every_module_with_the_constant_is_found_by_its_name(room: Room) -> None:
    """In alphabetical order of the files, under the names the plug-ins give themselves."""
    zoo = room(b="ANIMAL = Animal('zebra')", a="ANIMAL = Animal('ape')", c="helper = Animal('no plug-in')")
    assert list(discover(zoo, "ANIMAL", Animal).items()) == [("ape", Animal("ape")), ("zebra", Animal("zebra"))]


def test_an_empty_room_has_nothing_in_it(room: Room) -> None:
    """That is no fault."""
    assert discover(room(), "ANIMAL", Animal) == {}


def test_two_modules_of_one_name_are_refused(room: Room) -> None:
    """Which of them was meant nobody could say."""
    zoo = room(a="ANIMAL = Animal('ape')", b="ANIMAL = Animal('ape')")
    with pytest.raises(ValueError, match="two modules of zoo are named 'ape'"):
        discover(zoo, "ANIMAL", Animal)


@pytest.mark.parametrize("value", ["'ape'", "None", "Animal", "object()"])
def test_a_constant_of_another_kind_is_refused_with_its_module(room: Room, value: str) -> None:
    """A class instead of an object, a name instead of a thing."""
    with pytest.raises(TypeError, match=r"zoo\.a\.ANIMAL is no Animal"):
        discover(room(a=f"ANIMAL = {value}"), "ANIMAL", Animal)


def test_a_module_that_cannot_be_imported_is_not_passed_over(room: Room) -> None:
    """A plug-in that is broken is not one that is missing."""
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        discover(room(a="import no_such_module"), "ANIMAL", Animal)


def test_what_was_found_cannot_be_changed(room: Room) -> None:
    """The room is its files."""
    found = discover(room(a="ANIMAL = Animal('ape')"), "ANIMAL", Animal)
    with pytest.raises(TypeError):
        found["bear"] = Animal("bear")  # type: ignore[index]
