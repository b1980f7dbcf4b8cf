"""Slack's incoming webhook: one message into one channel; no threads, no id, no way to tell a repeat.

Success is 200 with the text `ok`; errors are plain text (Slack's change note of 17 May 2016 and its rate-limit page,
read 2026-11-22: research/delivery.md sections 2.1 and 2.2). About one message a second, short bursts.

The text arrives escaped for mrkdwn (`&`, `<`, `>`), so `<!channel>` in a title pings nobody; `link_names` and `parse`
are not set for the same reason. `*`, `_`, `~` and the backtick have no escape in mrkdwn and stay marks. A picture hangs
below the text as an attachment, so that the text is the same with it and without.
"""

from collections.abc import Sequence
from datetime import timedelta
from types import MappingProxyType

from scheduler.destinations.destination import Context, Dedupe, Destination
from scheduler.destinations.outcomes import Answers, Verdict, of_word, said_in, words_in
from scheduler.destinations.wire import Request, Response, object_in, posted
from scheduler.model import Content, Delivered, Image, OnUnknown, Outcome, Phase, Rate, Rejected, Unknown

ANSWERS: Answers = MappingProxyType(
    {
        "invalid_payload": (Verdict.NO, "Slack could not read the message"),
        "no_text": (Verdict.NO, "the message has no text"),
        "user_not_found": (Verdict.NO, "the user it is meant for does not exist"),
        "action_prohibited": (Verdict.CLOSED, "an administrator of the workspace does not allow this"),
        "channel_not_found": (Verdict.CLOSED, "the Slack channel does not exist any more"),
        "no_service": (Verdict.CLOSED, "the webhook was removed or switched off; make a new one"),
        "channel_is_archived": (Verdict.CLOSED, "the Slack channel is archived; bring it back, then resume"),
        "rollup_error": (Verdict.LATER, "Slack has a fault"),
    }
)


def build(content: Content, context: Context) -> Sequence[Request]:
    """Return the one request of a part."""
    document = {"text": content.text, "attachments": attached(content.image)}
    return (posted(context.endpoint.url, document, ("webhook-id", context.key)),)


def attached(image: Image | None) -> list[dict[str, str]] | None:
    """Return a picture as an attachment, as Slack and those that speak like it show it."""
    return [{"fallback": image.alt or "picture", "image_url": image.url}] if image else None


def read(response: Response) -> Outcome:
    """Read Slack's words first and the shared table after; a 200 that says something else than `ok` is not success."""
    words = words_in(response.body)
    if response.status == 200:  # noqa: PLR2004 - Slack's one status of success
        return _read_200(words, response)
    if response.status // 100 == 2:  # noqa: PLR2004 - not Slack's
        return _not_slack(response.status, words)
    return of_word(words, ANSWERS, response)


def _read_200(words: str, response: Response) -> Outcome:
    if words == "ok":
        return Delivered()
    if response.cut and "ok".startswith(words):
        return Delivered(note="Slack's answer broke off")
    document = object_in(response.body)
    word = said_in(document, "error") if document.get("ok") is False else words
    if word in ANSWERS:
        return of_word(word, ANSWERS, response)
    if document.get("ok") is False:
        return Rejected(reason=f"Slack answered 200 and refused: {word or 'it does not say why'}")
    return _not_slack(response.status, words)


def _not_slack(status: int, words: str) -> Outcome:
    return Unknown(phase=Phase.ANSWERED, reason=f'{status} without Slack\'s "ok" ("{words}")')


DESTINATION = Destination(
    name="slack",
    label="Slack incoming webhook",
    build=build,
    read=read,
    can_thread=False,
    returns_id=False,
    dedupe=Dedupe.NONE,
    on_unknown=OnUnknown.HOLD,
    platforms=("slack", "mattermost"),  # which has a webhook of Slack's kind
    required=("url",),
    secret_url=True,
    rate=(Rate(1, timedelta(seconds=1)),),
    success=(200, "ok"),
)
