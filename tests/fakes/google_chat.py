"""A webhook of a space in Google Chat."""

import re
from datetime import timedelta
from typing import Any, ClassVar

from fakes.api import Asked, Fake, Message, Reply, reply


def calls(document: dict[str, Any]) -> list[str]:
    """Return what in a message would call somebody or hide a link."""
    return re.findall(r"<users/[^>]*>|<(?:https?|mailto):[^<>\s]+\|[^<>]*>", document.get("text", ""))


def refused(status: int, word: str, message: str) -> Reply:
    """Return an error as Google's APIs write it."""
    return reply(status, {"error": {"code": status, "message": message, "status": word}})


class GoogleChat(Fake):
    """A space: a thread key without a reply option starts a new thread, a known request id brings the first message."""

    limit: ClassVar = (1, timedelta(seconds=1))
    path = "/v1/spaces/AAAA/messages"
    key, token = "keyofthewebhook00", "tokenofthewebhook"

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.threads: dict[str, str] = {}
        self.requests: dict[str, Message] = {}

    def take(self, asked: Asked) -> Reply:
        request = asked.query.get("requestId", "")
        if wrong := self._wrong(asked):
            return wrong
        if request not in self.requests:
            self.requests[request] = self._new(asked)
        return self._shown(self.requests[request])

    def _wrong(self, asked: Asked) -> Reply | None:
        document, query = asked.document, asked.query
        if asked.path != self.path:
            return refused(404, "NOT_FOUND", "Space not found.")
        if (query.get("key"), query.get("token")) != (self.key, self.token):
            return refused(403, "PERMISSION_DENIED", "The caller does not have permission")
        if not document.get("text") and not document.get("cardsV2"):
            return refused(400, "INVALID_ARGUMENT", "Message cannot be empty.")
        if len(asked.body) > 32_000:
            return refused(400, "INVALID_ARGUMENT", "Message is too long.")
        fails = query.get("messageReplyOption") == "REPLY_MESSAGE_OR_FAIL"
        if fails and document.get("thread", {}).get("threadKey") not in self.threads:
            return refused(404, "NOT_FOUND", "Thread with the given key was not found.")
        return None

    def _new(self, asked: Asked) -> Message:
        document, key = asked.document, asked.document.get("thread", {}).get("threadKey")
        thread = self.threads.get(key) if asked.query.get("messageReplyOption") else None
        before = [each for each in self.messages if thread and each.more["thread"] == thread]
        number = len(self.messages)
        thread = thread or f"spaces/AAAA/threads/t{number}"
        if key:
            self.threads[key] = thread
        name = f"spaces/AAAA/messages/m{number}.m{number}"
        shown = Message(id=name, text=document["text"], more={**document, "thread": thread})
        if before:
            shown.root, shown.reply_to = before[0].id, before[-1].id
        return self.add(shown)

    def _shown(self, message: Message) -> Reply:
        return reply(200, {"name": message.id, "thread": {"name": message.more["thread"]}, "text": message.text})

    def too_many(self, wait: timedelta) -> Reply:
        return refused(429, "RESOURCE_EXHAUSTED", f"Resource has been exhausted (check quota); {wait}")
