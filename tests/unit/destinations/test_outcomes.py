"""The table of outcomes: every row of research/delivery.md section 3.2."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from scheduler.destinations import Fault, Response, without_answer
from scheduler.destinations.outcomes import TABLE, id_in, of_status, row_of, words_in
from scheduler.model import Delivered, Outcome, Phase, Rejected, Retry, Unknown

Named = Callable[[Outcome], str]
Answer = Callable[..., Response]


@pytest.mark.cases("outcomes")
def test_a_status_means_what_the_table_says(case: dict[str, Any], answer: Answer, named: Named) -> None:
    """Each status of the case file leads to its outcome."""
    assert named(of_status(answer(case["status"]))) == case["outcome"]


def test_every_status_has_exactly_one_meaning() -> None:
    """No status falls through the table, and every row decides about at least one."""
    decided = {row_of(status) for status in range(100, 1000)}
    assert decided == set(TABLE)


def test_a_busy_receiver_is_no_failed_attempt(answer: Answer) -> None:
    """A 429 does not count, and its wait is kept."""
    assert of_status(answer(429, headers={"retry-after": "7"})) == Retry(
        reason="429: the receiver asks to slow down", after=timedelta(seconds=7), counts=False
    )


def test_a_2xx_whose_body_broke_off_is_delivered_without_an_id(answer: Answer) -> None:
    """What was accepted is not sent again because the answer was cut."""
    outcome = of_status(answer(200, '{"id": "m', cut=True))
    assert isinstance(outcome, Delivered)
    assert outcome.receipt is None
    assert outcome.note


def test_a_redirection_shows_the_new_host_and_nothing_else_of_the_address(answer: Answer) -> None:
    """The rest of a Location may be a secret."""
    outcome = of_status(answer(302, headers={"location": "https://u:p@new.example/T000/B000?sig=1"}))
    assert isinstance(outcome, Rejected)
    assert "new.example" in outcome.reason
    assert not any(secret in outcome.reason for secret in ("T000", "sig", "u:p"))


def test_where_a_receiver_moved_is_told_in_letters_only(answer: Callable[..., Response]) -> None:
    """Marks that turn the line around, or would move a cursor, are none; and a name without an end has one."""
    turned = of_status(answer(302, headers={"location": "https://\u202eelpmaxe.new\u2066.example/x"}))
    assert isinstance(turned, Rejected)
    assert turned.reason.isprintable()
    endless = of_status(answer(302, headers={"location": f"https://{'a' * 50_000}.example/x"}))
    assert isinstance(endless, Rejected)
    assert len(endless.reason) < 300


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault.NETWORK, Retry(reason="why")),
        (Fault.CERTIFICATE, Retry(reason="why", after=timedelta(minutes=5), alarms=True)),
        (Fault.BLOCKED_ADDRESS, Rejected(reason="why")),
        (Fault.BAD_REQUEST, Rejected(reason="why", pause_channel=True)),
    ],
)
def test_what_was_certainly_not_sent_is_never_unknown(fault: Fault, outcome: Outcome) -> None:
    """Each fault before the first byte has an outcome of its own."""
    assert without_answer(Phase.NOT_SENT, fault, "why") == outcome


@pytest.mark.parametrize("phase", [Phase.PARTIAL, Phase.SENT])
@pytest.mark.parametrize("fault", list(Fault))
def test_what_may_have_been_sent_is_unknown(phase: Phase, fault: Fault) -> None:
    """Once bytes went out, only the channel's policy may decide to send again."""
    assert without_answer(phase, fault, "why") == Unknown(phase=phase, reason="why")


def test_a_receivers_words_are_shown_harmless_and_short() -> None:
    """Control characters, escapes and direction marks do not reach a terminal, and a long page is cut."""
    words = words_in(b"\x1b[31mred\x1b[0m\r\n\tnext \xe2\x80\xae line \xff" + b"x" * 100_000)
    assert words.startswith("[31mred [0m next line \ufffdx")
    assert len(words) <= 2000
    assert words.isprintable()


@pytest.mark.parametrize("body", ["", "null", "7", "[]", '{"id": ["a"]}', "[" * 100_000, "\ufeff{}", "{'id': 'a'}"])
def test_an_answer_without_a_text_id_gives_no_receipt(body: str, answer: Answer) -> None:
    """Whatever else a receiver answers, it is no id and no crash."""
    assert id_in(answer(200, body)) is None
