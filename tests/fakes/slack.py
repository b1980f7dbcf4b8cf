"""Slack's incoming webhook, and `chat.postMessage`."""

import re
from datetime import timedelta
from itertools import count
from math import ceil
from typing import Any, ClassVar

from fakes.api import Asked, Fake, Message, Reply, bearer, reply

_CALLS = re.compile(r"<!(?:channel|here|everyone|subteam)|<@[UW]|<#C")


def calls(document: dict[str, Any]) -> list[str]:
    """Return what in a message would call somebody, or open a link its text does not show."""
    found = _CALLS.findall(document.get("text", ""))
    found += re.findall(r"<[^<>\s]+\|[^<>]*>", document.get("text", ""))
    return [*found, *(key for key in ("link_names", "parse") if document.get(key))]


class SlackWebhook(Fake):
    """An incoming webhook: plain text for an answer, nothing else."""

    limit: ClassVar = (1, timedelta(seconds=1))
    path = "/services/T0000/B0000/secretpathofthewebhook"

    def take(self, asked: Asked) -> Reply:
        if asked.path != self.path:
            return reply(404, text="no_service")
        document = asked.document
        if not document:
            return reply(400, text="invalid_payload")
        if not document.get("text"):
            return reply(400, text="no_text")
        if unknown := set(document) - {"text", "attachments"}:
            raise AssertionError(unknown)
        self.add(Message(id=str(len(self.messages)), text=document["text"], more=document))
        return reply(200, text="ok")

    def too_many(self, wait: timedelta) -> Reply:
        return reply(429, {"ok": False, "error": "rate_limited"}, {"retry-after": ceil(wait.total_seconds())})


class SlackChat(Fake):
    """The method: 200 for everything but a limit; replies hang on the first message of a thread."""

    limit: ClassVar = (1, timedelta(seconds=1))
    token = "xoxb-token-of-the-app"
    channels = frozenset({"C0HARBOUR"})

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._next = count(1)

    def take(self, asked: Asked) -> Reply:
        if asked.path != "/api/chat.postMessage":
            return reply(200, {"ok": False, "error": "unknown_method"})
        if bearer(asked) != self.token:
            return reply(200, {"ok": False, "error": "invalid_auth"})
        document = asked.document
        root = document.get("thread_ts")
        if wrong := self._wrong(document, root):
            return reply(200, {"ok": False, "error": wrong})
        ts = f"{int(self.now().timestamp())}.{next(self._next):06}"
        self.add(Message(id=ts, text=document["text"], reply_to=root, root=root, more=document))
        return reply(200, {"ok": True, "channel": document["channel"], "ts": ts, "message": {"text": document["text"]}})

    def _wrong(self, document: dict[str, Any], root: str | None) -> str | None:
        if not document.get("text"):
            return "no_text"
        if len(document["text"]) > 40_000:
            return "msg_too_long"
        if document.get("channel") not in self.channels:
            return "channel_not_found"
        if root and not any(each.id == root and each.root is None for each in self.messages):
            return "thread_not_found"
        return None

    def too_many(self, wait: timedelta) -> Reply:
        return reply(429, {"ok": False, "error": "ratelimited"}, {"retry-after": ceil(wait.total_seconds())})
