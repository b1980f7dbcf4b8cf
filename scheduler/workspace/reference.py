"""The reference page of the settings, written from the shapes that read them.

    python -m scheduler.workspace.reference > docs/reference/settings.md

prints it; a test says when the page is out of date.
"""

import sys
from collections.abc import Iterator
from typing import Any, Final

from scheduler.workspace.schemas import schema

HEAD: Final = """\
# Settings

<!-- Written by: python -m scheduler.workspace.reference > docs/reference/settings.md -->

Every key of every file, with its default. Unknown keys are problems. Durations are written `90s`, `5m`, `6h` or `2d`;
a secret is `"${NAME}"`, and its value stands in `.env`. `tminus schema --write` lets an editor complete all of this.
"""

FILES: Final = (
    ("workspace", "config/workspace.yaml"),
    ("channels", "config/channels.yaml: channels by name"),
    ("campaign", "config/campaigns/NAME.yaml"),
    ("facts", "config/facts/NAME.yaml"),
    ("posts-csv", "config/posts/*.csv: a row a post"),
)
TABLE: Final = "| key | value | default | what it is |\n|---|---|---|---|"


def page() -> str:
    """Return the page."""
    lines = [HEAD]
    for name, title in FILES:
        whole = schema(name)
        lines += [f"## {title}\n", TABLE, *_rows(_root(whole), whole, ""), ""]
    return "\n".join(lines).rstrip()


def _root(whole: dict[str, Any]) -> dict[str, Any]:
    """Return the group of keys that a file, a channel or a row is."""
    if named := whole.get("patternProperties"):
        return _seen(next(iter(named.values())), whole)
    if isinstance(each := whole.get("items"), dict):
        return _seen(each, whole)
    return whole


def _seen(node: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """Return what a node refers to, with what stands beside the reference."""
    reference = node.get("$ref") or next((each["$ref"] for each in node.get("allOf", ()) if "$ref" in each), None)
    if not reference:
        chosen = next((each for each in node.get("anyOf", ()) if each != {"type": "null"}), None)
        return {**_seen(chosen, whole), **node} if chosen else node
    found: dict[str, Any] = whole["definitions"][reference.rpartition("/")[2]]
    return {**found, **{key: value for key, value in node.items() if key not in {"$ref", "allOf"}}}


def _rows(group: dict[str, Any], whole: dict[str, Any], before: str) -> Iterator[str]:
    needed = group.get("required", ())
    for name, node in group.get("properties", {}).items():
        seen = _seen(node, whole)
        default = "*needed*" if name in needed else _default(seen)
        about = str(seen.get("description", "")).replace("|", "\\|")
        yield f"| `{before}{name}` | {_kind(seen, whole)} | {default} | {about} |"
        inner = _seen(seen["items"], whole) if isinstance(seen.get("items"), dict) else seen
        if inner.get("properties"):
            yield from _rows(inner, whole, f"{before}{name}{'[]' if inner is not seen else ''}.")


def _default(seen: dict[str, Any]) -> str:
    value = seen.get("default")
    if value is None or isinstance(value, dict | list):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _kind(seen: dict[str, Any], whole: dict[str, Any]) -> str:
    if options := seen.get("enum") or ([seen["const"]] if "const" in seen else None):
        return " or ".join(f"`{each}`" for each in options)
    if "properties" in seen:
        return "keys"
    kind = seen.get("type", "string")
    kinds = [each for each in (kind if isinstance(kind, list) else [kind]) if each != "null"]
    words = {"string": "text", "integer": "number", "boolean": "true or false", "object": "keys"}
    if "array" in kinds:
        items = seen.get("items")
        of = _kind(_seen(items, whole), whole) if isinstance(items, dict) else "text"
        return f"list of {of}"
    return " or ".join(words.get(each, each) for each in kinds)


if __name__ == "__main__":
    sys.stdout.write(page() + "\n")
