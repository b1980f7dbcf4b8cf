"""Standard output and error: what they can show."""

import sys
from io import TextIOWrapper
from typing import TextIO


def speaks_unicode(stream: TextIO) -> bool:
    """Whether a stream takes every character."""
    return "utf" in (getattr(stream, "encoding", None) or "").lower()


def write_anything() -> None:
    """Let a terminal that knows no UTF-8 show what it can: a sign it lacks is no reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not speaks_unicode(stream):
            stream.reconfigure(errors="replace")
