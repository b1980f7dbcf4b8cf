"""An incoming webhook of Mattermost."""

import re
from datetime import timedelta
from math import ceil
from typing import Any, ClassVar

from fakes.api import Asked, Fake, Message, Reply, reply

_CALLS = re.compile(r"(?<!\w)@(?:all|channel|here)(?!\w)|<!(?:channel|here|everyone)>|<@\w+>", re.IGNORECASE)


def calls(document: dict[str, Any]) -> list[str]:
    """Return what in a message would call everybody."""
    return _CALLS.findall(document.get("text", ""))


class Mattermost(Fake):
    """A webhook: `ok`, or the error of the server as JSON."""

    limit: ClassVar = (10, timedelta(seconds=1))
    path = "/hooks/secretpathofthewebhook"

    def take(self, asked: Asked) -> Reply:
        if asked.path != self.path:
            return self._refused(400, "web.incoming_webhook.invalid.app_error", "Invalid webhook.")
        document = asked.document
        if not document:
            return self._refused(400, "web.incoming_webhook.parse.app_error", "Unable to parse incoming data.")
        if not document.get("text") and not document.get("attachments"):
            return self._refused(400, "web.incoming_webhook.text.app_error", "No text specified.")
        if len(document["text"]) > 16_383:
            return self._refused(400, "api.post.create_post.too_long", "Post Message property is too long.")
        self.add(Message(id=str(len(self.messages)), text=document["text"], more=document))
        return reply(200, text="ok")

    def _refused(self, status: int, id_: str, message: str) -> Reply:
        return reply(status, {"id": id_, "message": message, "request_id": "r", "status_code": status})

    def too_many(self, wait: timedelta) -> Reply:
        seconds = ceil(wait.total_seconds())
        headers = {"retry-after": seconds, "x-ratelimit-limit": 10, "x-ratelimit-remaining": 0}
        return reply(429, None, {**headers, "x-ratelimit-reset": seconds}, text="limit exceeded")
