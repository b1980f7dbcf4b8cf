"""Bluesky: a session, then `putRecord` under a name that was settled when the post was made.

`putRecord` with the same record key and the same record changes nothing and answers with the same `uri` and `cid`, so a
part may be sent again for ever. Key and `createdAt` are therefore made of the due time and the part's key, and of
nothing else. (`createRecord` would end in a 500 the second time.) Sessions may be opened 30 times in 5 minutes and 300
times a day: one serves many parts (bluesky-social/atproto, createRecord.ts, putRecord.ts and the rate-limit page, read
2026-11-22: research/delivery.md 2.1 and 2.3).

A receipt is `URI#CID`, and a reply names the one before it and the first one of its thread. Facets count UTF-8 bytes.
A mention would need the account's DID, which nobody looks up: it stays text. A picture, and the thumb of a link's card,
would have to be uploaded, which tminus does not do; the card has the host for a title.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from urllib.parse import urlsplit

from scheduler.destinations.destination import Context, Dedupe, Destination, Option
from scheduler.destinations.outcomes import Answers, Verdict, name_in, of_success, of_word, said_in
from scheduler.destinations.receipts import own_of, replied_to, root_of
from scheduler.destinations.wire import Request, Response, object_in, posted, text_at, within
from scheduler.model import Content, Entity, OnUnknown, Outcome, Rate

POST = "app.bsky.feed.post"
SESSION_LASTS = timedelta(hours=1)
"""An access token lasts about two hours; one that ends sooner is answered with ExpiredToken and made anew."""

DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
CLOCK_BITS = 10
LANGUAGES = 3

STALE = ("ExpiredToken", "InvalidToken", "AuthMissing")

ANSWERS: Answers = MappingProxyType(
    {
        "InvalidRequest": (Verdict.NO, "Bluesky does not take the post"),
        "InvalidRecord": (Verdict.NO, "Bluesky does not take the post"),
        "InvalidSwap": (Verdict.NO, "the record was changed by somebody else"),
        "PayloadTooLarge": (Verdict.NO, "the post is too large"),
        "ExpiredToken": (Verdict.CLOSED, "Bluesky does not take the session; check the app password"),
        "InvalidToken": (Verdict.CLOSED, "Bluesky does not take the session; check the app password"),
        "AuthMissing": (Verdict.CLOSED, "Bluesky does not take the session; check the app password"),
        "AuthenticationRequired": (Verdict.CLOSED, "the handle or the app password is not right"),
        "AuthFactorTokenRequired": (Verdict.CLOSED, "this is the account's password; make an app password"),
        "AccountTakedown": (Verdict.CLOSED, "the account was taken down"),
        "AccountDeactivated": (Verdict.CLOSED, "the account is switched off"),
        "RepoDeactivated": (Verdict.CLOSED, "the account is switched off"),
        "RateLimitExceeded": (Verdict.BUSY, "Bluesky asks to slow down"),
        "InternalServerError": (Verdict.LATER, "Bluesky has a fault"),
        "UpstreamTimeout": (Verdict.UNSURE, "Bluesky took too long, and may have posted it"),
        "NotEnoughResources": (Verdict.LATER, "Bluesky is not available"),
    }
)


def build(content: Content, context: Context) -> Sequence[Request]:
    """Return the session's request and the part's."""
    endpoint = context.endpoint
    password = endpoint.token.reveal() if endpoint.token else ""
    session = posted(
        within(endpoint.url, "xrpc/com.atproto.server.createSession"),
        {"identifier": endpoint.handle, "password": password},
    )
    opens = Request(
        method=session.method,
        url=session.url,
        headers=session.headers,
        body=session.body,
        prepares=True,
        gives=(("access", "accessJwt"),),
        lasts=SESSION_LASTS,
    )
    put = {
        "repo": endpoint.handle,
        "collection": POST,
        "rkey": record_key(context.due_at, context.post, context.part),
        "record": _record(content, context),
    }
    headers = (("authorization", "Bearer {access}"), ("webhook-id", context.key))
    return (opens, posted(within(endpoint.url, "xrpc/com.atproto.repo.putRecord"), put, *headers))


def _record(content: Content, context: Context) -> dict[str, object]:
    created_at = context.due_at + timedelta(milliseconds=context.part - 1)  # readers sort by it
    languages = context.endpoint.options.get("language", "").replace(",", " ").split()[:LANGUAGES]
    record: dict[str, object] = {
        "$type": POST,
        "text": content.text,
        "createdAt": created_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    if languages:
        record["langs"] = languages
    if facets := [facet for entity in content.entities if (facet := _facet(entity))]:
        record["facets"] = facets
    if content.link:
        record["embed"] = _card(content.link)
    if before := replied_to(context):
        record["reply"] = {"root": _reference(root_of(before)), "parent": _reference(own_of(before))}
    return record


def _facet(entity: Entity) -> dict[str, object] | None:
    """Return what makes an entity clickable; None for a mention."""
    features: dict[str, dict[str, object]] = {
        "link": {"$type": "app.bsky.richtext.facet#link", "uri": entity.url or entity.text},
        "hashtag": {"$type": "app.bsky.richtext.facet#tag", "tag": entity.text[1:]},
    }
    if entity.kind not in features:
        return None
    index = {"byteStart": entity.byte_start, "byteEnd": entity.byte_end}
    return {"index": index, "features": [features[entity.kind]]}


def _card(link: str) -> dict[str, object]:
    title = urlsplit(link).hostname or link
    return {"$type": "app.bsky.embed.external", "external": {"uri": link, "title": title, "description": ""}}


def _reference(receipt: str) -> dict[str, str]:
    uri, _, cid = receipt.partition("#")
    return {"uri": uri, "cid": cid}


def record_key(due_at: datetime, post: str, part: int) -> str:
    """Return a part's record key, a TID: microseconds since 1970 and ten bits more, in 13 sortable digits.

    The microseconds are those of the due second plus some thousand made of the post's key, so that two posts of one
    second differ and the parts of a thread come in their order.
    """
    drawn = int.from_bytes(hashlib.sha256(post.encode()).digest()[:8])
    microseconds = int(due_at.timestamp()) * 1_000_000 + drawn % 990_000 + part
    number = microseconds << CLOCK_BITS | drawn >> (64 - CLOCK_BITS)
    return "".join(DIGITS[number >> shift & 31] for shift in range(60, -5, -5))


def read(response: Response) -> Outcome:
    """Read Bluesky's word for an error first and the shared table after; a success brings `uri` and `cid`."""
    if response.status // 100 == 2:  # noqa: PLR2004 - the successes
        uri, cid = name_in(response, "uri"), name_in(response, "cid")
        return of_success(response, f"{uri}#{cid}" if uri and cid else None, "a record")
    document = object_in(response.body)
    word = said_in(document, "error")
    if word == "InvalidRequest" and "could not find repo" in said_in(document, "message").lower():
        word = "AuthenticationRequired"
    return of_word(word, ANSWERS, response)


def stale(response: Response) -> bool:
    """Say whether an answer refuses the session."""
    return object_in(response.body).get("error") in STALE and response.status in (400, 401)


DESTINATION = Destination(
    name="bluesky",
    label="Bluesky",
    build=build,
    read=read,
    can_thread=True,
    returns_id=True,
    dedupe=Dedupe.RKEY,
    on_unknown=OnUnknown.RESEND,
    platforms=("bluesky",),
    required=("handle", "token"),
    optional=("server",),
    options=(Option("language", "the languages of the posts, as en, up to three"),),
    keeps_root=True,
    takes_image=False,
    rate=(Rate(1600, timedelta(hours=1)), Rate(11_600, timedelta(days=1))),  # 5,000 points and 35,000, three a record
    remaining="ratelimit-remaining",
    default_url="https://bsky.social",
    stale=stale,
    success=(200, '{"accessJwt":"rehearsal","uri":"at://did:plc:rehearsal/app.bsky.feed.post/{id}","cid":"{id}"}'),
    text_of=text_at("record.text"),
)
