"""Discord's webhook: a message into a channel, or into a thread of a forum.

Always with `wait=true`: without it, a message that was not saved brings no error. `allowed_mentions` is empty, so no
text calls anybody. Errors have a `code` of Discord's own. 401, 403 and 429 count towards a ban of the whole address, so
what is closed stays closed until somebody acts. 429 says its wait as a fraction in the body, and whether it is for all
of Discord (`global`). Source: discord/discord-api-docs (webhook, rate-limits, opcodes pages), read 2026-11-22:
research/delivery.md sections 2.1 and 2.2.

A webhook cannot reply. In a channel the parts of a thread follow each other; where the channel says `thread: new`, the
first part opens a thread of a forum, named by its first line, and the others go into it; `thread: ID` sends all to one
thread. A receipt is `CHANNEL/MESSAGE`, and in a forum's thread the first is the thread's id.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from urllib.parse import quote

from scheduler.destinations.destination import Context, Dedupe, Destination, Option
from scheduler.destinations.outcomes import Answers, Verdict, id_in, of_status, of_success, of_verdict, said_in
from scheduler.destinations.receipts import replied_to
from scheduler.destinations.wire import Request, Response, asking, object_in, posted, text_at
from scheduler.model import Content, OnUnknown, Outcome, Rate, Retry

NEW = "new"
LONGEST_THREAD_NAME = 100
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

ANSWERS: Answers = MappingProxyType(
    {
        "10003": (Verdict.CLOSED, "the channel does not exist any more, or its thread does not"),
        "10015": (Verdict.CLOSED, "the webhook was removed; make a new one"),
        "50027": (Verdict.CLOSED, "the webhook's token is not right; copy its address again"),
        "160005": (Verdict.CLOSED, "the thread is locked"),
        "220001": (Verdict.CLOSED, "the channel is a forum; say  thread: new  or the id of a thread"),
        "220003": (Verdict.CLOSED, "the channel is no forum; remove  thread: new"),
        "40005": (Verdict.NO, "the message is too large"),
        "50006": (Verdict.NO, "the message is empty"),
        "50035": (Verdict.NO, "Discord could not read the message"),
        "40062": (Verdict.BUSY, "Discord asks to slow down"),
        "130000": (Verdict.LATER, "Discord is overloaded"),
    }
)


def build(content: Content, context: Context) -> Sequence[Request]:
    """Return the one request of a part."""
    thread, thread_name = context.endpoint.options.get("thread"), None
    if thread == NEW:
        before = replied_to(context)
        thread = before.partition("/")[0] if before else None
        thread_name = None if before else _first_line(content.text) or context.step
    document: dict[str, object] = {
        "content": content.text,
        "thread_name": thread_name[:LONGEST_THREAD_NAME] if thread_name else None,
        "embeds": [{"image": {"url": content.image.url}}] if content.image else None,
        "allowed_mentions": {"parse": []},
    }
    query = f"wait=true&thread_id={quote(thread, safe='')}" if thread else "wait=true"
    return (posted(asking(context.endpoint.url, query), document, ("webhook-id", context.key)),)


def _first_line(text: str) -> str:
    """Return the first line of a text as a name, which knows no Markdown: without its backslashes."""
    return ESCAPE.sub(r"\1", text.strip().partition("\n")[0]).strip()


def read(response: Response) -> Outcome:
    """Read Discord's code first and the shared table after; a success brings the message."""
    document = object_in(response.body)
    if response.status // 100 == 2:  # noqa: PLR2004 - the successes
        channel, message = id_in(response, "channel_id"), id_in(response)
        return of_success(response, f"{channel}/{message}" if channel and message else None, "a message")
    code = said_in(document, "code")
    if code in ANSWERS and response.status != 429:  # noqa: PLR2004 - a 429 is about the wait
        verdict, sentence = ANSWERS[code]
        return of_verdict(verdict, f"{response.status} (code {code}): {sentence}", response)
    outcome = of_status(response)
    if isinstance(outcome, Retry) and document.get("global") is True:
        return replace(outcome, everywhere=True)
    return outcome


DESTINATION = Destination(
    name="discord",
    label="Discord webhook",
    build=build,
    read=read,
    can_thread=True,
    returns_id=True,
    dedupe=Dedupe.NONE,
    on_unknown=OnUnknown.HOLD,
    platforms=("discord",),
    required=("url",),
    options=(Option("thread", "the id of a thread; on Discord, new: each post opens one in a forum"),),
    secret_url=True,
    rate=(Rate(5, timedelta(seconds=2)),),
    remaining="x-ratelimit-remaining",
    success=(200, '{"id":"{number}","channel_id":"4{number}"}'),
    text_of=text_at("content"),
)
