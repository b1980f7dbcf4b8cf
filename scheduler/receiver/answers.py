"""What a receiver answers: as usual, or in trouble on purpose."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to answer: `hold` waits first, `drop` reads everything and hangs up without a word.

    A request is accepted (its key remembered) by a 2xx status, and by `drop`: that is the receiver that took the post
    and died before it could say so.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    hold: timedelta = timedelta(0)
    drop: bool = False


def usual_answer(key: str | None, document: dict[str, Any] | None) -> Answer:
    """Answer as the receiver that the body is meant for: an id for the generic protocol, `ok` for Slack's."""
    if document is None:
        return Answer(status=HTTPStatus.BAD_REQUEST, body=b"this is no JSON object")
    if set(document) == {"text"}:
        return Answer(headers=(("content-type", "text/plain"),), body=b"ok")
    id_ = f"caught-{hashlib.sha256((key or '').encode()).hexdigest()[:16]}"
    return Answer(headers=(("content-type", "application/json"),), body=json.dumps({"id": id_}).encode())
