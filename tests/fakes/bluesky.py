"""A personal data server of Bluesky: sessions and records."""

import hashlib
import json
import re
from datetime import datetime, timedelta
from typing import Any, ClassVar

import regex

from fakes.api import Asked, Fake, Message, Reply, bearer, reply

TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
DID = "did:plc:harbourpress"


def calls(document: dict[str, Any]) -> list[str]:
    """Return the mentions of a post: only a facet makes one."""
    facets = document.get("record", {}).get("facets", [])
    kinds = [feature["$type"] for facet in facets for feature in facet["features"]]
    return [kind for kind in kinds if kind.endswith("#mention")]


class Bluesky(Fake):
    """One account. A record put a second time, the same, changes nothing; other words under its key replace it."""

    limit: ClassVar = (1600, timedelta(hours=1))
    handle, password = "harbour.example", "app-pass-word-0000"
    lasts = timedelta(hours=2)

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.sessions: dict[str, datetime] = {}
        self.records: dict[str, tuple[str, Message]] = {}

    def take(self, asked: Asked) -> Reply:
        if asked.path == "/xrpc/com.atproto.server.createSession":
            return self._session(asked.document)
        if asked.path == "/xrpc/com.atproto.repo.putRecord":
            return self._put(asked)
        return reply(501, {"error": "MethodNotImplemented", "message": "Method Not Implemented"})

    def _session(self, document: dict[str, Any]) -> Reply:
        if (document.get("identifier"), document.get("password")) != (self.handle, self.password):
            return reply(401, {"error": "AuthenticationRequired", "message": "Invalid identifier or password"})
        token = f"access-{len(self.sessions)}"
        self.sessions[token] = self.now() + self.lasts
        return reply(200, {"accessJwt": token, "refreshJwt": "r", "handle": self.handle, "did": DID})

    def _put(self, asked: Asked) -> Reply:
        until = self.sessions.get(bearer(asked))
        if until is None:
            return reply(400, {"error": "InvalidToken", "message": "Token could not be verified"})
        if self.now() >= until:
            return reply(400, {"error": "ExpiredToken", "message": "Token has expired"})
        document = asked.document
        if document.get("repo") not in (self.handle, DID):
            return reply(400, {"error": "InvalidRequest", "message": f"Could not find repo: {document.get('repo')}"})
        record = document["record"]
        if wrong := self._wrong(document, record):
            return reply(400, {"error": "InvalidRequest", "message": wrong})
        cid = "bafyrei" + hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:52]
        uri = f"at://{DID}/app.bsky.feed.post/{document['rkey']}"
        before = record.get("reply", {})
        known = self.records.get(document["rkey"])
        if known is None or known[0] != cid:
            shown = Message(id=uri, text=record["text"], more=document)
            shown.reply_to = before["parent"]["uri"] if before else None
            shown.root = before["root"]["uri"] if before else None
            self.records[document["rkey"]] = (cid, self.add(shown))
        return reply(200, {"uri": uri, "cid": cid, "validationStatus": "valid"})

    def _wrong(self, document: dict[str, Any], record: dict[str, Any]) -> str | None:
        if document.get("collection") != "app.bsky.feed.post" or record.get("$type") != "app.bsky.feed.post":
            return "Invalid collection"
        if not TID.fullmatch(document.get("rkey", "")):
            return "Invalid record key"
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", record.get("createdAt", "")):
            return "Record/createdAt must be an valid atproto datetime"
        return self._wrong_text(record) or self._wrong_reply(record)

    def _wrong_text(self, record: dict[str, Any]) -> str | None:
        text = record.get("text", "")
        size = len(text.encode())
        if size > 3000 or len(regex.findall(r"\X", text)) > 300:
            return "Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes"
        for facet in record.get("facets", []):
            index = facet["index"]
            if not 0 <= index["byteStart"] < index["byteEnd"] <= size:
                return "Record/facets is out of the text"
        return None

    def _wrong_reply(self, record: dict[str, Any]) -> str | None:
        for reference in record.get("reply", {}).values():
            kept = self.records.get(reference["uri"].rpartition("/")[2])
            if kept is None or kept[0] != reference["cid"]:
                return "Record/reply names no record"
        return None

    def left(self, requests: int, wait: timedelta) -> dict[str, object]:
        at = int((self.now() + wait).timestamp()) + 1
        return {"ratelimit-limit": 5000, "ratelimit-remaining": 3 * requests, "ratelimit-reset": at}

    def too_many(self, wait: timedelta) -> Reply:
        return reply(429, {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}, self.left(0, wait))
