"""Do something again whenever a file of the workspace is saved.

Files are looked at by their times, 20 times a second: that works on every system and every network drive, and for the
few dozen files of a workspace it costs next to nothing.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from scheduler.workspace import find

EVERY_SECONDS: Final = 0.05
FOLDERS: Final = ("config", "templates")

Stamps = Mapping[str, tuple[int, int]]
"""When each file was last saved, in nanoseconds, and its size in bytes."""


def stamps(root: Path) -> Stamps:
    """Return the stamp of every file that a workspace is read from."""
    return {str(path): stamp for path in _files(root) if (stamp := _stamp(path))}


def _files(root: Path) -> Iterator[Path]:
    yield root / ".env"
    for folder in FOLDERS:
        yield from (path for path in (root / folder).rglob("*") if not path.name.startswith("."))  # an editor's own


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None  # gone between two looks, as editors do when they save
    return found.st_mtime_ns, found.st_size


def again_after_each_save(
    start: Path, act: Callable[[], None], *, wait: Callable[[float], None] = time.sleep, before: Stamps | None = None
) -> None:
    """Act now and after each save below the workspace around `start`, until interrupted.

    A save while it acts makes it act once more: the stamps are taken before.
    """
    root = find(start)
    while True:
        now = stamps(root)
        if now != before:
            before = now
            act()
        else:
            wait(EVERY_SECONDS)
