"""What a destination is, and the four values around it: context in, requests out, response in, outcome out."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import quote, urlsplit

from scheduler.model import Content, OnUnknown, Outcome, Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request, ready to be sent. `prepares` marks a step before the post itself, which may be repeated."""

    method: str
    url: Secret
    headers: tuple[tuple[str, str], ...]
    body: bytes
    prepares: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What came back: header names in lower case; `cut` where the body is not whole; `at` is the wall time it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool
    at: datetime


class Dedupe(StrEnum):
    """How a repeated request is kept from becoming a second post."""

    NONE = "none"  # it is not: two requests are two posts
    KEY = "key"  # the platform knows an idempotency key, for as long as it says
    RKEY = "rkey"  # the record's own name: writing it again changes nothing
    RECEIVER = "receiver"  # the receiver drops a `webhook-id` it has seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """All that a request may depend on besides its content.

    A body is made of keys, times, ids and `in_reply_to` (the receipt of the part before), which never change between
    attempts; `attempt` and `sent_at` (wall time) change, so they may only reach headers.
    """

    endpoint: "Endpoint"
    key: str
    post: str
    campaign: str
    step: str
    channel: str
    platform: str
    part: int
    parts: int
    content_hash: str
    due_at: datetime
    not_after: datetime
    in_reply_to: str | None
    attempt: int
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A kind of receiver: its abilities as data, and the two pure functions that speak its language.

    `required` and `optional` are the channel's keys it needs and takes; `rate` is (requests, in how long).
    `default_url` may hold `{channel}`; `secret_url` says that whoever has the address may post; `allow_private` lists
    networks that need no leave of the channel.
    """

    name: str
    label: str
    build: Callable[[Content, Context], Sequence[Request]]
    read: Callable[[Response], Outcome]
    can_thread: bool
    returns_id: bool
    dedupe: Dedupe
    on_unknown: OnUnknown
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    rate: tuple[int, timedelta] | None = None
    default_url: str | None = None
    secret_url: bool = False
    allow_private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A channel with its secrets resolved: what delivery needs to reach it. Nothing here is a default any more."""

    channel: str
    platform: str
    destination: Destination
    url: Secret
    secrets: tuple[Secret, ...] = ()  # newest first
    token: Secret | None = None
    deadline: timedelta = timedelta(seconds=20)
    concurrency: int = 1
    on_unknown: OnUnknown = OnUnknown.HOLD
    allow_private: tuple[str, ...] = ()
    rate: tuple[int, timedelta] | None = None

    @property
    def shown(self) -> str:
        """The address as people may see it: scheme, host, and four digits that tell two addresses of a host apart."""
        url = self.url.reveal()
        try:
            parts = urlsplit(url)
            port = f":{parts.port}" if parts.port else ""
            host = f"{parts.scheme}://{parts.hostname or '?'}{port}"
        except ValueError:
            host = "?"
        return f"{host} (#{hashlib.sha256(url.encode()).hexdigest()[:4]})"

    def without_secrets(self, text: str) -> str:
        """Return `text`, which a receiver may have written, with every secret of this channel as `***`."""
        for secret in self._secret_words():
            text = text.replace(secret, "***")
        return text

    def _secret_words(self) -> list[str]:
        """Return what must not be repeated: the address and its secret stretches, keys, token; longest first."""
        url = self.url.reveal()
        keys = [secret.reveal() for secret in (*self.secrets, *([self.token] if self.token else []))]
        host, _, behind_host = url.partition("://")[2].partition("/")
        keys += host.rpartition("@")[0].split(":")
        pieces = [
            piece for part in behind_host.split("?") for piece in part.replace("=", "/").replace("&", "/").split("/")
        ]
        words = {url, behind_host, *keys, *(key.removeprefix("whsec_") for key in keys)}
        words |= {piece for piece in pieces if len(piece) >= TELLING}
        words |= {quote(word, safe="") for word in words}
        return sorted((word for word in words if len(word) >= SHORTEST), key=len, reverse=True)


SHORTEST = 6
"""Shorter stretches are not taken for secrets: blotting out every `x` would leave no text to read."""

TELLING = 12
"""From this length on, one segment of a path or one value of a query is taken for a secret of its own."""
