"""The short hash of what a fact says, by which a hand edit is recognised."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Final

from scheduler.facts.values import plain
from scheduler.model import Fact

IDENTITY: Final = frozenset({"id"})  # a person may rename a release; that edits no content
HASH_CHARACTERS: Final = 12
_JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(fact: Fact) -> str:
    """Return a short hash of what a fact says (not of its id, its source or its review): a hand edit changes it."""
    said: Mapping[str, object] = {name: plain(getattr(fact, name)) for name in _content(type(fact))}  # type: ignore[arg-type] # a class is hashable
    return hashlib.sha256(_JSON.encode(said).encode()).hexdigest()[:HASH_CHARACTERS]


@cache
def _content(shape: type[Fact]) -> tuple[str, ...]:
    """Return the fields of a kind of fact that say something."""
    common = {each.name for each in fields(Fact)} | IDENTITY
    return tuple(each.name for each in fields(shape) if each.name not in common)
