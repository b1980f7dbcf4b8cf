"""Cells that a spreadsheet would take for a formula: guarded on the way out, as they were on the way back in."""

import re
from typing import Final

# What spreadsheets run (OWASP, CSV injection, read 2026-11-25): a cell that begins with one of = + - @, tab, CR.
_RUNS: Final = re.compile(r"'*[=+\-@\t\r]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe stands before what would be a formula."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given, exactly."""
    return cell[1:] if _GUARDED.match(cell) else cell
