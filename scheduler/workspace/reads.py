"""How a text in a file becomes a value: a parser, and the words in which it refuses.

`Reads` carries the parser into pydantic and a JSON Schema out of it, so that an editor completes what the validator
accepts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


def refuse(code: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """Return the error by which a parser says more than a ValueError can: its code and the hint."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def told(error: ValueError, code: str) -> tuple[str, str, str | None]:
    """Return code, message and hint of what a parser raised; `code` is for one that only said a sentence."""
    if not isinstance(error, PydanticCustomError):
        message = str(error)
        return code, message[:1].upper() + message[1:], None
    context = error.context or {}
    hint = context["hint"]
    return error.type, str(context["message"]), None if hint is None else str(hint)


@dataclass(frozen=True, slots=True, eq=False)
class Reads:
    """Tells pydantic to read a text with `parse`; a ValueError becomes the problem `code`."""

    parse: Callable[[str], object]
    code: str
    schema: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({"type": "string"}))

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema pydantic validates by."""
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the schema editors complete by."""
        return dict(self.schema)

    def _read(self, value: object) -> object:
        if value is None or (isinstance(value, str) and not value.strip()):
            raise refuse("value-missing", "There is no value here")
        if not isinstance(value, str):
            raise refuse("value-kind", f"A single text is expected here, not a {_kind(value)}")
        try:
            return self.parse(value.strip())
        except ValueError as error:
            raise refuse(*told(error, self.code)) from None


def _kind(value: object) -> str:
    return "list" if isinstance(value, list) else "group of keys"
