from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len

from scheduler.cli.console.daemon.happenings import STYLES, Digest, draw, of_breaker, of_reconciled
from scheduler.cli.console.options import Options
from scheduler.cli.console.screen import Screen
from scheduler.delivery import Sent
from scheduler.model import Expiry, PartState, Phase
from scheduler.queue import Breaker, Reconciled

AT = datetime(2026, 11, 19, 14, 0, tzinfo=UTC)


def attempt(
    number: int, outcome: str = "retry", state: str = "scheduled", reason: str | None = "busy"
) -> dict[str, object]:
    return {
        "event": "attempt",
        "at": "2026-11-19T14:00:00Z",
        "key": "a/b/c#1",
        "attempt": number,
        "outcome": outcome,
        "state": state,
        "reason": reason,
        "duration_ms": 12,
    }


def test_what_time_changed_is_told_part_by_part() -> None:
    """One happening a key, in the order in which a reader understands them."""
    told = list(of_reconciled(Reconciled(expired=("a#1",), unknown=("b#1",), resent=("b#1",)), AT))
    assert [(each["event"], each["key"]) for each in told] == [
        ("unknown", "b#1"),
        ("resent", "b#1"),
        ("expired", "a#1"),
    ]
    assert {each["at"] for each in told} == {"2026-11-19T14:00:00Z"}


def test_what_expired_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    """Untrue, its step's own end, or too late: in the object and in the line."""
    changed = Reconciled(expired=("a#1", "b#1"), why={"a#1": Expiry.UNTRUE, "b#1": Expiry.LATE})
    told = list(of_reconciled(changed, AT))
    assert [each["reason"] for each in told] == ["untrue", "late"]
    for each in told:
        draw(Screen(Options()), each, "UTC")
    told_lines = " ".join(capsys.readouterr().out.split())
    assert told_lines.index("no longer true") < told_lines.index("too late")


@pytest.mark.parametrize("event", sorted(STYLES))
def test_every_happening_has_a_sign_and_its_word(event: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A line can be read without colour: time, sign, word, key."""
    if event in {"delivered", "retry", "rejected"}:
        happening = attempt(1, event)
    else:
        happening = {"event": event, "at": "2026-11-19T14:00:00Z", "key": "a/b/c#1"}
    draw(Screen(Options()), happening, "Europe/Berlin")
    line = capsys.readouterr().out
    assert line.startswith("Thu 19 Nov 15:00:00  ")
    assert event in line
    assert "a/b/c#1" in line


def test_a_last_try_says_that_no_time_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    """A retry that came too late for another is an expiry, and is shown as one."""
    draw(Screen(Options()), attempt(9, state="expired"), "UTC")
    line = capsys.readouterr().out
    assert "expired" in line
    assert "no time left" in line


def test_a_digest_shows_the_first_tries_and_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    """Thirty tries of one part are four lines."""
    digest = Digest(Screen(Options()), "UTC", "UTC")
    for number in range(1, 31):
        digest.draw(attempt(number))
    digest.draw(attempt(31, "delivered", "delivered", None))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert "again and again" in lines[2].replace(", and", " and")
    assert "try 31" in lines[3]


def test_a_receiver_that_is_down_or_well_again_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """By the channel's name, with why and until when it rests."""
    sent = Sent(
        key="a/b/x#1",
        channel="x",
        attempt=1,
        outcome="retry",
        state=PartState.SCHEDULED,
        phase=Phase.NOT_SENT,
        status=None,
        reason="refused",
        receipt=None,
        ready_at=AT,
        at=AT,
        duration=timedelta(0),
        kept=True,
    )
    down = of_breaker(sent, Breaker(signs="xxxxx", rests=1, rests_until=AT + timedelta(seconds=15)))
    well = of_breaker(sent, Breaker(recovered_at=AT))
    assert (down["event"], down["key"], down["until"]) == ("resting", "channel:x", "2026-11-19T14:00:15Z")
    assert (well["event"], well["key"]) == ("recovered", "channel:x")
    for each in (down, well):
        draw(Screen(Options()), each, "UTC")
    told = " ".join(capsys.readouterr().out.split())
    assert told.index("(refused)") < told.index("well again")


@pytest.mark.parametrize(
    "key", ["a/b/c#1", "港の便り/一週間前に/ブルースカイ#1", "quiet-harbour/three-things-to-know/mastodon#12"]
)
@pytest.mark.parametrize("event", sorted(STYLES))
def test_a_happening_keeps_to_80_columns(event: str, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    """On both clocks, with wide characters: what has no room stands below, set in as far as the word."""
    happening = {**attempt(1, reason='503: the receiver is not available ("down on purpose")'), "key": key}
    happening |= {"outcome": event} if event in {"delivered", "retry", "rejected"} else {"event": event}
    draw(Screen(Options()), happening, "Europe/Berlin", "America/New_York")
    first, *below = capsys.readouterr().out.splitlines()
    assert first.startswith("Thu 19 Nov 15:00:00 = Thu 09:00  ")
    assert max(map(cell_len, (first, *below))) <= 80
    assert all(line.startswith(" " * 35) and line[35] != " " for line in below)
    assert key in "".join(line.strip() for line in (first, *below))


def test_a_digest_says_whose_the_clocks_are(capsys: pytest.CaptureFixture[str]) -> None:
    """Once, above the first line."""
    digest = Digest(Screen(Options()), "Europe/Berlin", "America/New_York")
    digest.draw(attempt(1))
    digest.draw(attempt(2))
    assert capsys.readouterr().out.count("Berlin (you) = New York (audience)\n") == 1
