"""One account of a Mastodon server."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

import regex

from fakes.api import Asked, Fake, Message, Reply, bearer, reply

URL = regex.compile(r"https?://[^\s/]+\.[a-z]{2,}\S*")
VISIBILITIES = (None, "public", "unlisted", "private", "direct")


def calls(document: dict[str, Any]) -> list[str]:
    """Return what in a status would call somebody besides a name that is written out: there is no such thing."""
    return [] if set(document) <= {"status", "in_reply_to_id", "visibility", "spoiler_text", "language"} else ["?"]


class Mastodon(Fake):
    """Statuses; an Idempotency-Key brings the same status for an hour, and after it a second one."""

    limit: ClassVar = (300, timedelta(minutes=5))
    token = "tokenoftheaccountonmastodon"

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.keys: dict[str, tuple[datetime, Message]] = {}

    def take(self, asked: Asked) -> Reply:
        if asked.path != "/api/v1/statuses":
            return reply(404, {"error": "Not Found"})
        if bearer(asked) != self.token:
            return reply(401, {"error": "The access token is invalid"})
        key = asked.headers.get("idempotency-key", "")
        at, known = self.keys.get(key, (None, None))
        if key and at and known and self.now() < at + timedelta(hours=1):
            return reply(200, {"id": known.id, "content": known.text})
        document = asked.document
        before = document.get("in_reply_to_id")
        if wrong := self._wrong(document):
            return reply(422, {"error": f"Validation failed: {wrong}"})
        if before is not None and not self.has(before):
            return reply(404, {"error": "Record not found"})
        root = next((each.root or each.id for each in self.messages if each.id == before), None)
        id_ = str(109_000 + len(self.messages))
        shown = self.add(Message(id=id_, text=document["status"], reply_to=before, root=root, more=document))
        self.keys[key] = (self.now(), shown)
        return reply(200, {"id": id_, "content": document["status"], "visibility": document.get("visibility")})

    def _wrong(self, document: dict[str, Any]) -> str | None:
        text = URL.sub("x" * 23, document.get("status", "")) + (document.get("spoiler_text") or "")
        if not document.get("status"):
            return "Text can't be blank"
        if len(regex.findall(r"\X", text)) > 500:
            return "Text character limit of 500 exceeded"
        return None if document.get("visibility") in VISIBILITIES else "Visibility is not included in the list"

    def left(self, requests: int, wait: timedelta) -> dict[str, object]:
        at = (self.now() + wait).isoformat().replace("+00:00", "Z")
        return {"x-ratelimit-limit": 300, "x-ratelimit-remaining": requests, "x-ratelimit-reset": at}

    def too_many(self, wait: timedelta) -> Reply:
        return reply(429, {"error": "Too many requests"}, self.left(0, wait))
