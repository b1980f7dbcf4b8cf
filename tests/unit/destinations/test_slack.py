"""Slack's incoming webhook: what it is sent, and what its answers mean."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from scheduler.destinations import Context, Dedupe, Response, get
from scheduler.destinations.slack import ANSWERS, build, read
from scheduler.model import Content, Delivered, OnUnknown, Outcome, Retry


def test_the_message_is_the_text_and_nothing_that_could_ping_people(context: Callable[..., Context]) -> None:
    """The text is escaped already; `link_names` or `parse` would bring mentions back to life."""
    text = "&lt;!channel&gt; Saltwater &amp; friends — out now\nhttps://example.org"
    (request,) = build(Content(text=text), context())
    assert json.loads(request.body) == {"text": text}
    assert dict(request.headers) == {"content-type": "application/json", "webhook-id": "saltwater/a-week-to-go/x#1"}


@pytest.mark.cases("slack")
def test_a_recorded_answer_is_read_as_the_table_says(
    case: dict[str, Any], answer: Callable[..., Response], named: Callable[[Outcome], str]
) -> None:
    """Each recorded answer leads to its outcome, wait and words; there is never a receipt."""
    outcome = read(answer(**case))
    assert named(outcome) == case["outcome"]
    if isinstance(outcome, Delivered):
        assert outcome.receipt is None
    else:
        assert case.get("reason", "") in outcome.reason
        assert "secret-path" not in outcome.reason
    if isinstance(outcome, Retry) and "after" in case:
        assert outcome.after == timedelta(seconds=case["after"])


def test_every_word_of_slack_has_a_recorded_answer(request: pytest.FixtureRequest) -> None:
    """A row without a case is a row nobody has read."""
    recorded = {case["body"] for case in request.getfixturevalue("slack_cases")}
    assert set(ANSWERS) <= recorded


def test_slack_declares_what_it_cannot_do() -> None:
    """No threads, no ids, no dedupe: so what nobody knows is held; one message a second."""
    slack = get("slack")
    assert (slack.can_thread, slack.returns_id, slack.dedupe) == (False, False, Dedupe.NONE)
    assert slack.on_unknown is OnUnknown.HOLD
    assert slack.rate == (1, timedelta(seconds=1))
    assert slack.required == ("url",)
