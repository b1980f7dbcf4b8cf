"""The journal of a receiver: JSON lines, one a request, written before the request is answered.

It outlives the process: a line that a killed receiver left half written is passed over, and the next one starts afresh.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One request as it came in; `verified` is None where there is no secret or no signature to go by."""

    key: str | None
    channel: str
    at: datetime
    verified: bool | None
    repeated: bool
    attempt: int | None
    part: int | None
    parts: int | None
    text: str | None
    body: bytes = field(repr=False)
    headers: dict[str, str] = field(repr=False)

    def to_json(self, status: int | None) -> dict[str, object]:
        """Return the line of the journal; `status` is what was answered, None for a request that was dropped."""
        return {
            "key": self.key,
            "hash": hashlib.sha256(self.body).hexdigest(),
            "at": self.at.isoformat().replace("+00:00", "Z"),
            "verified": self.verified,
            "channel": self.channel,
            "attempt": self.attempt,
            "part": self.part,
            "parts": self.parts,
            "status": status,
            "repeated": self.repeated,
            "text": self.text,
        }


def write(journal: Path, line: dict[str, object]) -> None:
    """Append one line; when this returns, it is with the operating system."""
    with journal.open("a+b") as lines:
        if lines.seek(0, 2):
            lines.seek(-1, 2)
            if lines.read(1) != b"\n":
                lines.write(b"\n")
        lines.write(json.dumps(line, ensure_ascii=False).encode("utf-8", errors="replace") + b"\n")


def read(journal: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a journal; none where there is no journal yet."""
    if not journal.exists():
        return
    with journal.open("rb") as lines:
        for line in lines:
            if document := object_in(line):
                yield document


def accepted_in(journal: Path) -> set[str]:
    """Return the keys that were accepted."""
    lines = read(journal)
    return {line["key"] for line in lines if isinstance(line.get("key"), str) and accepts(line.get("status"))}


def accepts(status: object) -> bool:
    """Say whether an answer took the post in: a 2xx, or None (the receiver took it and hung up)."""
    return status is None or (isinstance(status, int) and 200 <= status < 300)  # noqa: PLR2004 - what 2xx means


def object_in(text: bytes) -> dict[str, Any] | None:
    """Return the JSON object that `text` is, or None for anything else."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None
