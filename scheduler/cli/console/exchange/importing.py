"""A spreadsheet on its way into config/posts: read, merged with the rows that are there, asked about, written."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scheduler.cli.console.desk import Desk
from scheduler.errors import Place, Problem, Severity, UsageError, WorkspaceError
from scheduler.model import OneOff
from scheduler.workspace.fields import suggested_name
from scheduler.workspace.posts import Posts
from scheduler.workspace.sheet.decoding import Decoded, decode_sheet
from scheduler.workspace.sheet.importing import Around, Imported, import_sheet
from scheduler.workspace.sheet.row import Reading
from scheduler.workspace.sheet.rows import Cells, Merged, merged, rows_of
from scheduler.workspace.sheet.sheet import MAX_BYTES

FOLDER: Final = Path("config", "posts")
STANDARD: Final = "-"
NO_FILE: Final = "the standard input"
NEEDED: Final = ("config/workspace.yaml", "config/channels.yaml")
MOST_SAID: Final = 8
"""How many problems of a kind are shown to a person; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The file that rows are written into: where it is, what it is called, whether tminus reads it.

    `path` is None for the standard output.
    """

    path: Path | None
    label: str
    is_read: bool
    is_source: bool = False  # the sheet itself stands where its rows are to go


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What an import comes to, before anything is written."""

    source: str
    target: Target
    imported: Imported
    merged: Merged


def target_of(desk: Desk, source: str, output: Path | None) -> Target:
    """Return where the rows of a file go: by default into a file of its name in config/posts."""
    root = desk.workspace.root
    if output and str(output) == STANDARD:
        return Target(path=None, label="the standard output", is_read=False)
    stem = "posts" if source == STANDARD else suggested_name(Path(source).stem)
    path = output or root / FOLDER / f"{stem}.csv"
    whole = path.resolve()
    inside = whole.is_relative_to(root)
    return Target(
        path=path,
        label=whole.relative_to(root).as_posix() if inside else str(path),
        is_read=whole.parent == root / FOLDER and path.suffix.lower() == ".csv",
        is_source=source != STANDARD and Path(source).resolve() == whole,
    )


def bring(desk: Desk, source: str, target: Target, reading: Reading, *, keep: bool) -> Brought:
    """Read a sheet and hold it against the rows that its target has.

    Raises UsageError where the file cannot be read, WorkspaceError with every problem where a row is wrong.
    """
    broken = [each for each in desk.workspace.errors if each.place and each.place.file in NEEDED]
    if broken:
        raise WorkspaceError(*broken)
    label = NO_FILE if source == STANDARD else source
    sheet = _decoded(source, label, reading.encoding)
    before = _before(desk, target)
    around = Around(
        channels=desk.workspace.channels, before=rows_of(before), elsewhere=_elsewhere(desk.workspace.one_offs, target)
    )
    try:
        imported = import_sheet(sheet, label, reading, around)
    except WorkspaceError as error:
        raise WorkspaceError(*(error.problems if desk.options.json else _fewer(error.problems))) from None
    result = merged(around.before, imported.rows, given=imported.given, keep=keep)
    return Brought(source=label, target=target, imported=imported, merged=result)


def _decoded(source: str, label: str, encoding: str | None) -> Decoded:
    try:
        data = sys.stdin.buffer.read() if source == STANDARD else Path(source).read_bytes()
    except OSError as error:
        reason = (error.strerror or "unknown").lower()
        hint = "name the file that the spreadsheet saved as CSV"
        raise UsageError.of("file-unreadable", f"{source} cannot be read: {reason}", hint) from None
    if len(data) > MAX_BYTES:
        message = f"{label} is too big: {len(data) // 1024} KiB, and {MAX_BYTES // 1024} KiB are allowed"
        raise UsageError.of("file-too-big", message, "split it")
    found = decode_sheet(data, label, encoding)
    if isinstance(found, Problem):
        raise UsageError(found)
    return found


def _before(desk: Desk, target: Target) -> list[OneOff]:
    """Return the posts that the target has; raises WorkspaceError where it is broken."""
    if target.path is None or target.is_source or not target.path.exists():
        return []
    posts = Posts(frozenset(desk.workspace.channels))
    posts.add_file(target.path, target.label)
    if any(problem.severity is Severity.ERROR for problem in posts.problems):
        raise WorkspaceError(*posts.problems)
    return posts.one_offs


def _elsewhere(one_offs: tuple[OneOff, ...], target: Target) -> Mapping[str, tuple[Place, Cells]]:
    if target.path is None:
        return {}
    others = [each for each in one_offs if each.place and each.place.file != target.label]
    places = {each.key: each.place for each in others if each.place}
    return {row["key"]: (places[row["key"]], row) for row in rows_of(others)}


def _fewer(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the first problems of each kind, and how many more there are of it."""
    seen: dict[str, int] = {}
    kept: list[Problem] = []
    for problem in problems:
        seen[problem.code] = seen.get(problem.code, 0) + 1
        if seen[problem.code] <= MOST_SAID:
            kept.append(problem)
    for code, number in seen.items():
        if number > MOST_SAID:
            message = f"{number - MOST_SAID} more rows have the problem {code}"
            kept.append(Problem(code=code, message=message, hint="--json lists them all"))
    return tuple(kept)
