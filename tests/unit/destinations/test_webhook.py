"""The generic signed webhook, to the letter of DESIGN section 9."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduler.destinations import Context, Request, Response
from scheduler.destinations.webhook import build, read
from scheduler.model import Content, Delivered, Outcome, Retry, Secret

Make = Callable[..., Context]

FIELDS = [
    "type",
    "key",
    "post",
    "campaign",
    "step",
    "channel",
    "platform",
    "part",
    "parts",
    "content_hash",
    "text",
    "entities",
    "link",
    "image",
    "due_at",
    "not_after",
    "in_reply_to",
]


def only(content: Content, context: Context) -> Request:
    """Return the one request of a part."""
    (request,) = build(content, context)
    return request


def test_the_body_has_the_promised_fields_in_the_promised_order(content: Content, context: Make) -> None:
    """Receivers may rely on names, order and values."""
    document = json.loads(only(content, context(in_reply_to="m-0")).body)
    assert list(document) == FIELDS
    assert document == {
        "type": "post.part",
        "key": "saltwater/a-week-to-go/x#1",
        "post": "saltwater/a-week-to-go/x",
        "campaign": "saltwater",
        "step": "a-week-to-go",
        "channel": "x",
        "platform": "x",
        "part": 1,
        "parts": 4,
        "content_hash": content.hash,
        "text": content.text,
        "entities": [
            {
                "kind": "hashtag",
                "text": "#Saltwater",
                "start": 28,
                "end": 38,
                "byte_start": 30,
                "byte_end": 40,
                "url": None,
            }
        ],
        "link": "https://example.org/film",
        "image": {"url": "https://example.org/still.jpg", "alt": "A pier at dusk"},
        "due_at": "2026-11-22T12:00:00Z",
        "not_after": "2026-11-22T14:00:00Z",
        "in_reply_to": "m-0",
    }


def test_what_a_post_does_not_have_is_null_and_not_missing(context: Make) -> None:
    """A receiver never has to ask whether a field is there."""
    document = json.loads(only(Content(text="Out now."), context()).body)
    assert list(document) == FIELDS
    assert (document["link"], document["image"], document["in_reply_to"]) == (None, None, None)
    assert document["entities"] == []


def test_the_body_is_the_same_bytes_on_every_attempt(content: Content, context: Make) -> None:
    """Only headers know of the attempt and the time of sending."""
    first = context(secrets=(Secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"),))
    later = replace(first, attempt=7, sent_at=first.sent_at + timedelta(hours=1))
    assert only(content, first).body == only(content, later).body
    changed = {name for (name, ours), (_, theirs) in zip(*map(headers, (first, later)), strict=True) if ours != theirs}
    assert changed == {"webhook-timestamp", "webhook-signature", "tminus-attempt"}


def headers(context: Context) -> tuple[tuple[str, str], ...]:
    """Return the headers of a fixed content in a context."""
    return only(Content(text="same"), context).headers


def test_the_text_travels_as_utf8_and_not_as_escapes(context: Make) -> None:
    """What was counted is what can be read on the wire."""
    assert "Straße 🌊".encode() in only(Content(text="Straße 🌊"), context()).body


def test_the_headers_name_the_part_and_count_the_attempt(content: Content, context: Make) -> None:
    """`webhook-id` is the part's key; there is one signature for each secret, newest first."""
    secrets = (Secret("newer"), Secret("older"))
    request = only(content, context(attempt=3, secrets=secrets))
    named = dict(request.headers)
    assert named["webhook-id"] == "saltwater/a-week-to-go/x#1"
    assert named["tminus-attempt"] == "3"
    assert named["content-type"] == "application/json"
    assert len(named["webhook-signature"].split(" ")) == 2
    assert request.method == "POST"


def test_a_channel_without_a_secret_is_unsigned(content: Content, context: Make) -> None:
    """There is no header rather than an empty one."""
    assert "webhook-signature" not in dict(only(content, context()).headers)


@pytest.mark.cases("webhook")
def test_a_recorded_answer_is_read_as_the_table_says(
    case: dict[str, Any], answer: Callable[..., Response], named: Callable[[Outcome], str]
) -> None:
    """Each recorded answer leads to its outcome, receipt, wait and words."""
    outcome = read(answer(**case))
    assert named(outcome) == case["outcome"]
    if isinstance(outcome, Delivered):
        assert outcome.receipt == case["receipt"]
        assert (case.get("note") or "") in (outcome.note or "")
    else:
        assert case.get("reason", "") in outcome.reason
        assert "s3cret" not in outcome.reason
    if isinstance(outcome, Retry) and "after" in case:
        assert outcome.after == (None if case["after"] is None else timedelta(seconds=case["after"]))
