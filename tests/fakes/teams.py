"""A workflow of Teams that posts cards."""

import json
from datetime import timedelta
from typing import Any, ClassVar

from fakes.api import Asked, Fake, Message, Reply, reply


def calls(document: dict[str, Any]) -> list[str]:
    """Return what in a card would call somebody, or be read as Markdown: mentions, and texts outside of runs."""
    card = document["attachments"][0]["content"]
    found = [each["type"] for each in card.get("msteams", {}).get("entities", [])]
    return found + [block["type"] for block in card["body"] if block["type"] == "TextBlock"]


def text_of(card: dict[str, Any]) -> str:
    """Return the text of a card."""
    return "\n".join(
        "".join(run["text"] for run in block["inlines"]) for block in card["body"] if block["type"] == "RichTextBlock"
    )


class Teams(Fake):
    """The trigger answers 202 for whatever the flow can read."""

    limit: ClassVar = (4, timedelta(seconds=1))
    path = "/workflows/abc/triggers/manual/paths/invoke"
    sig = "signatureofthetriggeraddress"

    def take(self, asked: Asked) -> Reply:
        if asked.path != self.path:
            return reply(404, {"error": {"code": "WorkflowNotFound", "message": "The workflow could not be found."}})
        if asked.query.get("sig") != self.sig:
            error = {"code": "AuthorizationFailed", "message": "The authentication credentials are not valid."}
            return reply(401, {"error": error})
        if len(asked.body) > 28 * 1024:
            return reply(413, {"error": {"code": "RequestEntityTooLarge", "message": "too large"}})
        try:
            (attachment,) = asked.document["attachments"]
            assert asked.document["type"] == "message"
            assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
            assert attachment["content"]["type"] == "AdaptiveCard"
            text = text_of(attachment["content"])
        except (KeyError, ValueError, AssertionError):
            return reply(400, {"error": {"code": "TriggerInputSchemaMismatch", "message": json.dumps("no card")}})
        self.add(Message(id=str(len(self.messages)), text=text, more=asked.document))
        return reply(202, text="")

    def too_many(self, wait: timedelta) -> Reply:
        return reply(429, {"error": {"code": "WorkflowTriggerThrottled", "message": f"wait {wait}"}})
