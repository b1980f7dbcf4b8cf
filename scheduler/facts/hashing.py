"""The short hash of what a fact says, by which a hand edit is recognised."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, Final

from scheduler.facts.values import plain
from scheduler.model import Fact

IDENTITY: Final = frozenset({"id"})  # a person may rename a release; that edits no content
HASH_CHARACTERS: Final = 12
_JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(fact: Fact) -> str:
    """Return a short hash of what a fact says (not of its id, its source or its review): a hand edit changes it.

    What is hashed is the JSON of its fields, sorted by their names, without blanks.
    """
    said = ((name, plain(getattr(fact, name))) for name in _content(type(fact)))  # type: ignore[arg-type] # a class is hashable
    told = ",".join([f'"{name}":{_json(value)}' for name, value in said])
    return hashlib.sha256(f"{{{told}}}".encode(errors="surrogatepass")).hexdigest()[:HASH_CHARACTERS]


def sealed(fact: Fact) -> Fact:
    """Return a fact that bears the hash of what it says."""
    names, values_of = _fields(type(fact))  # type: ignore[arg-type] # a class is hashable
    values: dict[str, Any] = dict(zip(names, values_of(fact), strict=True))
    values["extracted"] = content_hash(fact)
    return type(fact)(**values)


def _json(value: object) -> str:
    return encode_basestring(value) if type(value) is str else "null" if value is None else _JSON.encode(value)


@cache
def _fields(shape: type[Fact]) -> tuple[tuple[str, ...], Callable[[Fact], tuple[object, ...]]]:
    """Return the names of the fields of a kind of fact, and what reads them all."""
    names = tuple(each.name for each in fields(shape))
    return names, attrgetter(*names)


@cache
def _content(shape: type[Fact]) -> tuple[str, ...]:
    """Return the fields of a kind of fact that say something, sorted."""
    common = {each.name for each in fields(Fact)} | IDENTITY
    return tuple(sorted(each.name for each in fields(shape) if each.name not in common))
