"""Problems as annotations of a pull request: GitHub shows each at its line.

The form is that of GitHub's workflow commands, `::error file=...,line=...,col=...,title=...::message`, with its escapes
(docs.github.com, "Workflow commands for GitHub Actions", from memory 2026-11-25: %, CR and LF everywhere, `:` and `,`
in properties too). Paths count from the checkout, which is $GITHUB_WORKSPACE or else the current folder.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from scheduler.errors import Problem


def annotations(problems: Iterable[Problem], root: Path) -> Iterator[str]:
    """Yield a line a problem; `root` is the workspace, from which problems name their files."""
    checkout = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd())
    yield from (_annotation(problem, root, checkout) for problem in problems if not problem.allowed)


def _annotation(problem: Problem, root: Path, checkout: Path) -> str:
    properties: dict[str, str | int | None] = {"title": problem.code}
    if place := problem.place:
        file = os.path.relpath(root / place.file, checkout)
        properties = {
            "file": file,
            "line": place.line,
            "col": place.column,
            "endColumn": problem.end_column,
        } | properties
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value is not None)
    message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity.value} {given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str | int) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
