"""What can be wrong with a template, told with the line and the words it concerns."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from types import TracebackType

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from scheduler.errors import Place, Problem, WorkspaceError, did_you_mean
from scheduler.model import Template


class TemplateFaultError(Exception):
    """Something a template asks for cannot be had.

    `word` is what stands in the source, to point at; `line` where it is known before anything is rendered.
    """

    def __init__(
        self, code: str, message: str, *, hint: str | None = None, word: str | None = None, line: int | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint
        self.word = word
        self.line = line


def too_few(wanted: str, kind: str, usable: int, flaws: Sequence[str]) -> tuple[str, str]:
    """Return message and hint where there would be enough facts of a kind, were it not for the flaws of some."""
    counted = ", ".join(f"{many} {flaw}" for flaw, many in Counter(flaws).items())
    every = f"{usable + len(flaws)} {kind.replace('_', ' ')}"
    left = f"only {usable}" if usable else "none"
    message = f"the template asks for {wanted}, and of the article's {every} {left} can be used: {counted}"
    return message, f"put {kind} right in the facts file, or use another template"


_NO_SUCH = re.compile(r"^No (?:filter|test) named '(.+?)'")


def as_workspace_error(
    error: Exception, template: Template, *, names: Iterable[str], filters: Iterable[str]
) -> WorkspaceError:
    """Return what went wrong while a template was read or rendered, in words for its author."""
    fault = error if isinstance(error, TemplateFaultError) else _fault_of(error, filters)
    if fault.code == "template-undefined" and fault.word and not fault.hint:
        fault.hint = did_you_mean(fault.word, names)
    place, end = place_of(template, fault.line or line_of(error.__traceback__, template), fault.word)
    return WorkspaceError(Problem(code=fault.code, message=str(fault), hint=fault.hint, place=place, end_column=end))


def _fault_of(error: Exception, filters: Iterable[str]) -> TemplateFaultError:
    """Return Jinja's and Python's errors as faults."""
    match error:
        case TemplateSyntaxError(message=message, lineno=line):
            if name := _NO_SUCH.match(message or ""):
                hint = did_you_mean(name[1], filters)
                return TemplateFaultError(
                    "template-undefined",
                    f'the template uses a filter that does not exist: "{name[1]}"',
                    hint=hint,
                    word=name[1],
                    line=line,
                )
            reason = (message or "unknown").rstrip(".")
            return TemplateFaultError("template-syntax", f"the template cannot be read: {reason}", line=line)
        case SecurityError():
            return TemplateFaultError("template-refused", f"the template does something that is not allowed: {error}")
        case RecursionError():
            return TemplateFaultError("template-refused", "the template is nested too deeply")
        case UndefinedError():
            return TemplateFaultError("template-undefined", f"the template uses something that is not there: {error}")
        case _:
            return TemplateFaultError("template-failed", f"the template cannot be rendered: {error}")


def line_of(traceback: TracebackType | None, template: Template) -> int | None:
    """Return the template's line in which an exception arose (Jinja writes its lines into the traceback)."""
    line = None
    while traceback:
        if traceback.tb_frame.f_code.co_filename == template.file:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def place_of(template: Template, line: int | None, word: str | None) -> tuple[Place, int | None]:
    """Return where a word stands at or below a line, and where it ends; the line alone if it is not there."""
    lines = template.source.splitlines()
    if word and line:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        for number, text in enumerate(lines[line - 1 :], start=line):
            if found := pattern.search(text):
                return Place(file=template.file, line=number, column=found.start() + 1), found.end() + 1
    return Place(file=template.file, line=line), None
