"""Slack by a token (`chat.postMessage`): one message into any channel the app is in, with true threads.

Every answer is 200; `ok` and `error` say what it means (docs.slack.dev, the method's page and its errors, read
2026-11-22: research/delivery.md 2.1). The id is `ts`. Replies name the first message of the thread (`thread_ts`), never
another reply, so a receipt keeps the root. There is no dedupe: Slack itself says of `internal_error` and `fatal_error`
that the message may have been posted.

The text is escaped as for the incoming webhook; `link_names` and `parse` are not set, so no word in it calls anybody.
"""

from collections.abc import Sequence
from datetime import timedelta
from types import MappingProxyType

from scheduler.destinations.destination import Context, Dedupe, Destination
from scheduler.destinations.outcomes import Answers, Verdict, name_in, of_success, of_word, said_in
from scheduler.destinations.receipts import replied_to, root_of
from scheduler.destinations.slack import attached
from scheduler.destinations.wire import Request, Response, object_in, posted, within
from scheduler.model import Content, OnUnknown, Outcome, Rate

_TOKEN = (Verdict.CLOSED, "Slack does not take the token any more; install the app again")
_RIGHTS = (Verdict.CLOSED, "the app may not post here; give it the scope chat:write")
_ADMIN = (Verdict.CLOSED, "an administrator of the workspace does not allow this")
_FORM = (Verdict.NO, "Slack could not read the message")
_MAYBE = (Verdict.UNSURE, "Slack has a fault, and may have posted the message")

ANSWERS: Answers = MappingProxyType(
    {
        **dict.fromkeys(("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"), _TOKEN),
        **dict.fromkeys(("missing_scope", "no_permission", "not_allowed_token_type", "access_denied"), _RIGHTS),
        **dict.fromkeys(("restricted_action", "team_access_not_granted", "ekm_access_denied"), _ADMIN),
        "not_in_channel": (Verdict.CLOSED, "the app is not in the channel; invite it there"),
        "channel_not_found": (Verdict.CLOSED, "there is no such channel, or the app cannot see it; check chat"),
        "is_archived": (Verdict.CLOSED, "the Slack channel is archived; bring it back, then resume"),
        **dict.fromkeys(("invalid_arguments", "invalid_json", "invalid_attachments", "invalid_blocks"), _FORM),
        "no_text": (Verdict.NO, "the message has no text"),
        "msg_too_long": (Verdict.NO, "the message is too long"),
        **dict.fromkeys(("thread_not_found", "cannot_reply_to_message"), (Verdict.NO, "its thread is not there")),
        **dict.fromkeys(("ratelimited", "rate_limited"), (Verdict.BUSY, "Slack asks to slow down")),
        "service_unavailable": (Verdict.LATER, "Slack is not available"),
        **dict.fromkeys(("internal_error", "fatal_error", "request_timeout"), _MAYBE),
    }
)


def build(content: Content, context: Context) -> Sequence[Request]:
    """Return the one request of a part."""
    endpoint, before = context.endpoint, replied_to(context)
    document = {
        "channel": endpoint.chat,
        "text": content.text,
        "thread_ts": root_of(before) if before else None,
        "attachments": attached(content.image),
    }
    token = endpoint.token.reveal() if endpoint.token else ""
    headers = (("authorization", f"Bearer {token}"), ("webhook-id", context.key))
    return (posted(within(endpoint.url, "chat.postMessage"), document, *headers),)


def read(response: Response) -> Outcome:
    """Read the word of `error` where there is one; a success has `ok: true` and the message's `ts`."""
    document = object_in(response.body)
    if response.status // 100 != 2:  # noqa: PLR2004 - the successes
        return of_word(said_in(document, "error"), ANSWERS, response)
    if document.get("ok") is True or response.cut:
        return of_success(response, name_in(response, "ts"), "a message")
    word = said_in(document, "error")
    if word in ANSWERS:
        return of_word(word, ANSWERS, response)
    if document.get("ok") is False:
        return of_word(word, MappingProxyType({word: (Verdict.NO, "Slack does not take the message")}), response)
    return of_success(response, None, "a message")


DESTINATION = Destination(
    name="slack_chat",
    label="Slack by a token",
    build=build,
    read=read,
    can_thread=True,
    returns_id=True,
    dedupe=Dedupe.NONE,
    on_unknown=OnUnknown.HOLD,
    platforms=("slack",),
    required=("token", "chat"),
    optional=("server",),
    keeps_root=True,
    rate=(Rate(1, timedelta(seconds=1)),),
    default_url="https://slack.com/api",
    success=(200, '{"ok":true,"ts":"{number}.000100"}'),
)
