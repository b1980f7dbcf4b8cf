"""A YAML file as a tree of texts, each with its place: what is between the bytes and the typed settings.

Nothing is guessed here: `9:30`, `no` and `2023` are the texts they look like, until a shape says what they stand for.
A path is the way to a node: keys and indexes, such as `("steps", 2, "when")`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from scheduler.errors import Place, Problem, Severity

Path = tuple[str | int, ...]
Pattern = tuple[str | None, ...]

EACH: Final = None
"""In a pattern: every item of a list, and every value of a group of keys."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands: `line`, `column` from 1; `end_column` is one past its last character on that line."""

    line: int
    column: int
    end_column: int | None = None


START = Span(1, 1)


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar. `text` is None where nothing was written (also `~` and `null`)."""

    span: Span
    text: str | None


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list."""

    span: Span
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A group of keys, in the order of the file; no key twice."""

    span: Span
    entries: dict[str, tuple[Span, "Node"]] = field(default_factory=dict)


Node = TextNode | ListNode | MappingNode
Plain = str | list["Plain"] | dict[str, "Plain"] | None


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its tree (None where it could not be read) and what is wrong with it as YAML."""

    file: str
    root: Node | None
    problems: tuple[Problem, ...] = ()

    def plain(self, path: Path = ()) -> Plain:
        """Return what stands at a path as dicts, lists and texts; None where nothing does."""
        node = self.node(path)
        return _plain(node) if node else None

    def node(self, path: Path) -> Node | None:
        """Return what stands at a path, None where nothing does."""
        node = self.root
        for step in path:
            match node, step:
                case MappingNode(entries=entries), str() if step in entries:
                    node = entries[step][1]
                case ListNode(items=items), int() if step < len(items):
                    node = items[step]
                case _:
                    return None
        return node

    def steps(self, path: Path) -> list[str | int]:
        """Return the keys of the group, or the indexes of the list, at a path; none where neither stands there."""
        node = self.node(path)
        return [step for step, _ in _children(node)] if node else []

    def value_span(self, path: Path) -> Span:
        """Return where the value at a path stands; where the path ends early, the last thing on it."""
        return self._walk(path)[1]

    def key_span(self, path: Path) -> Span:
        """Return where the key at the end of a path stands; for an item of a list, the item."""
        return self._walk(path)[0]

    def _walk(self, path: Path) -> tuple[Span, Span]:
        node, key = self.root, self.root.span if self.root else START
        for step in path:
            match node, step:
                case MappingNode(entries=entries), str() if step in entries:
                    key, node = entries[step]
                case ListNode(items=items), int() if step < len(items):
                    node = items[step]
                    key = node.span
                case _:
                    break
        return key, node.span if node else START

    def find(self, *pattern: str | None) -> Iterator[tuple[Path, TextNode]]:
        """Yield every text at the paths a pattern describes, such as `("steps", EACH, "template")`."""
        if self.root:
            yield from _find(self.root, pattern, ())

    def place(self, span: Span) -> Place:
        """Return a span of this file as a place."""
        return Place(file=self.file, line=span.line, column=span.column)

    def problem(
        self,
        span: Span,
        code: str,
        message: str,
        hint: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """Return a problem at a span of this file."""
        return Problem(
            code=code,
            message=message,
            hint=hint,
            severity=severity,
            place=self.place(span),
            end_column=span.end_column,
        )


def _plain(node: Node) -> Plain:
    match node:
        case TextNode(text=text):
            return text
        case ListNode(items=items):
            return [_plain(item) for item in items]
        case MappingNode(entries=entries):
            return {key: _plain(value) for key, (_, value) in entries.items()}


def _find(node: Node, pattern: Pattern, path: Path) -> Iterator[tuple[Path, TextNode]]:
    if not pattern:
        if isinstance(node, TextNode):
            yield path, node
        return
    for step, child in _children(node):
        if pattern[0] in (step, EACH):
            yield from _find(child, pattern[1:], (*path, step))


def _children(node: Node) -> Iterator[tuple[str | int, Node]]:
    match node:
        case ListNode(items=items):
            yield from enumerate(items)
        case MappingNode(entries=entries):
            yield from ((key, value) for key, (_, value) in entries.items())
        case TextNode():
            return
