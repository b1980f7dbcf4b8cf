"""The generic signed webhook: one POST of JSON a part, to whatever the user's automation is.

Body fields, their order, and the headers are DESIGN section 9, a promise to receivers: fields are added at the end,
never changed. The body is a function of what was applied, so it is the same bytes on every attempt; what changes (the
timestamp, the number of the attempt) travels in headers. A receiver drops a `webhook-id` it has seen and refuses what
comes after `not_after`; because not every receiver does the first, an attempt nobody knows about is held by default.
"""

from collections.abc import Sequence
from datetime import datetime

from scheduler.destinations import signing
from scheduler.destinations.destination import Context, Dedupe, Destination
from scheduler.destinations.outcomes import id_in, of_status
from scheduler.destinations.wire import Request, Response, found, json_bytes, object_in
from scheduler.model import Content, OnUnknown, Outcome


def build(content: Content, context: Context) -> Sequence[Request]:
    """Return the one request of a part."""
    frozen = content.to_json()
    document = {
        "type": "post.part",
        "key": context.key,
        "post": context.post,
        "campaign": context.campaign,
        "step": context.step,
        "channel": context.channel,
        "platform": context.platform,
        "part": context.part,
        "parts": context.parts,
        "content_hash": context.content_hash,
        "text": frozen["text"],
        "entities": frozen["entities"],
        "link": frozen["link"],
        "image": frozen["image"],
        "due_at": _rfc3339(context.due_at),
        "not_after": _rfc3339(context.not_after),
        "in_reply_to": context.in_reply_to,
    }
    body = json_bytes(document)
    headers = (
        ("content-type", "application/json"),
        *signing.headers(context.endpoint.secrets, context.key, context.sent_at, body),
        ("tminus-attempt", str(context.attempt)),
    )
    return (Request(method="POST", url=context.endpoint.url, headers=headers, body=body),)


def read(response: Response) -> Outcome:
    """Any 2xx is success; `id` of a JSON answer, where it is a text, is the receipt."""
    named = isinstance(found(object_in(response.body), "id"), str)
    return of_status(response, receipt=id_in(response) if named else None)


def _rfc3339(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")


DESTINATION = Destination(
    name="webhook",
    label="Signed webhook",
    build=build,
    read=read,
    can_thread=True,
    returns_id=True,
    dedupe=Dedupe.NONE,
    on_unknown=OnUnknown.HOLD,
    required=("url",),
    optional=("secret",),
)
