"""YAML 1.2 read strictly: bytes to a Document, with a clear problem for everything that is not plain YAML.

The tree is made from the parser's events, without recursion and without YAML's types, so that aliases are never
followed and depth is bounded before it costs anything.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from scheduler.errors import Problem
from scheduler.workspace.complaints import explain
from scheduler.workspace.text_file import MAX_BYTES, place_after, read_text
from scheduler.workspace.traps import Trap, comment_trap, key_that_is_no_text, special_character
from scheduler.workspace.tree import Document, ListNode, MappingNode, Node, Span, TextNode

MAX_DEPTH: Final = 50
NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""What YAML 1.2 reads as no value, where it stands without quotes."""


def read_document(path: Path, file: str) -> Document:
    """Return the document of a file; `file` is what its problems call it. Never raises for what the file holds."""
    text = read_text(path, file, MAX_BYTES)
    if isinstance(text, Problem):
        return Document(file, None, (text,))
    return parse_document(text, file)


@lru_cache(maxsize=64)
def parse_document(text: str, file: str) -> Document:
    """Return the document of a file's text; of a text that was read before, for who watches: the same."""
    return _Reader(file, text).read()


class _Refusal(Exception):  # noqa: N818 - it ends the reading of one file and never leaves this module
    """Nothing behind this point can be read."""

    def __init__(self, span: Span, trap: Trap) -> None:
        super().__init__(trap.message)
        self.span, self.trap = span, trap


class _Reader:
    """Builds the tree of one text; the stack holds the open lists and groups, each with its key that waits."""

    def __init__(self, file: str, text: str) -> None:
        self._lines = re.split(r"\r\n|\r|\n", text)
        self._text = text
        self._document = Document(file, None)
        self._problems: list[Problem] = []
        self._stack: list[ListNode | MappingNode] = []
        self._keys: list[tuple[str, Span] | None] = []  # beside the stack: the key whose value comes next
        self._root: Node | None = None

    def read(self) -> Document:
        try:
            for event in self._events():
                self._take(event)
        except _Refusal as refusal:
            self._say(refusal.span, refusal.trap)
            return Document(self._document.file, None, tuple(self._problems))
        if self._root is None or (isinstance(self._root, TextNode) and self._root.text is None):
            trap = Trap("file-empty", f"{self._document.file} is empty", "write its keys, or remove the file")
            self._say(Span(1, 1), trap)
            return Document(self._document.file, None, tuple(self._problems))
        return Document(self._document.file, self._root, tuple(self._problems))

    def _events(self) -> Iterator[Event]:
        try:
            yield from YAML(typ="safe", pure=True).parse(self._text)
        except ReaderError as error:
            raise _Refusal(place_after(self._text[: error.position]), special_character(error.character)) from None
        except MarkedYAMLError as error:
            raise _Refusal(*explain(error, self._lines)) from None

    def _say(self, span: Span, trap: Trap) -> None:
        self._problems.append(self._document.problem(span, trap.code, trap.message, trap.hint, trap.severity))

    def _take(self, event: Event) -> None:
        match event:
            case DocumentStartEvent():
                self._start(event)
            case MappingEndEvent() | SequenceEndEvent():
                self._stack.pop()
                self._keys.pop()
            case AliasEvent():
                self._say_alias(event, f"*{event.anchor}")
                self._text_node(f"*{event.anchor}", _span(event))
            case ScalarEvent() | MappingStartEvent() | SequenceStartEvent():
                self._node(event)
            case _:
                pass

    def _start(self, event: DocumentStartEvent) -> None:
        if self._root is not None:
            trap = Trap("yaml-documents", "A line --- starts a second document", "one file holds one document")
            raise _Refusal(_span(event), trap)
        if event.version or event.tags:
            trap = Trap("yaml-directive", "A line starting with % is not read here", "remove it")
            raise _Refusal(Span(1, 1), trap)

    def _say_alias(self, event: NodeEvent, words: str) -> None:
        message = f"{words} is an alias or anchor of YAML, which is not read here"
        self._say(_span(event), Trap("yaml-alias", message, "write the value out, or put it in quotes as text"))

    def _node(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor:
            self._say_alias(event, f"&{event.anchor}")
        if event.tag is not None:
            message = f"{event.tag} is a tag of YAML, which is not read here"
            self._say(_span(event), Trap("yaml-tag", message, "put the text in quotes, or remove the tag"))
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        else:
            self._open(event)

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        span = _span(event)
        if len(self._stack) >= MAX_DEPTH:
            message = f"This is nested more than {MAX_DEPTH} levels deep"
            raise _Refusal(span, Trap("too-deep", message, "no settings file needs that"))
        node: ListNode | MappingNode = MappingNode(span) if isinstance(event, MappingStartEvent) else ListNode(span)
        self._put(node)
        self._stack.append(node)
        self._keys.append(None)

    def _scalar(self, event: ScalarEvent) -> None:
        span, plain = _span(event), not event.style
        nothing = plain and event.value in NOTHING
        if self._key_is_next():
            if plain and event.value == "<<":
                trap = Trap("yaml-alias", "<< merges keys, which is not read here", "write the keys out")
                self._say(span, trap)
            self._text_node(event.value, span)
            return
        if nothing and not event.value:
            span = self._where_nothing_stands(span)
        if plain and (trapped := comment_trap(self._lines, span, None if nothing else event.value)):
            span = trapped[0] if nothing else span
            self._say(*trapped)
        self._text_node(None if nothing else event.value, span)

    def _key_is_next(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1], MappingNode) and self._keys[-1] is None

    def _text_node(self, text: str | None, span: Span) -> None:
        if self._key_is_next():
            self._key(text or "", span)
        else:
            self._put(TextNode(span, text))

    def _where_nothing_stands(self, span: Span) -> Span:
        """Return the place behind the colon or dash: the parser reports an empty value where the next thing begins."""
        key = self._keys[-1] if self._keys else None
        if key:
            column = (key[1].end_column or key[1].column) + 1
            return Span(key[1].line, column, column + 1)
        return Span(span.line, max(span.column, 1), span.column + 1)

    def _key(self, key: str, span: Span) -> None:
        mapping = self._stack[-1]
        if isinstance(mapping, MappingNode) and key in mapping.entries:
            first = mapping.entries[key][0]
            hint = f"the first one is in line {first.line}; keep one of them"
            self._say(span, Trap("key-twice", f'"{key}" is given twice', hint))
        self._keys[-1] = (key, span)

    def _put(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
            return
        waiting = self._keys[-1]
        if waiting is None:
            raise _Refusal(node.span, key_that_is_no_text(self._lines, node.span))
        key, span = waiting
        parent.entries.setdefault(key, (span, node))
        self._keys[-1] = None


def _span(event: Event) -> Span:
    start, end = event.start_mark, event.end_mark
    end_column = end.column + 1 if end.line == start.line and end.column > start.column else None
    return Span(start.line + 1, start.column + 1, end_column)
