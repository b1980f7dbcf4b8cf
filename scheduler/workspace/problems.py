"""What pydantic found wrong, as problems in a marketer's words, each at the key or value it is about."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scheduler.errors import Problem, did_you_mean
from scheduler.workspace.tree import Document, Path

MEANT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "my_zone": "zone",
        "timezone": "zone",
        "tz": "zone",
        "webhook": "url",
        "webhook_url": "url",
        "address": "url",
        "sign_with": "secret",
        "secrets": "secret",
        "signing_secret": "secret",
        "hashtags": "tags",
        "at": "when",
        "date": "when",
        "text": "template",
        "countdown": "steps",
        "posts": "steps",
        "release": "event",
        "start": "from",
        "end": "until",
        "count": "times",
        "templates": "rotate",
        "description": "alt",
        "alt_text": "alt",
        "picture": "image",
        "user": "handle",
        "account": "handle",
    },
)
"""Words people use for our keys, beside those that are merely misspelt."""

S = TypeVar("S", bound=BaseModel)


def read_shape(document: Document, shape: type[S], start: Path = ()) -> tuple[S | None, tuple[Problem, ...]]:
    """Return the typed content of what stands at `start` in a document, or None and everything wrong with it."""
    if document.root is None:
        return None, ()
    try:
        return shape.model_validate(document.plain(start)), ()
    except ValidationError as error:
        return None, tuple(_problem(_Fault(each, document, shape, start)) for each in error.errors(include_url=False))


class _Fault:
    """One thing pydantic found: `path` leads to it from the top of the file, `inner` from the top of the shape."""

    def __init__(self, error: ErrorDetails, document: Document, shape: type[BaseModel], start: Path) -> None:
        self.error, self.document = error, document
        self.inner: Path = error["loc"]
        self.path = (*start, *self.inner)
        self.known = _descriptions(shape_at(shape, self.inner[:-1]))

    @property
    def label(self) -> str:
        """The key a person would call it by: the last one on the path."""
        return next((str(step) for step in reversed(self.path) if isinstance(step, str)), "")

    def at_value(self, code: str, message: str, hint: str | None) -> Problem:
        return self.document.problem(self.document.value_span(self.path), code, message, hint)

    def without_value(self) -> Problem:
        return self.at_value("value-missing", f'"{self.label}" has no value', self.known.get(self.label))


def _problem(fault: _Fault) -> Problem:
    error = fault.error
    if error["type"] == "value-missing" or (error["input"] is None and error["type"] in _SAID and fault.path):
        return fault.without_value()
    if error["type"] == "missing":
        return _missing(fault)
    if say := _SAID.get(error["type"]):
        return say(fault)
    context = error.get("ctx", {})
    message, hint = str(context.get("message") or error["msg"]), context.get("hint")
    code = error["type"] if "message" in context else "value-invalid"
    return fault.at_value(code, message, str(hint) if hint else None)


def _missing(fault: _Fault) -> Problem:
    span = fault.document.key_span(fault.path[:-1])
    return fault.document.problem(span, "key-missing", f'"{fault.label}" is missing', fault.known.get(fault.label))


def _unknown(fault: _Fault) -> Problem:
    word, known = fault.label, list(fault.known)
    meant = MEANT.get(word.lower())
    hint = f'did you mean "{meant}"?' if meant in known else did_you_mean(word, known)
    span, message = fault.document.key_span(fault.path), f'There is no key "{word}" here'
    return fault.document.problem(span, "key-unknown", message, hint or f"there are {', '.join(known)}")


def _choice(fault: _Fault) -> Problem:
    given = str(fault.error["input"])
    known = re.findall(r"'([^']*)'", str(fault.error.get("ctx", {}).get("expected", "")))
    message = f'"{fault.label}" is {" or ".join(known)}, not "{given}"'
    return fault.at_value("choice-unknown", message, did_you_mean(given, known))


def _kind(expected: str, example: str) -> Callable[[_Fault], Problem]:
    def say(fault: _Fault) -> Problem:
        given = fault.error["input"]
        shown = given if isinstance(given, str) else "ONE"
        message = f'"{fault.label}" is {expected}' if fault.path else f"This file is {expected}"
        hint = (
            f"write {example.format(label=fault.label, given=shown)}" if fault.path else "write key: value, a line each"
        )
        return fault.at_value("value-kind", message, hint)

    return say


_GROUP = _kind("a group of keys", "the keys of {label} below it, indented")
_SAID: Final[Mapping[str, Callable[[_Fault], Problem]]] = MappingProxyType(
    {
        "extra_forbidden": _unknown,
        "literal_error": _choice,
        "enum": _choice,
        "list_type": _kind("a list", "{label}: [{given}]"),
        "too_short": _kind("a list with something in it", "{label}: [ONE, TWO]"),
        "dict_type": _GROUP,
        "model_type": _GROUP,
    },
)


def shape_at(shape: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Return the shape of what stands at a path, None where that is no group of keys."""
    current: type[BaseModel] | None = shape
    for step in path:
        if current is not None and isinstance(step, str):
            info = {each.alias or name: each for name, each in current.model_fields.items()}.get(step)
            current = _shape_in(info.annotation) if info else None
    return current


def _shape_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _shape_in(each))), None)


def _descriptions(shape: type[BaseModel] | None) -> dict[str, str | None]:
    """Return the keys of a shape and what each is for, as an editor would show it."""
    return {info.alias or name: info.description for name, info in shape.model_fields.items()} if shape else {}
