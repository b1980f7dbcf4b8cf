"""The files of a workspace as a whole: one hash by which a plan knows that they changed."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("config", "templates")


def hash_of_files(root: Path) -> str:
    """Return the SHA-256 over the sorted relative names and the bytes of every file in config/ and templates/.

    Hidden files are left out: editors and spreadsheets put their locks there while a file is open.
    """
    total = hashlib.sha256()
    for name, path in sorted(_files(root)):
        try:
            data = path.read_bytes()
        except OSError:
            data = b""  # it is reported where it is read
        for piece in (name.encode(), data):
            total.update(len(piece).to_bytes(8, "big") + piece)
    return total.hexdigest()


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for where, folders, files in os.walk(root / folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for file in files:
                path = Path(where, file)
                if not file.startswith(".") and path.is_file():
                    yield path.relative_to(root).as_posix(), path
