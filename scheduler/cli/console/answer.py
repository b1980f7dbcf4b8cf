"""What a command answers: data for machines, a screen for people, problems for both."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.cli.console.streams import speaks_unicode
from scheduler.errors import Problem, Severity

if TYPE_CHECKING:
    from scheduler.cli.console.screen import Screen

FINE = frozenset({0, 4})
"""Exit codes of a command that did what it was asked; 4 says that changes wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The result of a command. `name` is that of its JSON document; `show` draws the same for people.

    Of the `problems` those that are `counted` were told by a command before: people see how many they are.
    """

    name: str
    data: object
    show: "Callable[[Screen], None]"
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0
    counted: tuple[Problem, ...] = ()


def document(name: str, data: object, problems: tuple[Problem, ...], exit_code: int) -> str:
    """Return the one JSON document that `--json` prints, also when something failed."""
    return json.dumps(
        {
            "schema": f"tminus.{name}/1",
            "ok": exit_code in FINE and not any(problem.severity is Severity.ERROR for problem in problems),
            "data": data,
            "problems": [problem.to_json() for problem in problems if not problem.allowed],
        },
        ensure_ascii=not speaks_unicode(sys.stdout),
        indent=2,
    )


def strictly(problems: tuple[Problem, ...], exit_code: int, *, strict: bool) -> tuple[tuple[Problem, ...], int]:
    """Return the problems and the exit code as `--strict` has them: a warning is an error, and the code is 3.

    What is allowed with a reason stays so.
    """
    if not strict or all(problem.allowed for problem in problems):
        return problems, exit_code
    errors = tuple(
        problem if problem.severity is Severity.ERROR or problem.allowed else _error(problem) for problem in problems
    )
    return errors, exit_code if exit_code not in FINE else 3


def _error(problem: Problem) -> Problem:
    return Problem(
        code=problem.code,
        message=problem.message,
        hint=problem.hint,
        severity=Severity.ERROR,
        place=problem.place,
        end_column=problem.end_column,
    )
