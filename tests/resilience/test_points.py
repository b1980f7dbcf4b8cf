"""A daemon that is killed at each point of begin, send and settle. The oracle is the receiver's journal."""

import signal
from typing import Any

import pytest

POINTS = {
    #                        arrived, state   under hold        under resend, arrived
    "before-begin-commit": (1, "delivered", 1),
    "after-begin-commit": (0, "unknown", 1),
    "bytes-left": (1, "unknown", 2),
    "answered": (1, "unknown", 2),
    "before-settle-commit": (1, "unknown", 2),
    "after-settle-commit": (1, "delivered", 1),
}


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_any_point_nothing_is_lost_and_under_hold_nothing_sent_twice(scene: Any, point: str) -> None:
    """What arrived is known or `unknown`, never silently gone; a repeat carries the key by which it is dropped."""
    arrived, state, resent = POINTS[point]
    for policy in ("hold", "resend"):
        scene.queue(f"c/s/{policy}")
        assert scene.killed_at(point) == -signal.SIGKILL
        scene.recover()
    assert scene.states == {"c/s/hold": [state], "c/s/resend": ["delivered"]}
    assert scene.arrived["c/s/hold#1"] == arrived
    assert scene.arrived["c/s/resend#1"] == resent
    assert scene.taken["c/s/resend#1"] == 1
