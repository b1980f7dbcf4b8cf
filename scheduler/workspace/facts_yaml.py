"""YAML that keeps what people wrote: only what differs is touched; comments, quotes and the order of keys stay.

ruamel.yaml keeps the comment lines between two items of a list with the last value of the first one, so that they are
moved by hand where something is inserted there.
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.tokens import CommentToken

from scheduler.facts import Merged, fact_to_document
from scheduler.model import Fact

INLINE: Final = frozenset({"of", "about", "author"})  # groups that read better on one line
_PLAIN: Final = re.compile(r"(?:\.\./)*[A-Za-z][\w./-]*(?:://[\w./%?=&~+-]*)?|\d{4}-\d{2}-\d{2}")
_HASH: Final = re.compile(r"[0-9a-f]{8,}")
_RESERVED: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"})


class _TextResolver(VersionedResolver):
    """Takes every scalar for text."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:  # noqa: ANN401 - ruamel.yaml has no types here
        return self.DEFAULT_SCALAR_TAG if kind is ScalarNode else super().resolve(kind, value, implicit)


def keeping_yaml() -> YAML:
    """Return a reader and writer that keeps comments and quotes, for which every scalar is text."""
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _TextResolver
    yaml.preserve_quotes = True
    yaml.width = 1 << 20  # a text stays on its line
    return yaml


def dumped(tree: CommentedMap) -> str:
    """Return a tree as YAML."""
    stream = io.StringIO()
    keeping_yaml().dump(tree, stream)
    return stream.getvalue()


def tree_of(document: Mapping[str, Any]) -> CommentedMap:
    """Return plain data as a new tree; what YAML could take for something else is put in quotes."""
    tree = CommentedMap()
    for key, value in document.items():
        tree[key] = _node(key, value)
    return tree


def _node(key: str, value: Any) -> Any:  # noqa: ANN401 - a node of a YAML tree is Any
    match value:
        case Mapping():
            group = tree_of(value)
            if key in INLINE:
                group.fa.set_flow_style()
            return group
        case list() | tuple():
            items = CommentedSeq(_node("", each) for each in value)
            if key in INLINE or not value:
                items.fa.set_flow_style()
            return items
        case None:
            return "null"
        case bool() | int():
            return str(value).lower()
        case _:
            text = str(value)
            plain = _PLAIN.fullmatch(text) and text.lower() not in _RESERVED and not _HASH.fullmatch(text)
            return text if plain else DoubleQuotedScalarString(text)


def update(group: CommentedMap, key: str, before: Any, after: Any) -> None:  # noqa: ANN401 - plain data
    """Change what differs, group by group; what is equal keeps its form."""
    if before == after and key in group:
        return
    held = group.get(key)
    if isinstance(held, CommentedMap) and isinstance(after, Mapping) and isinstance(before, Mapping):
        for name, value in after.items():
            update(held, name, before.get(name), value)
        return
    if isinstance(held, CommentedSeq) and isinstance(after, Sequence) and not isinstance(after, str) and held and after:
        _update_list(held, list(before), list(after))
        return
    group[key] = _node(key, after)


def _update_list(held: CommentedSeq, before: list[Any], after: list[Any]) -> None:
    for at in range(len(before) - 1, -1, -1):
        if before[at] not in after:
            held.pop(at)
    for value in after:
        if value not in before:
            _append(held, _node("", value))


def update_facts(tree: CommentedMap, name: str, old: Sequence[Fact], result: Merged) -> None:
    """Bring the facts of one kind up to date, each in its place, new ones between their neighbours."""
    entries = result.kinds[name]
    held = tree.get(name)
    if not isinstance(held, CommentedSeq) or not held:
        if entries or name not in tree:
            tree[name] = CommentedSeq(tree_of(fact_to_document(fact)) for _, fact in entries)
        if not entries and isinstance(tree[name], CommentedSeq):
            tree[name].fa.set_flow_style()
        return
    for index, fact in entries:
        if index is not None:
            _update_fact(held[index], fact_to_document(old[index]), fact_to_document(fact))
    for at, (index, fact) in enumerate(entries):
        if index is None:
            _insert(held, at, tree_of(fact_to_document(fact)))


def _update_fact(group: CommentedMap, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    for key in [each for each in before if each not in after]:
        group.pop(key, None)
    for key, value in after.items():
        if key in group:
            update(group, key, before.get(key), value)
        elif key == "stale":
            behind = list(group).index("review") + 1 if "review" in group else 0
            group.insert(min(behind, max(0, len(group) - 1)), key, _node(key, value))
        elif value != before.get(key):
            group[key] = _node(key, value)


def _append(items: CommentedSeq, node: Any) -> None:  # noqa: ANN401 - a node of a YAML tree is Any
    _insert(items, len(items), node)


def _insert(items: CommentedSeq, at: int, node: Any) -> None:  # noqa: ANN401 - the same
    """Insert an item; the comment lines between its neighbours stay right before the one that follows."""
    lines = _cut_lines_behind(items, at - 1) if at else None
    items.insert(at, node)
    if lines:
        _put_lines_behind(items, at, lines)


def _cut_lines_behind(items: CommentedSeq, at: int) -> str | None:
    """Take the comment lines that ruamel.yaml keeps with the last value of an item; a comment beside it stays."""
    holder, key = _last(items, at)
    tokens = holder.ca.items.get(key)
    slot = 0 if isinstance(holder, CommentedSeq) else 2
    token = tokens[slot] if tokens and len(tokens) > slot else None
    if token is None:
        return None
    first, mark, rest = token.value.partition("\n")
    if not mark or not rest.strip():
        return None
    token.value = first + mark if first.strip() else "\n"
    if not first.strip():
        holder.ca.items.pop(key)
    return str(rest)


def _put_lines_behind(items: CommentedSeq, at: int, lines: str) -> None:
    holder, key = _last(items, at)
    slot = 0 if isinstance(holder, CommentedSeq) else 2
    tokens = holder.ca.items.setdefault(key, [None, None, None, None])
    tokens[slot] = CommentToken("\n" + lines, CommentMark(0), None)


def _last(holder: CommentedSeq | CommentedMap, key: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a key or an index
    """Return the group that holds the last value under a key, and that value's own key."""
    value = holder[key]
    if isinstance(value, CommentedMap) and value and not value.fa.flow_style():
        return _last(value, list(value)[-1])
    if isinstance(value, CommentedSeq) and value and not value.fa.flow_style():
        return _last(value, len(value) - 1)
    return holder, key
