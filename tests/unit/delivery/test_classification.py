"""From how an attempt ended to what becomes of the part, its channel and the next attempt: by tables, pure."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduler.delivery import Result, settlement_of
from scheduler.destinations import Fault, Response, get, used_up, without_answer
from scheduler.model import OnUnknown, PartState, Phase
from scheduler.queue import Settlement, Sign

from .conftest import BEGUN, ENDPOINT, NOON, SECOND


def answered(case: dict[str, Any]) -> Response:
    """Return the answer of a case, at noon."""
    headers = dict(case.get("headers", {})) | ({"retry-after": case["header"]} if "header" in case else {})
    body, cut = case.get("body", "").encode(), case.get("cut", False)
    return Response(status=case["status"], headers=headers, body=body, cut=cut, at=NOON)


def result_of(case: dict[str, Any]) -> Result:
    """Return how the attempt of a case ended."""
    if "status" in case:
        outcome = get(case.get("destination", "webhook")).read(answered(case))
        return Result(outcome=outcome, phase=Phase.ANSWERED, status=case["status"])
    phase = Phase(case["phase"])
    return Result(outcome=without_answer(phase, Fault(case.get("fault", "network")), "why"), phase=phase)


def settled(result: Result, policy: OnUnknown = OnUnknown.HOLD, **begun: Any) -> Settlement:
    """Settle it at noon, with a jitter of a half."""
    endpoint = replace(ENDPOINT, on_unknown=policy)
    return settlement_of(replace(BEGUN, **begun), result, endpoint, NOON, 0.5, neighbours=("x", "y"))


def became(settlement: Settlement) -> str:
    """Return what became of the part, in the words of the case file."""
    if settlement.pause_channel:
        assert settlement.state is PartState.SCHEDULED
        return "paused"
    if settlement.state is not PartState.SCHEDULED:
        return settlement.state.value
    assert settlement.ready_at
    wait = (settlement.ready_at - NOON).total_seconds()
    return "retry" if wait == 2.5 else f"retry after {wait:g}"


@pytest.mark.cases("classification")
def test_an_attempt_that_ended_so_becomes_that(case: dict[str, Any]) -> None:
    """Each row of the table, where repeats would be posts and where they are dropped, and what it says of the receiver.

    What may have arrived and is repeated is remembered as such; nothing that comes out repeats a secret.
    """
    result = result_of(case)
    held, resent = settled(result), settled(result, OnUnknown.RESEND)
    assert (became(held), became(resent)) == (case["held"], case["resent"])
    sign = {"fault": Sign.FAULT, "well": Sign.WELL, "answers": Sign.ANSWERS, "nothing": None}[case["said"]]
    assert held.sign is resent.sign is sign
    assert resent.unsure is case.get("unsure", False)
    assert not held.unsure
    assert held.reason == case.get("note", held.reason)
    assert "T0PSECRET" not in str(held.reason)


@pytest.mark.cases("retry_after")
@pytest.mark.parametrize("status", [429, 503])
def test_the_next_attempt_comes_at_exactly_the_asked_time(case: dict[str, Any], status: int) -> None:
    """Never earlier than the receiver asks, than its own backoff, nor once the window is over.

    A 429 is the whole channel's (`global`: the whole host's), and a fifth one in a row waits no longer than the first.
    """
    result = result_of(case | {"status": status})
    settlement = settled(result)
    seconds = case["seconds"]
    assert settlement.ready_at == (None if seconds is None else NOON + SECOND * seconds)
    assert settlement.state is (PartState.EXPIRED if seconds is None else PartState.SCHEDULED)
    if status == 429:
        assert settlement.quiet_until is not None
        assert settlement.quiet_until == (settlement.ready_at or settlement.quiet_until) >= NOON + SECOND * 2.5
        assert settlement.quiet == (("x", "y") if case.get("everywhere") else ("x",))
        assert settled(result, attempt=5, failures=0).ready_at == settlement.ready_at
    else:
        assert settlement.quiet_until is None


def test_failures_make_the_wait_grow_and_answers_429_do_not() -> None:
    """The third failure after two 429s waits like a third: 20 s at most, of it a half."""
    fault = result_of({"status": 500})
    assert settled(fault, attempt=5, failures=2).ready_at == NOON + SECOND * 10


def test_after_an_hour_of_trying_a_part_waits_half_an_hour_at_most() -> None:
    """Ten minutes are the most in the first hour."""
    fault = result_of({"status": 500})
    more = {"failures": 30, "not_after": NOON + timedelta(days=1)}
    first = settled(fault, tried_since=NOON - timedelta(minutes=59), **more)
    later = settled(fault, tried_since=NOON - timedelta(minutes=60), **more)
    assert (first.ready_at, later.ready_at) == (NOON + timedelta(minutes=5), NOON + timedelta(minutes=15))


@pytest.mark.parametrize(
    ("destination", "headers", "seconds"),
    [
        ("discord", {"x-ratelimit-remaining": "0", "x-ratelimit-reset-after": "1.25"}, 1.25),
        ("discord", {"x-ratelimit-remaining": "1", "x-ratelimit-reset-after": "1.25"}, None),
        ("mastodon", {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "2026-11-22T12:00:30.5Z"}, 30.5),
        ("mastodon", {"x-ratelimit-remaining": "0"}, None),
        ("bluesky", {"ratelimit-remaining": "0", "ratelimit-reset": "1795348830"}, 30),
        ("bluesky", {"ratelimit-remaining": "4998", "ratelimit-reset": "1795348830"}, None),
        ("webhook", {"x-ratelimit-remaining": "0", "x-ratelimit-reset-after": "1.25"}, None),
    ],
)
def test_a_limit_that_is_used_up_is_left_alone_until_it_starts_afresh(
    destination: str, headers: dict[str, str], seconds: float | None
) -> None:
    """The post was taken; the next one waits without a 429 having to say so, by the header of the destination."""
    answer = Response(status=200, headers=headers, body=b"", cut=False, at=NOON)
    quiet = used_up(answer, get(destination).remaining)
    assert quiet == (None if seconds is None else SECOND * seconds)
    settlement = settled(replace(result_of({"status": 200}), quiet=quiet))
    assert settlement.state is PartState.DELIVERED
    assert settlement.quiet_until == (None if quiet is None else NOON + quiet)
