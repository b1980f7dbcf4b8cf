"""The text of one file of a workspace: UTF-8, of a size a person writes, and inside the workspace."""

from pathlib import Path
from typing import Final

from scheduler.errors import Place, Problem
from scheduler.workspace.tree import Document, Span

MAX_BYTES: Final = 256 * 1024


def read_text(path: Path, file: str, max_bytes: int) -> str | Problem:
    """Return the text of a UTF-8 file without its byte-order mark, or why it cannot be read."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            return _unread(file, "file-unreadable", f"{file} is not a file", None)
        if _leads_out(path, file):
            message = f"{file} is a link out of the workspace, where a plan would not notice its changes"
            return _unread(file, "path-outside", message, "put the file itself there")
        if size > max_bytes:
            message = f"{file} is too big: {size // 1024} KiB, and {max_bytes // 1024} KiB are allowed"
            return _unread(file, "file-too-big", message, "split it")
        return decoded(path.read_bytes(), file)
    except FileNotFoundError:
        return _unread(file, "file-missing", f"{file} is missing", _other_ending(path))
    except OSError as error:
        return _unread(file, "file-unreadable", f"{file} cannot be read: {error.strerror}", None)


def decoded(data: bytes, file: str) -> str | Problem:
    """Return the bytes of a file as text, or where they stop being UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        hint = "save it again with the encoding UTF-8"
        return Document(file, None).problem(place_after(before), "not-utf8", f"{file} is not UTF-8 text", hint)


def _leads_out(path: Path, file: str) -> bool:
    """Tell whether a file called by its way from the workspace lies elsewhere, by a link in place of it or a folder."""
    way = Path(file)
    if way.is_absolute() or path.parts[-len(way.parts) :] != way.parts:
        return False
    return not path.resolve().is_relative_to(path.parents[len(way.parts) - 1].resolve())


def _unread(file: str, code: str, message: str, hint: str | None) -> Problem:
    return Problem(code=code, message=message, hint=hint, place=Place(file=file))


def place_after(before: str) -> Span:
    """Return the place behind a text."""
    return Span(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _other_ending(path: Path) -> str | None:
    other = path.with_suffix(".yml")
    return f"rename {other.name} to {path.name}" if path.suffix == ".yaml" and other.exists() else None
