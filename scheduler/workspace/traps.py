"""The traps of YAML that the parser lets pass, or cannot explain: what was meant, and what to type instead."""

import re
from dataclasses import dataclass
from typing import Final

from scheduler.errors import Severity
from scheduler.workspace.tree import Span

BRACES: Final = re.compile(r"\{\{.*?\}\}")
_VALUE_AS_COMMENT: Final = re.compile(r"\s*(?P<word>#\S.*?)\s*$")
_TAIL_AS_COMMENT: Final = re.compile(r"\s+(?P<word>#[^\W\d_]\w*)")


@dataclass(frozen=True, slots=True)
class Trap:
    """What a problem will say, before it has a place."""

    code: str
    message: str
    hint: str | None
    severity: Severity = Severity.ERROR


Found = tuple[Span, Trap]


def comment_trap(lines: list[str], span: Span, value: str | None) -> Found | None:
    """Return the trap of `#launch`, which YAML takes for a comment: the whole value of a key, or its tail."""
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    if value is None:
        if not (found := _VALUE_AS_COMMENT.match(line, span.column - 1)):
            return None
        word = found["word"]
        trap = Trap("yaml-hash", f"{word} is a comment in YAML, so there is no value here", without_hash(word))
    else:
        if span.end_column is None or not (found := _TAIL_AS_COMMENT.match(line, span.end_column - 1)):
            return None
        message = f"Everything from {found['word']} on is a comment in YAML"
        hint = "put the whole text in quotes to keep it, or a space behind the # of a comment"
        trap = Trap("yaml-comment", message, hint, Severity.WARNING)
    start, end = found.span("word")
    return Span(span.line, start + 1, end + 1), trap


def special_character(code: int) -> Trap:
    """Return the trap of a control character, which no text file should hold."""
    return Trap(
        "yaml-character", f"There is an invisible character (U+{code:04X}) here", "delete it, or type the line again"
    )


def key_that_is_no_text(lines: list[str], span: Span) -> Trap:
    """Return the trap of a list or group in the place of a key: mostly `{{ title }}` without quotes."""
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    if braces := BRACES.search(line):
        return braces_trap(braces[0])
    return Trap("yaml-syntax", "A key must be a plain word", "write key: value")


def braces_trap(words: str) -> Trap:
    """Return the trap of `{{ title }}`, which YAML takes for a group in a group."""
    hint = "texts with {{ }} belong into templates/*.j2; here they need quotes"
    return Trap("yaml-quotes", f"{words} needs quotes in YAML", hint)


def without_hash(word: str) -> str:
    """Return the hint for a word that YAML takes for a comment."""
    bare = word.lstrip("#").split()[0] if word.strip("# ") else word
    return f'leave the # out: {bare}, or put it in quotes: "{word}"'
