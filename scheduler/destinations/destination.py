"""What a destination is: context in, requests out, response in, outcome out; and a channel's endpoint, its instance."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from scheduler.destinations import secrecy
from scheduler.destinations.wire import Request, Response, text_at
from scheduler.model import Content, OnLost, OnUnknown, Outcome, Rate, Secret


class Unbuildable(ValueError):  # noqa: N818 - said of a part, not of a program
    """A part of which no request can be made; its text says why, to people."""


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


@dataclass(frozen=True, slots=True)
class Option:
    """A key of a channel that only some destinations know: a text, one of `choices` where there are any.

    `counts` says that the platform counts it into the length of a post.
    """

    name: str
    about: str
    choices: tuple[str, ...] = ()
    counts: bool = False


_usual_text = text_at("text")


def _unauthorized(response: Response) -> bool:
    return response.status == 401  # noqa: PLR2004 - Unauthorized


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A kind of receiver: its abilities as data, and the pure functions that speak its language.

    `build` may raise Unbuildable. `read` reads the answer to a post, and to a prepare that did not succeed.
    `required` and `optional` are the channel's keys it needs and takes, `options` those only it knows. `platforms` are
    those whose dialect it sends on as it is; none: it leaves the text to its receiver.

    `can_thread`: parts can follow each other. `keeps_root`: a receipt carries the first part's id too (receipts.py).
    `dedupe_for` is how long a key is remembered, None for ever. `takes_image`: a picture travels by its address; where
    it does not, planning leaves it out and says so. `body_limit_bytes` bounds a whole body. `rate` is what
    it takes at most, each of them; `remaining` the header that says how many requests are left of its limit.
    `default_url` may hold `{channel}`; `secret_url`: whoever has the address may post; `allow_private` lists networks
    that need no leave of the channel.

    `stale` says that an answer refuses what was prepared, not the post. `success` is what the receiver answers when all
    is well, for the built-in receiver to play it: `{id}` is a name and `{number}` a number made of the part's key.
    `text_of` finds the text in a body.
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
    options: tuple[Option, ...] = ()
    platforms: tuple[str, ...] = ()
    keeps_root: bool = False
    dedupe_for: timedelta | None = None
    takes_image: bool = True
    body_limit_bytes: int | None = None
    rate: tuple[Rate, ...] = ()
    remaining: str | None = None
    default_url: str | None = None
    secret_url: bool = False
    allow_private: tuple[str, ...] = ()
    stale: Callable[[Response], bool] = _unauthorized
    success: tuple[int, str] = (200, '{"id":"{id}"}')
    text_of: Callable[[Mapping[str, Any]], str | None] = _usual_text

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a channel that mean something here."""
        return (*self.required, *self.optional, *(option.name for option in self.options))


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A channel with its secrets resolved: what delivery needs to reach it. Nothing here is a default any more.

    `url` is the address posts go to, or the server's. `options` are the values of the destination's own keys. `notify`
    is the channel that is told what goes wrong on this one, `limit` how long a post may be where the server says so.
    """

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
    rate: tuple[Rate, ...] | None = None
    notify: str | None = None
    limit: int | None = None
    chat: str | None = None
    handle: str | None = None
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def shown(self) -> str:
        """The address as people may see it: scheme, host, and four digits that tell two addresses of a host apart."""
        return f"{self.host} (#{hashlib.sha256(self.url.reveal().encode()).hexdigest()[:4]})"

    @property
    def on_lost(self) -> OnLost:
        """What becomes of an attempt whose daemon died; it is sent again only while its key is remembered."""
        lasts = self.destination.dedupe_for
        return lasts if lasts and self.on_unknown is OnUnknown.RESEND else self.on_unknown

    def remembers(self, unsure_since: datetime | None, now: datetime) -> bool:
        """Say whether the receiver still knows the key of a part that may have arrived with an earlier attempt."""
        lasts = self.destination.dedupe_for
        return lasts is None or unsure_since is None or now < unsure_since + lasts

    @property
    def host(self) -> str:
        """Scheme, host and port of the address, which are no secret; the scheme alone of a file's."""
        try:
            parts = urlsplit(self.url.reveal())
            if parts.scheme == "file":
                return "file:"
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            return "?"
        return f"{parts.scheme}://{parts.hostname or '?'}{port}"

    def without_secrets(self, text: str) -> str:
        """Return `text`, which a receiver may have written, with every secret of this channel as `***`."""
        return secrecy.veiled(text, self.secret_words)

    @property
    def secret_words(self) -> frozenset[str]:
        """What must not be repeated: the address and its secret stretches, keys, token; not the channel's own name."""
        keys = [secret.reveal() for secret in (*self.secrets, *([self.token] if self.token else []))]
        words = secrecy.of_address(self.url.reveal()).union(*map(secrecy.of_key, keys))
        return frozenset(words - {self.channel})
