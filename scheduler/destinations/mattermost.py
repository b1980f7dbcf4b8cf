"""Mattermost's incoming webhook: one message; no threads, no id, no way to tell a repeat.

Success is 200 with the text `ok`; errors are JSON with an `id` and a `message` (mattermost/mattermost,
server/channels/web/webhook.go and server/public/model/incoming_webhook.go, read 2026-11-22: research/delivery.md 2.1).
A root id cannot be given, so a thread goes out as one message. `@all`, `@channel` and `@here` of facts arrive broken by
the platform's dialect: the server knows no way to switch them off.
"""

from collections.abc import Sequence
from types import MappingProxyType

from scheduler.destinations.destination import Context, Dedupe, Destination
from scheduler.destinations.outcomes import Answers, Verdict, of_status, of_verdict, said_in, words_in
from scheduler.destinations.slack import attached
from scheduler.destinations.wire import Request, Response, object_in, posted
from scheduler.model import Content, Delivered, OnUnknown, Outcome, Phase, Unknown

ANSWERS: Answers = MappingProxyType(
    {
        "web.incoming_webhook.disabled.app_error": (Verdict.CLOSED, "incoming webhooks are switched off on the server"),
        "web.incoming_webhook.invalid.app_error": (Verdict.CLOSED, "the webhook was removed; make a new one"),
        "web.incoming_webhook.channel.app_error": (Verdict.CLOSED, "its channel does not exist any more"),
        "web.incoming_webhook.channel_locked.app_error": (Verdict.CLOSED, "the webhook may not post to this channel"),
        "web.incoming_webhook.permissions.app_error": (Verdict.CLOSED, "the webhook's owner may not post there"),
        "web.incoming_webhook.text.app_error": (Verdict.NO, "the message has no text"),
        "web.incoming_webhook.parse.app_error": (Verdict.NO, "Mattermost could not read the message"),
        "api.context.rate_limit.app_error": (Verdict.BUSY, "Mattermost asks to slow down"),
    }
)


def build(content: Content, context: Context) -> Sequence[Request]:
    """Return the one request of a part."""
    document = {"text": content.text, "attachments": attached(content.image)}
    return (posted(context.endpoint.url, document, ("webhook-id", context.key)),)


def read(response: Response) -> Outcome:
    """Read the id of the server's error first and the shared table after; a 2xx has to say `ok`."""
    words = words_in(response.body)
    if response.status // 100 == 2:  # noqa: PLR2004 - the successes
        if words == "ok" or (response.cut and "ok".startswith(words)):
            return Delivered()
        return Unknown(phase=Phase.ANSWERED, reason=f'{response.status} without Mattermost\'s "ok" ("{words}")')
    document = object_in(response.body)
    known = ANSWERS.get(said_in(document, "id"))
    if known is None:
        return of_status(response)
    verdict, sentence = known
    return of_verdict(verdict, f"{response.status}: {sentence}", response)


DESTINATION = Destination(
    name="mattermost",
    label="Mattermost incoming webhook",
    build=build,
    read=read,
    can_thread=False,
    returns_id=False,
    dedupe=Dedupe.NONE,
    on_unknown=OnUnknown.HOLD,
    platforms=("mattermost",),
    required=("url",),
    secret_url=True,
    success=(200, "ok"),
)
