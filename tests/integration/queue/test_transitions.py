"""Every verb, met by every state: no part ever moves in a way the table of transitions does not have."""

from collections.abc import Callable
from typing import Any

import pytest

from scheduler.errors import StalePlanError
from scheduler.model import TRANSITIONS, Expiry, OnUnknown, Op, PartState
from scheduler.queue import Settlement

POLICIES = {policy.value: {"x": policy} for policy in OnUnknown}


def reword(desk: Any) -> None:
    """Apply another text at another time."""
    later = desk.new(texts=("Better.", "Twice."), due=desk.NOON + desk.HOUR)
    desk.change(Op.RETIME, later.key, later)


def hide(desk: Any) -> None:
    """Apply a text that needs an approval."""
    later = desk.new(texts=("Better.", "Twice."), state=PartState.AWAITING)
    desk.change(Op.REWORD, later.key, later)


def settle(desk: Any, **kind: Any) -> None:
    """Settle an attempt that may or may not be under way."""
    given = {"state": PartState.DELIVERED, "outcome": "delivered"} | kind
    attempt = Settlement(part_id=desk.ids()[0], attempt=0, owner="ghost", **given)
    desk.store.settle([attempt], now=desk.NOON)


VERBS: dict[str, Callable[[Any], object]] = {
    "begin": lambda desk: desk.begin(),
    "begin late": lambda desk: desk.begin(now=desk.NOON + 5 * desk.HOUR),
    "settle delivered": settle,
    "settle failed": lambda desk: settle(desk, **desk.FAILED),
    "settle retry": lambda desk: settle(desk, **desk.RETRY),
    "settle unknown": lambda desk: settle(desk, **desk.UNKNOWN),
    "settle expired": lambda desk: settle(desk, state=PartState.EXPIRED, outcome="retry"),
    "reconcile": lambda desk: desk.reconcile(),
    "reconcile late": lambda desk: desk.reconcile(now=desk.NOON + 5 * desk.HOUR),
    "apply": reword,
    "apply awaiting": hide,
    "apply cancel": lambda desk: desk.change(Op.CANCEL, "film/out-now/x", None),
} | {
    f"take over, {policy}": lambda desk, policies=policies: desk.store.take_over(
        owner="daemon-1", now=desk.NOON, policies=policies
    )
    for policy, policies in POLICIES.items()
}


def reachable(before: PartState) -> set[PartState]:
    """Return where lawful moves may have brought a part within one verb: some make two (sending, unknown, resent)."""
    found = {before}
    for _ in range(2):
        found |= {after for state in found for after in TRANSITIONS[state]}
    return found


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", list(PartState))
def test_no_verb_moves_a_part_against_the_table(desk: Any, state: PartState, verb: str) -> None:
    """From each state each verb leads along the table or leaves the part alone; what is delivered stays delivered."""
    desk.add(desk.new(texts=("1", "2"), expiry=Expiry.UNTRUE))
    desk.force(state)
    try:
        VERBS[verb](desk)
    except StalePlanError:
        assert desk.post().frozen, "apply refuses only what was begun"
    first, second = (part.state for part in desk.post().parts)
    assert first in reachable(state)
    assert second in reachable(PartState.SCHEDULED)
    if state in {PartState.SENDING, PartState.UNKNOWN, PartState.DELIVERED} and verb.startswith("apply"):
        assert (first, second) == (state, PartState.SCHEDULED)
