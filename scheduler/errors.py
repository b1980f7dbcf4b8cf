"""What a person reads when something is wrong.

    TminusError                exit 1   failed while running
      UsageError               exit 2   the command line is wrong, or a file named on it cannot be read
      WorkspaceError           exit 3   the files say something that cannot be done
      StalePlanError           exit 5   the queue or the files moved since the plan was made
      DaemonError              exit 7   another daemon holds the lock, or none can be reached

Every error carries problems; a problem has one code, one place and one cure, and is the same object on the terminal, in
`--json` and (later) in editors and pull requests.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, Self


class Severity(StrEnum):
    """How bad a problem is: an error stops the work, a warning is only said."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: `line` and `column` count from 1; `file` is what the user would type to open it."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return `file:line:column`, as editors and terminals understand it."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, in words for a marketer: what happened, where, what to do."""

    code: str
    message: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    place: Place | None = None
    end_column: int | None = None  # one past the last character of what is wrong, on the line of `place`
    allowed: str | None = None  # the reason by which `allow:` silences it

    def at(self, place: Place | None) -> Self:
        """Return the same problem at another place (kept where `place` is None)."""
        return replace(self, place=place) if place else self

    def as_warning(self) -> Self:
        """Return the same problem as a warning."""
        return replace(self, severity=Severity.WARNING)

    def silenced(self, reason: str) -> Self:
        """Return the same problem, silenced by a reason: it stops nothing, and is counted instead of said."""
        return replace(self, severity=Severity.WARNING, allowed=reason)

    def to_json(self) -> dict[str, str | int | None]:
        """Return the problem object of the command line's JSON."""
        place = self.place
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": place.file if place else None,
            "line": place.line if place else None,
            "column": place.column if place else None,
            "message": self.message,
            "hint": self.hint,
        }


class TminusError(Exception):
    """Something a person has to know about; carries its problems, and the exit code of the command that meets it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems

    @classmethod
    def of(cls, code: str, message: str, hint: str | None = None, place: Place | None = None) -> Self:
        """Make the error of a single problem."""
        return cls(Problem(code=code, message=message, hint=hint, place=place))


class UsageError(TminusError):
    """The command line is wrong, or a file named on it is missing or unreadable."""

    exit_code = 2


class WorkspaceError(TminusError):
    """Something in the workspace is wrong; every problem found is in it."""

    exit_code = 3


class StalePlanError(TminusError):
    """The files or the queue changed after the plan was made."""

    exit_code = 5


class DaemonError(TminusError):
    """Another daemon holds the lock of this workspace, or none can be reached."""

    exit_code = 7


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the hint `did you mean "x"?` for the closest known word, or None if none is close."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'did you mean "{close[0]}"?' if close else None
