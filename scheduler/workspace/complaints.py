"""What the YAML parser complains about, in plain words for a person who never read its manual.

Each `_of_...` function knows one trap; the first that recognises the complaint explains it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ruamel.yaml.error import MarkedYAMLError

from scheduler.workspace.traps import BRACES, Found, Trap, braces_trap, without_hash
from scheduler.workspace.tree import Span

_KEYED: Final = re.compile(r"""\s*(?:- +)*(?:\{ *)?(?P<key>[\w-]+):\s+(?P<value>[^\s"'{\[|>].*?)\s*$""")
_FLOW_VALUE: Final = re.compile(r"""\s*(?P<key>[\w-]+):\s+(?P<value>[^\s"'][^,{}\[\]]*?)\s*(?=[,}\]]|$)""")
_HASH: Final = re.compile(r"[\[,{]\s*(?P<word>#\S*?)(?=[,\]}\s]|$)")
_OPENED: Final = re.compile(r"[\[{](?=[^\[{\]}]*$)")


@dataclass(frozen=True, slots=True)
class _Complaint:
    """The parser's words; `line` and `column` count from 0, `start` is where the thing began that it was reading."""

    problem: str
    context: str
    line: int
    column: int
    start: tuple[int, int]
    lines: list[str]

    @property
    def text(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def character(self) -> str:
        return self.text[self.column : self.column + 1]

    def last(self, pattern: re.Pattern[str]) -> tuple[int, int] | None:
        """Return where the pattern is found in the last line that holds it."""
        hits = [(number, found.start()) for number, line in enumerate(self.lines) if (found := pattern.search(line))]
        return hits[-1] if hits else None

    def span(self, column: int | None = None, length: int = 1) -> Span:
        column = self.column if column is None else column
        return Span(self.line + 1, column + 1, column + 1 + length)


def explain(error: MarkedYAMLError, lines: list[str]) -> Found:
    """Return where a file stops being YAML, and why, in words for a marketer."""
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    complaint = _Complaint(
        str(error.problem or ""), str(error.context or ""), mark.line, mark.column, (start.line, start.column), lines
    )
    for recognise in _TRAPS:
        if found := recognise(complaint):
            return found
    return complaint.span(), Trap(
        "yaml-syntax", f"This is not YAML: {complaint.problem}", "check quotes and indentation"
    )


def _quoted(text: str) -> str:
    return f"'{text}'" if '"' in text else f'"{text}"'


def _of_tab(complaint: _Complaint) -> Found | None:
    found = re.match(r" *\t", complaint.text)
    if complaint.character != "\t" and not found:
        return None
    column = complaint.column if complaint.character == "\t" else complaint.text.index("\t")
    return complaint.span(column), Trap("yaml-tab", "YAML does not allow a tab here", "indent with spaces")


def _of_first_character(complaint: _Complaint) -> Found | None:
    about_names = ("scanning an anchor", "scanning an alias", "scanning a tag")
    if "cannot start any token" not in complaint.problem and not any(each in complaint.context for each in about_names):
        return None
    line, column = (
        complaint.start
        if any(each in complaint.context for each in about_names)
        else (
            complaint.line,
            complaint.column,
        )
    )
    rest = complaint.lines[line][column:]
    value = re.split(r"\s+#|[,\]}]", rest, maxsplit=1)[0].rstrip()
    trap = Trap("yaml-quotes", f"Text that starts with {rest[:1]} needs quotes in YAML", f"write {_quoted(value)}")
    return Span(line + 1, column + 1, column + 1 + len(value)), trap


def _of_colon(complaint: _Complaint) -> Found | None:
    if "mapping values are not allowed" not in complaint.problem:
        return None
    found = _KEYED.match(complaint.text)
    if found and found.start("value") < complaint.column:
        return complaint.span(found.start("value"), len(found["value"])), _colon(found["key"], found["value"])
    return _indentation(complaint)


def _colon(key: str, value: str) -> Trap:
    return Trap("yaml-quotes", "Text with a colon needs quotes in YAML", f"write {key}: {_quoted(value)}")


def _start_of_value(complaint: _Complaint) -> int:
    """Return where the key stands, inside brackets, whose value the parser choked on."""
    return max(complaint.text.rfind(mark, 0, complaint.column) for mark in ",{[") + 1


def _indentation(complaint: _Complaint) -> Found:
    indent = len(complaint.text) - len(complaint.text.lstrip())
    trap = Trap(
        "yaml-indent",
        "This line does not fit the lines above it",
        "keys of one group start in the same column; a list item starts with a dash and a space",
    )
    return complaint.span(indent, max(1, len(complaint.text.rstrip()) - indent)), trap


def _of_open_quote(complaint: _Complaint) -> Found | None:
    if "quoted scalar" not in complaint.context:
        return None
    line, column = complaint.start
    if "escape" in complaint.problem:
        trap = Trap("yaml-quotes", "A backslash in double quotes means something else", "use single quotes")
        return complaint.span(complaint.column - 1, 2), trap
    quote = complaint.lines[line][column : column + 1]
    trap = Trap("yaml-quotes", "This quote is never closed", f"add {quote} at the end of the text")
    return Span(line + 1, column + 1, column + 2), trap


def _of_bracket(complaint: _Complaint) -> Found | None:
    if "parsing a flow" not in complaint.context:
        return None
    line, column = complaint.start
    if "<stream end>" in complaint.problem and "flow node" in complaint.context:  # it began where the file ends
        line, column = complaint.last(_HASH) or complaint.last(_OPENED) or (line, column)
    opened = complaint.lines[line] if line < len(complaint.lines) else ""
    if found := _HASH.search(opened, max(0, column - 1)):
        word = found["word"]
        trap = Trap("yaml-hash", f"{word} starts a comment in YAML, so this list is never closed", without_hash(word))
        return Span(line + 1, found.start("word") + 1, found.end("word") + 1), trap
    if found := BRACES.search(opened, column):
        return Span(line + 1, found.start() + 1, found.end() + 1), braces_trap(found[0])
    if "got ':'" in complaint.problem and (colon := _FLOW_VALUE.match(complaint.text, _start_of_value(complaint))):
        return complaint.span(colon.start("value"), len(colon["value"])), _colon(colon["key"], colon["value"])
    bracket = opened[column : column + 1] or "["
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    trap = Trap("yaml-syntax", f"This {bracket} is never closed", f"add {closing}, or quote texts that hold brackets")
    return Span(line + 1, column + 1, column + 2), trap


def _of_tail(complaint: _Complaint) -> Found | None:
    if "expected <block end>" not in complaint.problem:
        return None
    before = complaint.text[: complaint.column].rstrip()
    if braces := BRACES.search(before):
        return complaint.span(braces.start(), len(braces[0])), braces_trap(braces[0])
    if before.endswith(('"', "'")):
        trap = Trap("yaml-quotes", "The text goes on behind its closing quote", "put quotes around the whole text")
        return complaint.span(length=len(complaint.text.rstrip()) - complaint.column), trap
    return _indentation(complaint)


def _of_missing_colon(complaint: _Complaint) -> Found | None:
    if "could not find expected ':'" not in complaint.problem:
        return None
    line, column = complaint.start
    text = complaint.lines[line] if line < len(complaint.lines) else ""
    trap = Trap("yaml-syntax", "This line has no colon", "write key: value; long texts go in quotes")
    return Span(line + 1, column + 1, max(column + 2, len(text.rstrip()) + 1)), trap


def _of_dash(complaint: _Complaint) -> Found | None:
    if "sequence entries are not allowed" not in complaint.problem:
        return None
    trap = Trap("yaml-syntax", "A list cannot start on the line of its key", "write [one, two], or begin a new line")
    return complaint.span(), trap


_TRAPS: Final[tuple[Callable[[_Complaint], Found | None], ...]] = (
    _of_tab,
    _of_first_character,
    _of_colon,
    _of_open_quote,
    _of_bracket,
    _of_tail,
    _of_missing_colon,
    _of_dash,
)
