"""Telegram's Bot API: two methods, and the errors that are nearly all 400."""

from datetime import timedelta
from math import ceil
from typing import Any, ClassVar

from fakes.api import Asked, Fake, Message, Reply, reply


def calls(document: dict[str, Any]) -> list[str]:
    """Return what in a message would be read as markup, or calls somebody by a hidden id."""
    found = ["parse_mode"] if document.get("parse_mode") else []
    entities = [*document.get("entities", []), *document.get("caption_entities", [])]
    return found + [each["type"] for each in entities if each["type"] == "text_mention"]


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


class Telegram(Fake):
    """A bot in one chat; entities must lie inside the text."""

    limit: ClassVar = (1, timedelta(seconds=1))
    token = "110201543:secrettokenofthebot"
    chats = frozenset({-1001234, "@harbour"})

    def take(self, asked: Asked) -> Reply:
        document = asked.document
        method = asked.path.rpartition("/")[2]
        if asked.path != f"/bot{self.token}/{method}":
            return self._refused(401, "Unauthorized")
        if method not in ("sendMessage", "sendPhoto"):
            return self._refused(404, "Not Found")
        text, entities = document.get("text", ""), document.get("entities", [])
        if method == "sendPhoto":
            text, entities = document.get("caption", ""), document.get("caption_entities", [])
            if not str(document.get("photo")).startswith("http"):
                return self._refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
        if wrong := self._wrong(document, text, 1024 if method == "sendPhoto" else 4096):
            return self._refused(400, f"Bad Request: {wrong}")
        assert all(each["offset"] + each["length"] <= units(text) for each in entities)
        before = document.get("reply_parameters", {}).get("message_id")
        id_ = len(self.messages) + 7
        reply_to = None if before is None else str(before)
        root = next((each.root or each.id for each in self.messages if each.id == reply_to), None)
        self.add(Message(id=str(id_), text=text, reply_to=reply_to, root=root, more=document))
        return reply(200, {"ok": True, "result": {"message_id": id_, "text": text}})

    def _wrong(self, document: dict[str, Any], text: str, most: int) -> str | None:
        if document.get("chat_id") not in self.chats:
            return "chat not found"
        if not text:
            return "message text is empty"
        if units(text) > most:
            return "message is too long" if most > 1024 else "message caption is too long"
        parameters = document.get("reply_parameters", {})
        before = parameters.get("message_id")
        if before and not self.has(str(before)) and not parameters.get("allow_sending_without_reply"):
            return "message to be replied not found"
        return None

    def _refused(self, status: int, description: str, **parameters: int) -> Reply:
        document: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
        return reply(status, {**document, **({"parameters": parameters} if parameters else {})})

    def too_many(self, wait: timedelta) -> Reply:
        seconds = ceil(wait.total_seconds())
        return self._refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
