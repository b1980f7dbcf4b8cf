"""Microsoft Teams by a workflow ("Post to a channel when a webhook request is received"): an Adaptive Card.

202 says that the flow accepted it; whether it posts, and where, nobody hears. The retired connectors answered 200 with
the error in the body ("returned HTTP error 413"), and some proxies in front of flows still do. A body may have 28 KB;
others report refusals from about 21 KB, which the platform's limit of text heeds (learn.microsoft.com, incoming
webhooks and Adaptive Cards; read 2026-11-22: research/delivery.md 2.1 and 2.2). No threads, no ids, no dedupe.

The text stands in TextRuns, which read no Markdown; each line is a block of its own, and a link is a run that opens it.
`<at>` calls nobody, for the card has no entry `msteams.entities`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from scheduler.destinations.destination import Context, Dedupe, Destination
from scheduler.destinations.outcomes import of_status, words_in
from scheduler.destinations.wire import Request, Response, posted
from scheduler.model import Content, Delivered, Entity, OnUnknown, Outcome, Rate

BODY_LIMIT_BYTES = 28 * 1024
CONNECTOR_ERROR = re.compile(r"returned HTTP error ([45]\d\d)")
NOTE = "accepted by the flow, posting not confirmed"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"


def build(content: Content, context: Context) -> Sequence[Request]:
    """Return the one request of a part."""
    image = content.image
    pictures = [{"type": "Image", "url": image.url, "altText": image.alt or ""}] if image else []
    card = {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
        "body": [*_lines(content), *pictures],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    document = {"type": "message", "attachments": [attachment]}
    return (posted(context.endpoint.url, document, ("webhook-id", context.key)),)


def read(response: Response) -> Outcome:
    """Take 2xx for accepted, unless the body tells of an error behind it: then that is the answer."""
    if response.status // 100 == 2:  # noqa: PLR2004 - the successes
        if error := CONNECTOR_ERROR.search(words_in(response.body)):
            return of_status(replace(response, status=int(error[1])))
        return Delivered(note=NOTE)
    return of_status(response)


def text_of(document: Mapping[str, Any]) -> str | None:
    """Return the text of a card, line by line."""
    try:
        blocks = document["attachments"][0]["content"]["body"]
        lines = [(block["spacing"], block["inlines"]) for block in blocks if block["type"] == "RichTextBlock"]
        return "\n".join(
            ("\n" if space == "medium" else "") + "".join(str(run["text"]) for run in runs) for space, runs in lines
        )
    except (LookupError, TypeError):
        return None


def _lines(content: Content) -> list[dict[str, object]]:
    """Return a block for each line that says something; an empty line before it becomes space."""
    blocks: list[dict[str, object]] = []
    at, space = 0, "none"
    for line in content.text.split("\n"):
        if line.strip():
            blocks.append({"type": "RichTextBlock", "spacing": space, "inlines": _runs(content, at, at + len(line))})
        space = "none" if line.strip() else "medium"
        at += len(line) + 1
    return blocks


def _runs(content: Content, start: int, end: int) -> list[dict[str, object]]:
    """Return the text from `start` to `end`, its links apart."""
    runs, at = [], start
    for entity in content.entities:
        if entity.kind == "link" and start <= entity.start and entity.end <= end:
            runs += [_run(content.text[at : entity.start]), _link(entity)]
            at = entity.end
    runs.append(_run(content.text[at:end]))
    return [run for run in runs if run["text"]]


def _run(text: str) -> dict[str, object]:
    return {"type": "TextRun", "text": text}


def _link(entity: Entity) -> dict[str, object]:
    return {**_run(entity.text), "selectAction": {"type": "Action.OpenUrl", "url": entity.url or entity.text}}


DESTINATION = Destination(
    name="teams",
    label="Teams workflow",
    build=build,
    read=read,
    can_thread=False,
    returns_id=False,
    dedupe=Dedupe.NONE,
    on_unknown=OnUnknown.HOLD,
    platforms=("teams",),
    required=("url",),
    body_limit_bytes=BODY_LIMIT_BYTES,
    secret_url=True,
    rate=(Rate(4, timedelta(seconds=1)),),
    success=(202, ""),
    text_of=text_of,
)
