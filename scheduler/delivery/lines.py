"""Append a part to a file of JSON lines: what `http` is to an address, this is to a `file:` address.

A line is written through to the disk before it counts. A part whose key stands in the file already is not written
again. A half-written last line, which a power cut left, is ended first, and passed over by readers.
"""

import asyncio
import errno
import fcntl
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from scheduler.destinations import Fault, Request, Response
from scheduler.destinations.wire import object_in
from scheduler.http import Exchange
from scheduler.model import Phase

SCHEME = "file:"
ANSWERS = {
    errno.EACCES: 403,
    errno.EPERM: 403,
    errno.EROFS: 403,
    errno.EISDIR: 404,
    errno.EEXIST: 404,  # a file in place of a folder
    errno.ENOTDIR: 404,
    errno.ELOOP: 404,
    errno.ENAMETOOLONG: 404,
}
"""What an error of the disk means, as the status of HTTP that means the same; others (a full disk) may pass: 503."""


async def append(request: Request, *, deadline: timedelta) -> Exchange:
    """Append the request's body; return an Exchange, as an attempt over HTTP does."""
    path = Path(unquote(urlsplit(request.url.reveal()).path))
    try:
        async with asyncio.timeout(deadline.total_seconds()):
            status, words = await asyncio.to_thread(_append, path, request.body)
    except TimeoutError:
        return Exchange(phase=Phase.PARTIAL, fault=Fault.NETWORK, reason="the disk did not answer in time")
    body = json.dumps({"id": object_in(request.body).get("key")} if status < 300 else words).encode()  # noqa: PLR2004
    response = Response(status=status, headers={}, body=body, cut=False, at=datetime.now(UTC))
    return Exchange(phase=Phase.ANSWERED, response=response)


def _append(path: Path, line: bytes) -> tuple[int, str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if _stands_in(file, object_in(line).get("key")):
                return 200, ""
            _write(file, line)
            return 201, ""
    except OSError as error:
        return ANSWERS.get(error.errno or 0, 503), error.strerror or "the file cannot be written"


def _stands_in(file: BinaryIO, key: object) -> bool:
    file.seek(0)
    return any(object_in(line).get("key") == key for line in file if line.endswith(b"\n"))


def _write(file: BinaryIO, line: bytes) -> None:
    """Write a line whole or not at all."""
    end = file.seek(0, os.SEEK_END)
    try:
        if end:
            file.seek(end - 1)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    except OSError:
        os.ftruncate(file.fileno(), end)
        raise
