"""The JSON Schema of a facts file, out of the dataclasses that it is read into."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, get_args, get_type_hints

from scheduler.facts.document import ARTICLE_KEYS
from scheduler.facts.kind import kinds
from scheduler.model import Fact, Source, Subject

MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "article": "the article the facts were read from",
        "questions": "what a person has to settle",
        "answered": "the questions a person has settled",
        "about": "what the article is about",
        "headline": "the article's headline",
        "author": "who wrote the article",
        "publisher": "who published the article",
        "date_published": "the day it was published, as 2027-01-08",
        "date_modified": "the day it was changed, as 2027-01-08",
        "language": "the language it is written in, as en",
        "sha256": "the hash of the article's file, by which a change is seen",
        "file": "the article's file, counted from this one",
        "source": "the words of the article that prove it, and where they stand",
        "exact": "the words themselves",
        "start": "where they begin, in characters of the article's text",
        "end": "where they end",
        "review": "what a person said of it: proposed, accepted, edited or rejected",
        "stale": "true: the words that proved it are gone from the article",
        "extracted": "a hash of what was read, by which a change by hand is seen; leave it alone",
        "id": "its name; event.release of a campaign names it",
        "of": "what is released",
        "type": "what kind of thing it is, as Movie, Book or VideoGame",
        "name": "what it is called",
        "start_date": "the day, as 2027-01-15; 2027-01, 2027-21 (spring) or 2027 where only that is known",
        "end_date": "the last day, where it lasts",
        "event_status": "whether it takes place as announced",
        "previous_start_date": "the day it was announced for before",
        "location": "where it comes out",
        "primary": "true: the release that campaigns count to",
        "confidence": "how sure the reading is: sure, likely or guess",
        "text": "what it says",
        "url": "its address",
        "image": "the address of a picture",
    },
)
"""What a key means; one that is not named here is described by its own name."""


def facts_schema() -> dict[str, Any]:
    """Return the schema."""
    article = {key: _text(key) for key in ARTICLE_KEYS if key not in {"author", "source"}}
    article["author"] = _described("author", {"type": ["array", "string"], "items": {"type": "string"}})
    article["source"] = _described(
        "source", _group({"file": _text("file"), "sha256": _text("sha256")}, ["file", "sha256"])
    )
    properties: dict[str, Any] = {
        "article": _described("article", _group(article, ["source"])),
        "questions": _described("questions", {"type": "array", "items": {"type": "string"}}),
        "answered": _described("answered", {"type": "array", "items": {"type": "string"}}),
        "about": _described("about", _of_type(Subject | None)),
    }
    for kind in kinds():
        label = kind.name.replace("_", " ")
        properties[kind.name] = {
            "description": f"the {label} of the article",
            "type": ["array", "null"],
            "items": _fact(kind.shape),
        }
    return {"description": "config/facts/NAME.yaml.", **_group(properties, ["article"])}


def _fact(shape: type[Fact]) -> dict[str, Any]:
    types = get_type_hints(shape)
    own = [each for each in fields(shape) if each.name != "place"]
    needed = [each.name for each in own if each.default is MISSING and each.default_factory is MISSING]
    group = {each.name: _described(each.name, _of_type(types[each.name])) for each in own}
    return _group(group, [name for name in needed if name != "source"])


def _of_type(expected: object) -> dict[str, Any]:
    options = get_args(expected) or (expected,)
    kind = next((each for each in options if each is not type(None)), str)
    found: dict[str, Any] = {"type": "string"}
    if kind is bool:
        found = {"type": "boolean"}
    elif kind is Subject:
        found = _group({"type": _text("type"), "name": _text("name")}, ["name"])
    elif kind is Source:
        offset = {"type": "integer", "minimum": 0}
        keys = {"exact": _text("exact"), "start": _described("start", offset), "end": _described("end", offset)}
        found = _group(keys, list(keys))
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        found = {"enum": [member.value for member in kind]}
    if type(None) not in options:
        return found
    return {"anyOf": [found, {"type": "null"}]}


def _text(key: str) -> dict[str, Any]:
    return _described(key, {"type": ["string", "null"]})


def _described(key: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": MEANINGS.get(key, f"its {key.replace('_', ' ')}"), **schema}


def _group(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
