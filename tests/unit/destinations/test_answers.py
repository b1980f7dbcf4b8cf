"""What each destination makes of the answers of its platform: every row of its contract, recorded."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from scheduler.destinations import Response, bluesky, discord, get, google_chat, mattermost, names, slack, slack_chat
from scheduler.destinations.outcomes import Answers
from scheduler.destinations.telegram import DESCRIPTIONS
from scheduler.model import Delivered, Outcome, Rejected, Retry, Unknown

from .conftest import cases

WORDS: Mapping[str, Answers] = {
    "bluesky": bluesky.ANSWERS,
    "discord": discord.ANSWERS,
    "google_chat": google_chat.ANSWERS,
    "mattermost": mattermost.ANSWERS,
    "slack": slack.ANSWERS,
    "slack_chat": slack_chat.ANSWERS,
}
RECORDED = [name for name in names() if name != "catch"]  # which speaks the generic webhook's protocol
ROWS = [(name, case) for name in RECORDED for case in cases(name)]


@pytest.mark.parametrize(("name", "case"), ROWS, ids=str)
def test_a_recorded_answer_is_read_as_the_contract_says(
    name: str, case: dict[str, Any], answer: Callable[..., Response], named: Callable[[Outcome], str]
) -> None:
    """Each recorded answer leads to its outcome, receipt, wait and words, and repeats no secret."""
    outcome = get(name).read(answer(**case))
    assert named(outcome) == case["outcome"]
    match outcome:
        case Delivered(receipt=receipt, note=note):
            assert receipt == case.get("receipt")
            assert (case.get("note") or "") in (note or "")
        case Retry(reason=reason, after=after, everywhere=everywhere):
            assert case.get("reason", "") in reason
            assert "after" not in case or after == (None if case["after"] is None else seconds(case["after"]))
            assert everywhere == case.get("everywhere", False)
        case Rejected(reason=reason) | Unknown(reason=reason):
            assert case.get("reason", "") in reason
            assert "secret-path" not in reason


def seconds(number: float) -> timedelta:
    """Return so many seconds."""
    return timedelta(seconds=number)


@pytest.mark.parametrize("name", WORDS)
def test_every_word_of_a_platform_has_a_recorded_answer(name: str) -> None:
    """A row without a case is a row nobody has read."""
    recorded = "\n".join(case["body"] for case in cases(name))
    unread = [word for word in WORDS[name] if word not in recorded and word != "THREAD_NOT_FOUND"]
    assert unread == []


def test_every_description_of_telegram_has_a_recorded_answer() -> None:
    """The same for what is only known by its words."""
    recorded = "\n".join(case["body"] for case in cases("telegram")).lower()
    assert [words for words, _, _ in DESCRIPTIONS if words.lower() not in recorded] == []


@pytest.mark.parametrize("name", names())
def test_what_the_built_in_receiver_plays_is_understood(name: str, answer: Callable[..., Response]) -> None:
    """A rehearsal answers each destination as its platform does when all is well."""
    status, body = get(name).success
    outcome = get(name).read(answer(status, body.replace("{id}", "caught-1").replace("{number}", "12")))
    assert isinstance(outcome, Delivered)
    assert (outcome.receipt is not None) == get(name).returns_id
