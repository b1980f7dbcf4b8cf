"""Checks plain data against the dataclasses of facts: every fault is kept with its place, nothing is raised."""

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Final, get_args, get_type_hints

from scheduler.errors import Place, Problem, did_you_mean
from scheduler.model import Fact, Source, Subject

Path = tuple[str | int, ...]
_EDTF: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4]|3[3-6])(?:-\d{2})?)?")
DAY_CHARACTERS: Final = len("2023-07-12")


def dotted(path: Path) -> str:
    """Return a path as people write it: releases[0].start_date."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


class Checker:
    """Reads values by their expected type; `places` collects where everything stands, `problems` what is wrong."""

    def __init__(self, place: Callable[[Path], Place | None]) -> None:
        self._place = place
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}

    def say(self, code: str, message: str, path: Path, hint: str | None = None) -> None:
        """Keep a problem."""
        self.problems.append(Problem(code=code, message=message, hint=hint).at(self._place(path)))

    def mapping(
        self, value: object, path: Path, known: AbstractSet[str], needed: AbstractSet[str] = frozenset()
    ) -> Mapping[str, object]:
        """Return a group of keys; unknown and missing ones are problems."""
        self._remember(path)
        name = dotted(path) or "a facts file"
        if not isinstance(value, Mapping):
            self.say("facts-shape", f"{name} must be a group of keys", path, f"its keys are {', '.join(sorted(known))}")
            return {}
        for key in value:
            if key not in known:
                hint = did_you_mean(str(key), known) or f"its keys are {', '.join(sorted(known))}"
                self.say("facts-unknown-key", f"{name} has no key “{key}”", (*path, str(key)), hint)
        for key in sorted(needed - set(value)):
            self.say("facts-missing-key", f"{name} lacks the key “{key}”", path, f"add a line  {key}: …")
        return value

    def items(self, group: Mapping[str, object], key: str, path: Path = ()) -> Sequence[object]:
        """Return a list; nothing written is an empty one."""
        value = group.get(key)
        if value is None:
            return ()
        if isinstance(value, list | tuple):
            return value
        self.say("facts-shape", f"{dotted((*path, key))} must be a list", (*path, key), "start each item with a dash")
        return ()

    def optional(self, value: object, path: Path) -> str | None:
        """Return a text, or None where nothing is written."""
        found = self.value(str | None, value, path)
        return found if isinstance(found, str) else None

    def text(self, value: object, path: Path) -> str | None:
        """Return a text that must be there."""
        found = self.optional(value, path)
        if found is None and not isinstance(value, Mapping | list):
            self.say("facts-value", f"{dotted(path)} is empty", path, "type a text")
        return found

    def day(self, value: object, path: Path) -> str | None:
        """Return a calendar day as text, or None."""
        found = self.optional(value, path)
        if found is not None and not _is_day(found):
            self.say("facts-value", f"{dotted(path)} is no date: “{found}”", path, "write it as YYYY-MM-DD")
            return None
        return found

    def fact(self, shape: type[Fact], value: object, path: Path) -> Fact | None:
        """Return one fact, or None where something in it is wrong."""
        before = len(self.problems)
        types = get_type_hints(shape)
        own = [each for each in fields(shape) if each.name != "place"]
        needed = {each.name for each in own if each.default is MISSING and each.default_factory is MISSING}
        group = self.mapping(value, path, {each.name for each in own}, needed - {"source"})
        given = {
            each.name: self.value(types[each.name], group[each.name], (*path, each.name))
            for each in own
            if each.name in group
        }
        if len(self.problems) > before:
            return None
        given.setdefault("source", None)
        return shape(**given, place=self._place(path))  # type: ignore[arg-type] # each value was checked against its type

    def value(self, expected: object, value: object, path: Path) -> object:
        """Return a value as the type a field expects; None (and a problem) where it is none."""
        self._remember(path)
        options = set(get_args(expected)) if isinstance(expected, UnionType) else {expected}
        if value is None and type(None) in options:
            return None
        kind = next((each for each in options if each is not type(None)), str)
        if kind is Subject:
            return self._subject(value, path)
        if kind is Source:
            return self._source(value, path)
        if isinstance(value, Mapping | list) or value is None:
            self.say("facts-shape", f"{dotted(path)} must be a single text", path)
            return None
        return self._scalar(kind, value, path)

    def _scalar(self, kind: object, value: object, path: Path) -> object:
        if kind is bool:
            return self._choice(value, path, {"true": True, "false": False})
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return self._choice(value, path, {member.value: member for member in kind})
        if str(path[-1]).endswith("_date") and not is_edtf(str(value)):
            hint = "write 2023-07-12, 2023-07, 2023-21 (spring; 22 summer, 23 autumn, 24 winter) or 2023"
            self.say("facts-value", f"{dotted(path)} is no date: “{value}”", path, hint)
        return str(value)

    def _choice(self, value: object, path: Path, choices: Mapping[str, object]) -> object:
        word = str(value).lower() if isinstance(value, bool) else str(value)
        if word not in choices:
            hint = did_you_mean(word, choices) or f"it is one of {', '.join(choices)}"
            self.say("facts-value", f"{dotted(path)} cannot be “{word}”", path, hint)
        return choices.get(word)

    def _subject(self, value: object, path: Path) -> Subject | None:
        group = self.mapping(value, path, {"type", "name"}, needed={"name"})
        kind = self.value(str | None, group.get("type"), (*path, "type"))
        name = self.text(group["name"], (*path, "name")) if "name" in group else None
        return Subject(type=kind if isinstance(kind, str) else None, name=name or "")

    def _source(self, value: object, path: Path) -> Source | None:
        keys = {"exact", "start", "end"}
        group = self.mapping(value, path, keys, needed=keys)
        if keys - set(group):
            return None
        offsets = {}
        for key in ("start", "end"):
            word = str(group[key])
            if not word.isdecimal():
                self.say("facts-value", f"{dotted(path)}.{key} must count characters, not “{word}”", (*path, key))
            offsets[key] = int(word) if word.isdecimal() else 0
        return Source(
            exact=self.text(group["exact"], (*path, "exact")) or "", start=offsets["start"], end=offsets["end"]
        )

    def _remember(self, path: Path) -> None:
        place = self._place(path) if path else None
        if place:
            self.places[dotted(path)] = place


def is_edtf(text: str) -> bool:
    """Say whether a text is a day, month, season or year as EDTF writes them."""
    return bool(_EDTF.fullmatch(text)) and (len(text) < DAY_CHARACTERS or _is_day(text))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
