"""JSON Schemas (draft-07) of the workspace's files, out of the shapes that read them: what an editor completes is what
the validator accepts.

Draft-07, since that is what yaml-language-server checks by. Scalars are texts to the shapes; here numbers and true or
false are what they are to YAML 1.2.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from scheduler import explanations
from scheduler.workspace.facts_schema import facts_schema
from scheduler.workspace.posts import NEEDED, READ
from scheduler.workspace.shapes.campaigns import CampaignShape
from scheduler.workspace.shapes.channels import ChannelsShape
from scheduler.workspace.shapes.workspace import WorkspaceShape
from scheduler.workspace.sheet.rows import spell_duration

DIALECT: Final = "http://json-schema.org/draft-07/schema#"

COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "key": "its name: small letters, digits and dashes; unique over all files",
        "when": "when it goes out, as 2027-01-08 09:00; empty: the channel's next free slot",
        "channel": "where it goes; several as x;bluesky",
        "text": "what it says, literally; a line --- starts the next part of a thread",
        "expires": "how long after its time it may still be sent, as 6h",
        "link": "the address it leads to",
        "image": "the address of a picture",
        "alt": "what the picture shows, for those who cannot see it",
        "allow": "warnings to silence, each with a reason, as too-close: both are ours",
    },
)


class _Draft07(GenerateJsonSchema):
    """Writes defaults as they are typed into a file."""

    schema_dialect = DIALECT

    def encode_default(self, dft: Any) -> Any:  # noqa: ANN401 - pydantic's own
        """Return a default as a person would type it."""
        if isinstance(dft, BaseModel):
            infos = type(dft).model_fields
            return {info.alias or name: self.encode_default(getattr(dft, name)) for name, info in infos.items()}
        return spell_duration(dft) if isinstance(dft, timedelta) else super().encode_default(dft)


def schema(name: str) -> dict[str, Any]:
    """Return the schema of a kind of file; raises KeyError for a name that is none."""
    return {"$schema": DIALECT, **_KINDS[name]()}


def names() -> tuple[str, ...]:
    """Return the names of the schemas."""
    return tuple(_KINDS)


def _of_shape(shape: type[BaseModel]) -> dict[str, Any]:
    whole = shape.model_json_schema(schema_generator=_Draft07, ref_template="#/definitions/{model}")
    whole["definitions"] = whole.pop("$defs", {})
    tidy: dict[str, Any] = _tidied(whole)
    return tidy


def _tidied(node: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a schema without what an editor has no use for: null, for a key needs a value, and made-up titles."""
    if isinstance(node, list):
        return [_tidied(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: _tidied(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
    if options := found.get("anyOf"):
        kept = [each for each in options if each != {"type": "null"}]
        if len(kept) < len(options):
            found.pop("anyOf")
            if found.get("default", ...) is None:
                found.pop("default")
            found |= kept[0] if len(kept) == 1 else {"anyOf": kept}
    if "$ref" in found and len(found) > 1:  # beside a reference draft-07 reads nothing
        found["allOf"] = [{"$ref": found.pop("$ref")}]
    if "patternProperties" in found:  # names of another form are refused
        found["additionalProperties"] = False
    if isinstance(properties := found.get("properties"), dict) and "allow" in properties:
        properties["allow"]["propertyNames"] = {"enum": _allowable()}
    return found


def _allowable() -> list[str]:
    return [code for code in explanations.names() if explanations.explanation(code).allowable]


def _rows() -> dict[str, Any]:
    """Return the schema of the rows of config/posts/*.csv, each as an object of texts."""
    return {
        "description": "The rows of config/posts/*.csv, each by the names of its columns.",
        "type": "array",
        "items": {
            "type": "object",
            "properties": {name: {"type": "string", "description": COLUMNS[name]} for name in READ},
            "required": list(NEEDED),
            "additionalProperties": False,
        },
    }


_KINDS: Final[Mapping[str, Callable[[], dict[str, Any]]]] = MappingProxyType(
    {
        "workspace": lambda: _of_shape(WorkspaceShape),
        "channels": lambda: _of_shape(ChannelsShape),
        "campaign": lambda: _of_shape(CampaignShape),
        "facts": facts_schema,
        "posts-csv": _rows,
    },
)
