"""Google Chat's webhook of a space: messages in threads named by the post's key.

Every part carries the same `thread.threadKey` and a reply option, without which the key is ignored: the first part may
open the thread, a later one fails rather than start another. `requestId`, made of the part's key, asks for the message
that exists instead of a second one; that it works with a webhook's key is not confirmed by anybody, so what nobody
knows is held. Errors are Google's, with a `status` such as NOT_FOUND (`spaces.messages.create`, read 2026-11-22:
research/delivery.md sections 2.1 and 2.2). A picture is a card of its own below the text.
"""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from types import MappingProxyType

from scheduler.destinations.destination import Context, Dedupe, Destination
from scheduler.destinations.outcomes import Answers, Verdict, id_in, of_success, of_word, said_in
from scheduler.destinations.wire import Request, Response, asking, object_in, posted
from scheduler.model import Content, Image, OnUnknown, Outcome, Rate

BODY_LIMIT_BYTES = 32_000

ANSWERS: Answers = MappingProxyType(
    {
        "INVALID_ARGUMENT": (Verdict.NO, "Google Chat could not read the message"),
        "UNAUTHENTICATED": (Verdict.CLOSED, "the webhook's address is not right; copy it again"),
        "PERMISSION_DENIED": (Verdict.CLOSED, "the webhook may not post to the space"),
        "NOT_FOUND": (Verdict.CLOSED, "the space or its webhook is not there any more"),
        "THREAD_NOT_FOUND": (Verdict.NO, "its thread is not there"),
        "ALREADY_EXISTS": (Verdict.UNSURE, "Google Chat has such a message already"),
        "ABORTED": (Verdict.LATER, "Google Chat was interrupted"),
        "RESOURCE_EXHAUSTED": (Verdict.BUSY, "Google Chat asks to slow down"),
        "INTERNAL": (Verdict.LATER, "Google Chat has a fault"),
        "UNAVAILABLE": (Verdict.LATER, "Google Chat is not available"),
        "DEADLINE_EXCEEDED": (Verdict.UNSURE, "Google Chat took too long, and may have posted it"),
    }
)


def build(content: Content, context: Context) -> Sequence[Request]:
    """Return the one request of a part."""
    first = context.part == 1
    option = "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD" if first else "REPLY_MESSAGE_OR_FAIL"
    document = {
        "text": content.text,
        "cardsV2": _card(content.image) if content.image else None,
        "thread": {"threadKey": _named(context.post)},
    }
    url = asking(context.endpoint.url, f"messageReplyOption={option}&requestId={_named(context.key)}")
    return (posted(url, document, ("webhook-id", context.key)),)


def _named(key: str) -> str:
    """Return a name for a key: short, and of letters and digits only."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _card(image: Image) -> list[dict[str, object]]:
    picture = {"image": {"imageUrl": image.url, "altText": image.alt or ""}}
    return [{"cardId": "picture", "card": {"sections": [{"widgets": [picture]}]}}]


def read(response: Response) -> Outcome:
    """Read Google's word for an error first and the shared table after; a success brings the message's name."""
    if response.status // 100 == 2:  # noqa: PLR2004 - the successes
        return of_success(response, id_in(response, "name"), "a message")
    document = object_in(response.body)
    word = said_in(document, "error.status")
    if word == "NOT_FOUND" and "thread" in said_in(document, "error.message").lower():
        word = "THREAD_NOT_FOUND"
    return of_word(word, ANSWERS, response)


DESTINATION = Destination(
    name="google_chat",
    label="Google Chat webhook",
    build=build,
    read=read,
    can_thread=True,
    returns_id=True,
    dedupe=Dedupe.NONE,
    on_unknown=OnUnknown.HOLD,
    platforms=("google_chat",),
    required=("url",),
    body_limit_bytes=BODY_LIMIT_BYTES,
    secret_url=True,
    rate=(Rate(1, timedelta(seconds=1)),),
    success=(200, '{"name":"spaces/rehearsal/messages/{id}"}'),
)
