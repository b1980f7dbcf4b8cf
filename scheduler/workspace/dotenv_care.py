"""Whether `.env` is kept as secrets should be: for its owner's eyes only, and outside of git."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scheduler.errors import Place, Problem, Severity
from scheduler.workspace.git_index import is_tracked

OTHERS: Final = 0o066
"""The bits by which a group and everybody else may read or write."""


def care_warnings(root: Path) -> tuple[Problem, ...]:
    """Return what puts the secrets in `.env` at risk; nothing where there is no such file."""
    return tuple(_risks(root / ".env"))


def _risks(path: Path) -> Iterator[Problem]:
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if mode & OTHERS:
        message = "Other users of this machine may read or change .env, which holds secrets"
        yield _warning("env-readable", message, "chmod 600 .env")
    if is_tracked(path.absolute()):
        message = "git keeps .env: whoever gets the repository gets the secrets"
        hint = (
            "git rm --cached .env, add it to .gitignore, and replace every secret in it: the history keeps the old ones"
        )
        yield _warning("env-tracked", message, hint)


def _warning(code: str, message: str, hint: str) -> Problem:
    return Problem(code=code, message=message, hint=hint, severity=Severity.WARNING, place=Place(file=".env"))
