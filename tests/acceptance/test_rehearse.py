"""A campaign rehearsed: from now to its end in seconds, with what goes wrong on purpose, and what came of it."""

from collections import Counter

import pytest

from driving import Desk
from here import Here

WORKSPACE = "id: press\nname: Press\nzone: UTC\nlate: {send_if_under: 2h}\n"
CHANNELS = """\
x: {platform: x, destination: catch}
hook: {platform: x, destination: webhook, url: "${HOOK}"}
"""
ROWS = (
    'one,2031-03-04 09:00,x;hook,"first\n---\nsecond"',
    "two,2031-03-05 09:00,x,Hello",
    "three,2031-03-06 09:00,x;hook,Bye",
)


@pytest.fixture
def press(bare: Desk) -> Desk:
    """A workspace with five posts, two of which are threads."""
    desk = Here(bare.folder, bare.home)
    desk.write("config/workspace.yaml", WORKSPACE)
    desk.channels(CHANNELS)
    desk.write(".env", "HOOK=http://127.0.0.1:9/\n").chmod(0o600)
    desk.rows(*ROWS)
    return desk


def rehearsed(desk: Desk, *arguments: str, code: int = 0) -> dict[str, object]:
    ran = desk.tminus("rehearse", "--json", *arguments)
    assert ran.code == code, ran.err + ran.out
    return dict(ran.data)


def test_everything_goes_out_in_its_time(press: Desk) -> None:
    """No queue, no secret and no receiver are needed; nothing is left behind."""
    data = rehearsed(press)
    assert data["summary"] == {
        "posts": 5, "delivered": 5, "late": 0, "expired": 0, "failed": 0, "unknown": 0, "awaiting": 0, "waiting": 0,
        "parts": 7, "parts_delivered": 7, "threads": 2, "threads_complete": 2, "threads_resumed": 0,
        "arrived": 7, "arrived_twice": 0, "signed": 7, "signatures_verified": 7,
    }  # fmt: skip
    assert (data["troubled"], data["late"], data["faults"]) == ([], [], None)
    assert data["until"] == "2031-03-06T09:00:00Z"
    assert press.tminus("queue", "list", "--json").data["posts"] == []


def test_requests_that_are_refused_are_tried_again_and_the_seed_is_said(press: Desk) -> None:
    """The same seed has the same requests refused; everything arrives once all the same."""
    first = rehearsed(press, "--fail", "40%", "--seed", "3")
    assert first["summary"]["delivered"] == 5  # type: ignore[index]
    assert first["summary"]["arrived_twice"] == 0  # type: ignore[index]
    refused = first["faults"]["refused"]  # type: ignore[index]
    assert refused > 0
    shown = press.tminus("rehearse", "--fail", "40%", "--seed", "3").out
    assert f"{refused} requests refused" in shown
    assert "the same again with  --seed 3" in shown


def test_while_every_receiver_is_down_posts_wait_or_expire(press: Desk) -> None:
    """One that comes back in time is sent late, one that does not is not sent at all, and code 6 says so."""
    short = rehearsed(press, "--down", "2031-03-05 08:00..2031-03-05 09:40")
    assert [each["key"] for each in short["late"]] == ["posts/two/x"]  # type: ignore[attr-defined]
    assert short["summary"]["delivered"] == 5  # type: ignore[index]
    long = rehearsed(press, "--down", "2031-03-05 08:00..2031-03-05 12:00", code=6)
    assert long["troubled"] == [{"key": "posts/two/x", "state": "expired", "reason": "late"}]
    assert long["faults"]["met_down"] > 0  # type: ignore[index]


def test_while_no_daemon_runs_nothing_is_sent(press: Desk) -> None:
    """The next one sends what is still inside its window, and the rest has expired."""
    short = rehearsed(press, "--stopped", "2031-03-05 08:00..2031-03-05 09:40")
    assert short["late"] == [{"key": "posts/two/x", "seconds": 2400}]
    long = rehearsed(press, "--stopped", "2031-03-04 08:00..2031-03-05 12:00", code=6)
    assert {each["key"] for each in long["troubled"]} == {"posts/one/x", "posts/one/hook", "posts/two/x"}  # type: ignore[attr-defined]


def test_a_daemon_that_is_killed_loses_nothing_and_doubles_nothing(press: Desk) -> None:
    """What was on its way under `hold` is unknown, and that is what code 6 is about; the rest goes on."""
    ran = press.tminus("rehearse", "--json", "--kill", "3", "--seed", "1")
    summary = ran.data["summary"]
    assert ran.data["faults"]["kills"] >= 1
    assert summary["arrived_twice"] == 0
    threads = [[part["state"] for part in post["parts"]] for post in ran.data["posts"]]
    for states in threads:
        behind = states.index("unknown") if "unknown" in states else len(states)
        assert set(states[:behind]) <= {"delivered", "scheduled"}
        assert set(states[behind:]) <= {
            "unknown",
            "scheduled",
            "expired",
        }  # the rest waits for a word on the first part
    told = Counter(state for states in threads for state in states)
    assert (told["delivered"], told["unknown"]) == (summary["parts_delivered"], summary["unknown"])
    assert told.total() == summary["parts"]
    assert ran.code == (6 if summary["unknown"] else 0)


def test_what_nobody_approved_is_not_sent_unless_it_is_asked_for(press: Desk) -> None:
    """It is said loudly both ways, and the way to see them go is named."""
    press.write("config/workspace.yaml", WORKSPACE + "approval: {required: 2}\n")
    asked = press.tminus("rehearse", "--json")
    assert asked.data["summary"]["delivered"] == 0
    assert asked.codes == ["post-awaiting"]
    assert "--as-approved" in asked.document["problems"][0]["hint"]
    played = press.tminus("rehearse", "--json", "--as-approved")
    assert (played.code, played.data["summary"]["delivered"]) == (0, 5)
    assert "played as approved" in played.document["problems"][0]["message"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--fail", "lots"), "share-unreadable"),
        (("--down", "yesterday"), "stretch-unreadable"),
        (("--stopped", "T-1d..T+0"), "stretch-nowhere"),
        (("--kill", "-1"), "usage"),
    ],
)
def test_a_fault_that_cannot_be_read_is_refused(press: Desk, arguments: tuple[str, ...], code: str) -> None:
    """Before anything is played."""
    ran = press.tminus("rehearse", *arguments, "--json")
    assert (ran.code, ran.codes) == (2, [code])
