"""Telegram's Bot API: `sendMessage`, or `sendPhoto` where there is a picture, which Telegram fetches by its address.

The text is plain, with entities beside it and no `parse_mode`, so no title can be markup (research/sizing.md section
5); offsets count UTF-16 units. A reply sets `allow_sending_without_reply` to false: a broken chain fails instead of
leaving a loose reply. Nearly every error is 400, and only its description tells what it is; a 429 says its wait in
`parameters.retry_after`. There is no dedupe. One message a second in a chat, and 20 a minute in a group: both are
kept (core.telegram.org/bots/api and its FAQ, read 2026-11-22: research/delivery.md 2.1 and 2.2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from scheduler.destinations.destination import Context, Dedupe, Destination, Option
from scheduler.destinations.outcomes import Verdict, id_in, of_status, of_success, of_verdict, said_in
from scheduler.destinations.receipts import replied_to
from scheduler.destinations.wire import Request, Response, found, object_in, posted, text_at, within
from scheduler.model import Content, Entity, OnUnknown, Outcome, Rate

DESCRIPTIONS: Sequence[tuple[str, Verdict, str]] = (
    ("chat not found", Verdict.CLOSED, "there is no such chat, or the bot is not in it; check chat"),
    ("upgraded to a supergroup", Verdict.CLOSED, "the group became a supergroup, with another id"),
    ("not enough rights", Verdict.CLOSED, "the bot may not post there; make it an administrator"),
    ("have no rights", Verdict.CLOSED, "the bot may not post there; make it an administrator"),
    ("need administrator rights", Verdict.CLOSED, "the bot may not post there; make it an administrator"),
    ("PEER_ID_INVALID", Verdict.CLOSED, "there is no such chat; check chat"),
    ("CHAT_WRITE_FORBIDDEN", Verdict.CLOSED, "the bot may not post there; make it an administrator"),
    ("TOPIC_CLOSED", Verdict.CLOSED, "the topic is closed"),
    ("message thread not found", Verdict.CLOSED, "there is no such topic; check thread"),
    ("replied not found", Verdict.NO, "the message it replies to is not there"),
    ("message text is empty", Verdict.NO, "the message has no text"),
    ("message is too long", Verdict.NO, "the message is too long"),
    ("caption is too long", Verdict.NO, "the text under the picture is too long"),
    ("failed to get HTTP URL content", Verdict.NO, "Telegram could not fetch the picture"),
    ("wrong file identifier", Verdict.NO, "Telegram could not fetch the picture"),
    ("wrong type of the web page content", Verdict.NO, "the picture's address leads to no picture"),
)
"""What a description contains, and what it means; matched without regard to capitals, the first one decides."""

KINDS = {"link": "url", "mention": "mention", "hashtag": "hashtag", "cashtag": "cashtag"}


def build(content: Content, context: Context) -> Sequence[Request]:
    """Return the one request of a part."""
    endpoint, before = context.endpoint, replied_to(context)
    prefix, method = ("caption", "sendPhoto") if content.image else ("text", "sendMessage")
    thread = endpoint.options.get("thread")
    document = {
        "chat_id": _number(endpoint.chat),
        "message_thread_id": _number(thread),
        "photo": content.image.url if content.image else None,
        prefix: content.text,
        "caption_entities" if content.image else "entities": _entities(content),
        "reply_parameters": {"message_id": _number(before), "allow_sending_without_reply": False} if before else None,
    }
    token = endpoint.token.reveal() if endpoint.token else ""
    url = within(endpoint.url, f"bot{token}/{method}")
    return (posted(url, document, ("webhook-id", context.key)),)


def _number(text: str | None) -> int | str | None:
    """Return an id as the number it is; a chat may have a name (`@harbour`) instead."""
    return int(text) if text and text.lstrip("-").isascii() and text.lstrip("-").isdecimal() else text


def _entities(content: Content) -> list[dict[str, object]]:
    return [_entity(content.text, entity) for entity in content.entities if entity.kind in KINDS]


def _entity(text: str, entity: Entity) -> dict[str, object]:
    place = {"offset": _utf16_units(text[: entity.start]), "length": _utf16_units(entity.text)}
    if entity.kind == "link" and entity.url and entity.url != entity.text:
        return {"type": "text_link", **place, "url": entity.url}
    return {"type": KINDS[entity.kind], **place}


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def read(response: Response) -> Outcome:
    """Read the description first and the shared table after; a success is `ok` and brings the message's number."""
    document = object_in(response.body)
    if response.status // 100 == 2:  # noqa: PLR2004 - the successes
        if document.get("ok") is not False:
            return of_success(response, id_in(response, "result.message_id"), "a message")
        response = replace(response, status=_error_code(document))
    description = said_in(document, "description")
    for words, verdict, sentence in DESCRIPTIONS:
        if response.status in (400, 403) and words.lower() in description.lower():
            moved = found(document, "parameters.migrate_to_chat_id")
            hint = f'; write  chat: "{moved}"' if isinstance(moved, int) else ""
            return of_verdict(verdict, f"{response.status} {description}: {sentence}{hint}", response)
    return of_status(response)


def _error_code(document: Mapping[str, object]) -> int:
    """Return the status that a refusal ought to have come with; 400 where it does not say one of an error."""
    code = document.get("error_code")
    return code if isinstance(code, int) and code in range(400, 600) else 400


DESTINATION = Destination(
    name="telegram",
    label="Telegram bot",
    build=build,
    read=read,
    can_thread=True,
    returns_id=True,
    dedupe=Dedupe.NONE,
    on_unknown=OnUnknown.HOLD,
    platforms=("telegram",),
    required=("token", "chat"),
    optional=("server",),
    options=(Option("thread", "the id of a topic in the group"),),
    rate=(Rate(1, timedelta(seconds=1)), Rate(20, timedelta(minutes=1))),
    default_url="https://api.telegram.org",
    success=(200, '{"ok":true,"result":{"message_id":{number}}}'),
    text_of=text_at("text", "caption"),
)
