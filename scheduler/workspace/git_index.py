"""Whether git keeps a file, read from git's own index: nothing is run, and no setting of git's can change the answer.

Source: gitformat-index(5), versions 2 to 4 (read 2026-11-25).
"""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

SIGNATURE: Final = b"DIRC"
STAT_BYTES: Final = 40
"""Times, device, mode, owner and size, in front of the object's name."""
EXTENDED: Final = 0x4000
PREFIX_COMPRESSED: Final = 4
"""The version in which a path leaves out what it has in common with the one before it."""


def is_tracked(path: Path) -> bool:
    """Say whether git keeps a file: False where there is no repository around it, or its index cannot be read."""
    top = next((folder for folder in path.parents if (folder / ".git").exists()), None)
    if top is None:
        return False
    wanted = path.relative_to(top).as_posix().encode()
    try:
        data = (_git_folder(top) / "index").read_bytes()
        return any(entry == wanted for size in _hash_sizes(top) for entry in _entries(data, size))
    except (OSError, ValueError, struct.error):
        return False


def _git_folder(top: Path) -> Path:
    """Return where git keeps its things: in a worktree or a submodule, `.git` is a file that says so."""
    git = top / ".git"
    if git.is_dir():
        return git
    return top / os.fsdecode(git.read_bytes()).partition("gitdir:")[2].strip()


def _hash_sizes(top: Path) -> tuple[int, ...]:
    """Return how many bytes the name of an object has."""
    try:
        settings = os.fsdecode((_git_folder(top) / "config").read_bytes()).lower()
    except OSError:
        settings = ""
    return (32,) if "objectformat = sha256" in settings else (20,)


def _entries(data: bytes, hash_size: int) -> Iterator[bytes]:
    """Yield the paths in the index."""
    signature, version, count = struct.unpack_from(">4sII", data)
    if signature != SIGNATURE:
        return
    at, before = 12, b""
    for _ in range(count):
        start = at
        at += STAT_BYTES + hash_size
        (flags,) = struct.unpack_from(">H", data, at)
        at += 4 if flags & EXTENDED else 2
        kept = 0
        if version >= PREFIX_COMPRESSED:
            cut, at = _number(data, at)
            kept = len(before) - cut
        end = data.index(b"\0", at)
        before = before[:kept] + data[at:end]
        at = end + 1 if version >= PREFIX_COMPRESSED else start + (end - start + 8) // 8 * 8
        yield before


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of variable length (as of pack offsets), and where it ends."""
    byte = data[at]
    value = byte & 0x7F
    while byte & 0x80:
        at += 1
        byte = data[at]
        value = ((value + 1) << 7) | (byte & 0x7F)
    return value, at + 1
