"""Mastodon: `POST /api/v1/statuses` with a token of the account.

`Idempotency-Key` (the part's key) is remembered for an hour: until then the same request brings the same status, after
it a second one. So what nobody knows is sent again, but only within 55 minutes of the first attempt. A 429 says in
`X-RateLimit-Reset` when the limit starts afresh, as a timestamp (mastodon/documentation, methods/statuses and
api/rate-limits, read 2026-11-22: research/delivery.md 2.1 and 2.2). A picture would have to be uploaded, which tminus
does not do. A content warning counts into the length of a status.
"""

from collections.abc import Sequence
from datetime import timedelta

from scheduler.destinations.destination import Context, Dedupe, Destination, Option
from scheduler.destinations.outcomes import Verdict, id_in, of_status, of_success, of_verdict, said_in
from scheduler.destinations.receipts import replied_to
from scheduler.destinations.wire import Request, Response, object_in, posted, text_at, within
from scheduler.model import Content, OnUnknown, Outcome, Rate

KEY_LASTS = timedelta(minutes=55)

VISIBILITIES = ("public", "unlisted", "private", "direct")
OPTIONS = (
    Option("visibility", "who sees a post; default: as the account has it", choices=VISIBILITIES),
    Option("content_warning", "what stands before a post until a reader opens it", counts=True),
    Option("language", "the language of the posts, as en"),
)

WORDS: Sequence[tuple[int, str, Verdict, str]] = (
    (404, "record not found", Verdict.NO, "the post it replies to is not there"),
    (404, "trying to reply", Verdict.NO, "the post it replies to is not there"),
    (422, "trying to reply", Verdict.NO, "the post it replies to is not there"),
    (422, "character limit", Verdict.NO, "it is too long for this server; set  limit  on the channel"),
    (403, "outside the authorized scopes", Verdict.CLOSED, "the token lacks the scope write:statuses"),
    (403, "login is currently disabled", Verdict.CLOSED, "the account is switched off"),
    (403, "pending approval", Verdict.CLOSED, "the account waits for approval"),
)
"""A status, what its error contains, and what that means."""


def build(content: Content, context: Context) -> Sequence[Request]:
    """Return the one request of a part."""
    endpoint = context.endpoint
    document = {
        "status": content.text,
        "in_reply_to_id": replied_to(context),
        "visibility": endpoint.options.get("visibility"),
        "spoiler_text": endpoint.options.get("content_warning"),
        "language": endpoint.options.get("language"),
    }
    token = endpoint.token.reveal() if endpoint.token else ""
    headers = (
        ("authorization", f"Bearer {token}"),
        ("idempotency-key", context.key),
        ("webhook-id", context.key),
    )
    return (posted(within(endpoint.url, "api/v1/statuses"), document, *headers),)


def read(response: Response) -> Outcome:
    """Read the server's words for an error first and the shared table after; a success brings the status's id."""
    if response.status // 100 == 2:  # noqa: PLR2004 - the successes
        return of_success(response, id_in(response), "a status")
    error = said_in(object_in(response.body), "error")
    for status, words, verdict, sentence in WORDS:
        if response.status == status and words in error.lower():
            return of_verdict(verdict, f"{status} {error}: {sentence}", response)
    return of_status(response)


DESTINATION = Destination(
    name="mastodon",
    label="Mastodon",
    build=build,
    read=read,
    can_thread=True,
    returns_id=True,
    dedupe=Dedupe.KEY,
    dedupe_for=KEY_LASTS,
    on_unknown=OnUnknown.RESEND,
    platforms=("mastodon",),
    required=("server", "token"),
    options=OPTIONS,
    takes_image=False,
    rate=(Rate(300, timedelta(minutes=5)),),
    remaining="x-ratelimit-remaining",
    success=(200, '{"id":"{number}"}'),
    text_of=text_at("status"),
)
