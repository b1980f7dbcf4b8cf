"""The bytes of an article: from a file or standard input, never more than an article has."""

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from scheduler.errors import Place, UsageError

LARGEST_BYTES: Final = 5 * 1024 * 1024
STANDARD_INPUT: Final = "-"
OPEN_PIPES: Final = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")  # what a shell's <(command) becomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What was read: `shown` names it to a person, `entry` is the number behind `#` (which entry of a feed).

    Of what came from the network, `address` is where it was found, `media_type` and `charset` what its header says.
    """

    content: bytes
    shown: str
    entry: int | None = None
    address: str | None = None
    media_type: str | None = None
    charset: str | None = None


def read_contents(path: str) -> Contents:
    """Return the bytes of a file, or of standard input for `-`.

    `FILE#2` is the second entry of a feed, unless a file of that very name exists. Raises UsageError: article-missing,
    article-unreadable, article-too-large.
    """
    if path == STANDARD_INPUT:
        return Contents(content=_bounded(sys.stdin.buffer, "standard input"), shown="standard input")
    file, mark, number = path.rpartition("#")
    if mark and number.isdecimal() and len(number) < 6 and not _exists(path):  # noqa: PLR2004 - no feed has more
        return Contents(content=_content(file), shown=file, entry=int(number))
    return Contents(content=_content(path), shown=path)


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def _content(shown: str) -> bytes:
    place = Place(file=shown)
    try:
        if stat.S_ISFIFO(os.stat(shown).st_mode) and not shown.startswith(OPEN_PIPES):  # noqa: PTH116 - mode only
            hint = f"read it as standard input:  tminus facts extract - < {shown}"
            raise UsageError.of("article-unreadable", f"{shown} is a pipe, and nobody may be writing", hint, place)
        with Path(shown).open("rb") as file:
            return _bounded(file, shown)
    except FileNotFoundError:
        hint = "check the path; articles of a workspace live in config/articles/"
        raise UsageError.of("article-missing", f"there is no file {shown}", hint, place) from None
    except IsADirectoryError:
        hint = "name one article inside it"
        raise UsageError.of("article-unreadable", f"{shown} is a folder, not an article", hint, place) from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        message = f"{shown} cannot be read: {reason}"
        hint = "check the path and who may read it"
        raise UsageError.of("article-unreadable", message, hint, place) from None


def _bounded(file: BinaryIO, shown: str) -> bytes:
    content = file.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        hint = "an article is a few pages: is this the right file?"
        raise UsageError.of("article-too-large", f"{shown} is larger than 5 MiB", hint, Place(file=shown))
    return content
