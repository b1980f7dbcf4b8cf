"""Files that a command writes: whole or not at all, and bytes as they are."""

import os
import sys
import tempfile
from pathlib import Path

from scheduler.errors import UsageError


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place once all of it is written; raises UsageError `output-unwritable`."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        beside = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        missing = None if path.parent.is_dir() else f"there is no folder {path.parent}"
        reason = missing or (error.strerror or "unknown").lower()
        raise UsageError.of("output-unwritable", f"{path} cannot be written: {reason}", "name another file") from None


def write_out(data: bytes) -> None:
    """Write bytes to the standard output."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode("utf-8"))
        return
    buffer.write(data)
    buffer.flush()
