"""Discord's webhooks: one of a channel, one of a forum."""

from datetime import timedelta
from itertools import count
from typing import Any, ClassVar

from fakes.api import Asked, Fake, Message, Reply, reply


def calls(document: dict[str, Any]) -> list[str]:
    """Return what in a message may call somebody: all of it, unless `allowed_mentions` says nobody."""
    return [] if document.get("allowed_mentions") == {"parse": []} else ["allowed_mentions"]


def refused(status: int, code: int, message: str) -> Reply:
    """Return an error as Discord's API writes it."""
    return reply(status, {"message": message, "code": code})


class Discord(Fake):
    """A webhook of a channel, or (`forum`) of a forum, where every message stands in a thread."""

    limit: ClassVar = (5, timedelta(seconds=2))
    path = "/api/webhooks/1100/secretpathofthewebhook"

    def __init__(self, *arguments: Any, forum: bool = False) -> None:
        super().__init__(*arguments)
        self.forum = forum
        self.threads: set[str] = set()
        self._next = count(1200)

    def take(self, asked: Asked) -> Reply:
        if asked.path != self.path:
            return refused(404, 10015, "Unknown Webhook")
        document, thread = asked.document, asked.query.get("thread_id")
        if not document.get("content") and not document.get("embeds"):
            return refused(400, 50006, "Cannot send an empty message")
        if len(document.get("content", "")) > 2000 or len(document.get("embeds", [])) > 10:
            return refused(400, 50035, "Invalid Form Body")
        if wrong := self._thread_wrong(thread, document.get("thread_name")):
            return wrong
        id_ = str(next(self._next))
        channel = thread or (id_ if self.forum else "4400")
        self.threads |= {channel} if self.forum else set()
        parent = next((each for each in reversed(self.messages) if each.more["channel"] == channel), None)
        root = next((each.id for each in self.messages if each.more["channel"] == channel), None)
        more = {**document, "channel": channel}
        shown = Message(id=id_, text=document["content"], reply_to=parent.id if parent else None, root=root, more=more)
        self.add(shown)
        if asked.query.get("wait") != "true":
            return reply(204, text="")
        return reply(200, {"id": id_, "channel_id": channel, "content": document["content"]})

    def _thread_wrong(self, thread: str | None, name: str | None) -> Reply | None:
        if self.forum and not thread and not name:
            return refused(400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id")
        if name and not self.forum:
            return refused(400, 220003, "Webhooks can only create threads in forum channels")
        if name and len(name) > 100:
            return refused(400, 50035, "Invalid Form Body")
        if thread and thread not in self.threads:
            return refused(404, 10003, "Unknown Channel")
        return None

    def left(self, requests: int, wait: timedelta) -> dict[str, object]:
        seconds = wait.total_seconds()
        return {
            "x-ratelimit-limit": 5,
            "x-ratelimit-remaining": requests,
            "x-ratelimit-reset": self.now().timestamp() + seconds,
            "x-ratelimit-reset-after": seconds,
            "x-ratelimit-bucket": "abcd1234",
        }

    def too_many(self, wait: timedelta) -> Reply:
        seconds = wait.total_seconds()
        headers = {**self.left(0, wait), "retry-after": int(seconds) + 1, "x-ratelimit-scope": "user"}
        body = {"message": "You are being rate limited.", "retry_after": seconds, "global": False}
        return reply(429, body, headers)

    def closed_to_all(self, wait: timedelta) -> Reply:
        """Refuse everything that comes from this address."""
        body = {"message": "You are being rate limited.", "retry_after": wait.total_seconds(), "global": True}
        return reply(429, body, {"retry-after": int(wait.total_seconds()) + 1, "x-ratelimit-global": "true"})
