"""What a receiver answers: as usual, or in trouble on purpose."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from scheduler.destinations import Destination, get


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


def usual_answer(key: str | None, document: dict[str, Any] | None, destination: Destination | None = None) -> Answer:
    """Answer as the receiver that a body is meant for does when all is well.

    That is the receiver of `destination`; where it is not known, Slack's for a body that looks like Slack's, and else
    that of the generic protocol.
    """
    if document is None:
        return Answer(status=HTTPStatus.BAD_REQUEST, body=b"this is no JSON object")
    if destination is None:
        destination = get("slack" if set(document) <= {"text", "attachments"} and document else "webhook")
    digest = hashlib.sha256((key or "").encode()).hexdigest()
    status, success = destination.success
    number = str(1 + int(digest[:12], 16))
    body = success.replace("{id}", f"caught-{digest[:16]}").replace("{number}", number)
    kind = "application/json" if body.startswith("{") else "text/plain"
    return Answer(status=status, headers=(("content-type", kind),), body=body.encode())
