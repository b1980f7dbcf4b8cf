"""Every recorded answer of every destination over a real socket: its fake sends it, and a real attempt reads it."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from fakes.api import Asked, Fake, Reply
from fakes.setups import SETUPS, Setup
from scheduler import compose, platforms
from scheduler.delivery import try_out
from scheduler.delivery.policy import Result
from scheduler.model import Delivered, Outcome, Phase, Rejected, Retry, Unknown

CASES = Path(__file__).parents[1] / "cases" / "destinations"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SESSION = Reply(status=200, body='{"accessJwt":"access-0"}')
GENERIC = Setup(destination="webhook", platform="x", fake=Fake, calls=lambda _: [])
MORE_THAN_CAME = ("content-length", "100000")


def recorded(setup: Setup) -> list[Mapping[str, Any]]:
    """Return the recorded answers of a setup's destination."""
    return list(YAML(typ="safe", pure=True).load(CASES / f"{setup.destination}.yaml"))


def reply_of(case: Mapping[str, Any]) -> Reply:
    """Return a recorded answer as it goes over the wire; one that breaks off says that it is longer."""
    headers = tuple(case.get("headers", {}).items())
    return Reply(
        status=case["status"], body=case["body"], headers=(*headers, MORE_THAN_CAME) if case.get("cut") else headers
    )


def named(outcome: Outcome) -> str:
    """Name an outcome as the case files do."""
    kinds: Mapping[type, Callable[[Any], str]] = {
        Delivered: lambda _: "delivered",
        Retry: lambda each: "retry" if each.counts else "busy",
        Rejected: lambda each: "paused" if each.pause_channel else "rejected",
        Unknown: lambda _: "unknown",
    }
    return kinds[type(outcome)](outcome)


def results(setup: Setup, fake: Fake) -> list[tuple[Mapping[str, Any], Result, str | None]]:
    """Send a post for each recorded answer, all of them to one fake that gives this answer."""
    (content,) = compose.lay_out(
        ("Saltwater opens in a week",), platforms.get(setup.platform), can_thread=False, splits=False
    )
    endpoint = setup.endpoint(fake.server, rate=None)

    async def play() -> list[tuple[Mapping[str, Any], Result, str | None]]:
        found = []
        for case in recorded(setup):
            prepares = [SESSION] if setup.destination == "bluesky" else []
            fake.trouble += [*prepares, reply_of(case)]
            trial = await try_out(endpoint, content, NOON)
            found.append((case, trial.result, trial.receipt))
        return found

    return asyncio.run(play())


@pytest.mark.parametrize("setup", [*SETUPS.values(), GENERIC], ids=[*SETUPS, "webhook"])
def test_a_recorded_answer_is_what_it_says_over_the_wire(setup: Setup) -> None:
    """Status, headers and body through a real attempt: the outcome, the receipt, the wait and the words of its row."""
    with setup.fake(lambda: NOON) as fake:
        for case, result, receipt in results(setup, fake):
            outcome = result.outcome
            assert (named(outcome), result.status, result.phase) == (case["outcome"], case["status"], Phase.ANSWERED)
            if isinstance(outcome, Delivered):
                assert receipt == case.get("receipt"), case
                assert (case.get("note") or "") in (outcome.note or "")
            else:
                assert case.get("reason", "") in outcome.reason, case
                assert "secret-path" not in outcome.reason
            if isinstance(outcome, Retry) and "after" in case:
                assert outcome.after == (None if case["after"] is None else timedelta(seconds=case["after"])), case
            assert not fake.trouble


def test_a_fake_keeps_what_it_was_asked() -> None:
    """So the test above met the destination's own request, and not a page of nobody."""
    with SETUPS["slack"].fake(lambda: NOON) as fake:
        results(SETUPS["slack"], fake)
        asked: list[Asked] = fake.asked
    assert len(asked) == len(recorded(SETUPS["slack"]))
    assert {each.document["text"] for each in asked} == {"Saltwater opens in a week"}
