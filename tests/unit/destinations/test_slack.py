"""Slack's incoming webhook: what it is sent, and what it cannot do."""

import json
from collections.abc import Callable
from datetime import timedelta

from scheduler.destinations import Context, Dedupe, get
from scheduler.destinations.slack import build
from scheduler.model import Content, OnUnknown


def test_the_message_is_the_text_and_nothing_that_could_ping_people(context: Callable[..., Context]) -> None:
    """The text is escaped already; `link_names` or `parse` would bring mentions back to life."""
    text = "&lt;!channel&gt; Saltwater &amp; friends — out now\nhttps://example.org"
    (request,) = build(Content(text=text), context())
    assert json.loads(request.body) == {"text": text}
    assert dict(request.headers)["content-type"] == "application/json; charset=utf-8"


def test_slack_declares_what_it_cannot_do() -> None:
    """No threads, no ids, no dedupe: so what nobody knows is held; one message a second."""
    slack = get("slack")
    assert (slack.can_thread, slack.returns_id, slack.dedupe) == (False, False, Dedupe.NONE)
    assert slack.on_unknown is OnUnknown.HOLD
    assert slack.rate == ((1, timedelta(seconds=1)),)
    assert slack.required == ("url",)
