import asyncio
import errno
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.delivery.lines import append
from scheduler.destinations import Request, Response, get
from scheduler.model import Delivered, Phase, Rejected, Secret


def put(path: Path, key: str, text: str = "Out now", url: str | None = None) -> Response:
    """Append a part to a file, and return the answer."""
    body = json.dumps({"key": key, "text": text}, ensure_ascii=False).encode() + b"\n"
    request = Request(method="POST", url=Secret(url or path.as_uri()), headers=(), body=body)
    exchange = asyncio.run(append(request, deadline=timedelta(seconds=30)))
    assert exchange.phase is Phase.ANSWERED
    assert exchange.response is not None
    return exchange.response


def keys(path: Path) -> list[str]:
    return [json.loads(line)["key"] for line in path.read_text("utf-8").splitlines()]


def test_a_part_is_a_line_and_a_repeat_is_none(tmp_path: Path) -> None:
    """Folders are made; a key that stands there already is answered with the same id and not written again."""
    path = tmp_path / "out" / "posts of today.jsonl"
    answers = [put(path, "film/one/log#1"), put(path, "film/one/log#2"), put(path, "film/one/log#1")]
    assert [answer.status for answer in answers] == [201, 201, 200]
    assert [get("file").read(answer) for answer in answers] == [
        Delivered(receipt=f"film/one/log#{number}") for number in (1, 2, 1)
    ]
    assert keys(path) == ["film/one/log#1", "film/one/log#2"]


def test_a_half_written_line_does_not_spoil_the_next(tmp_path: Path) -> None:
    """What a power cut left is ended; its key was not written, so it is written now."""
    path = tmp_path / "posts.jsonl"
    put(path, "a#1")
    with path.open("ab") as file:
        file.write(b'{"key": "b#1", "te')
    put(path, "b#1")
    lines = path.read_bytes().split(b"\n")
    assert json.loads(lines[0])["key"] == "a#1"
    assert lines[1] == b'{"key": "b#1", "te'
    assert json.loads(lines[2])["key"] == "b#1"


def test_a_text_may_contain_another_parts_key(tmp_path: Path) -> None:
    """Keys are compared as keys, not searched for in lines."""
    path = tmp_path / "posts.jsonl"
    put(path, "a#1", text='{"key": "b#1"}')
    assert put(path, "b#1").status == 201


@pytest.mark.parametrize(
    ("error", "status"), [(errno.EACCES, 403), (errno.EROFS, 403), (errno.ENOSPC, 503), (errno.EIO, 503)]
)
def test_a_disk_that_refuses_leaves_no_piece_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, status: int
) -> None:
    """What may not be written closes the channel; a full or broken disk may be better later. The file is as it was."""
    path = tmp_path / "posts.jsonl"
    put(path, "a#1")
    before = path.read_bytes()

    def refuse(_: int) -> None:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        assert put(path, "b#1").status == status
    assert path.read_bytes() == before
    assert put(path, "b#1").status == 201


@pytest.mark.parametrize("place", ["", "file/posts.jsonl"])
def test_a_path_that_leads_nowhere_closes_the_channel(tmp_path: Path, place: str) -> None:
    """A folder in place of the file, a file in place of a folder: every post would fail."""
    (tmp_path / "file").touch()
    outcome = get("file").read(put(tmp_path / place, "a#1"))
    assert isinstance(outcome, Rejected)
    assert outcome.pause_channel
