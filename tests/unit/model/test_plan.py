"""What a plan promises."""

import pytest

from posts import NOON, post_in
from scheduler.model import (
    APPLIED,
    Change,
    Op,
    PartState,
    Plan,
)

S = PartState


def test_a_change_is_about_the_post_of_the_files_or_else_of_the_queue() -> None:
    """A cancelled post has only the latter."""
    old, new = post_in(S.SCHEDULED), post_in(S.AWAITING)
    assert Change(op=Op.REWORD, key=old.key, before=old, after=new, reason="").post is new
    assert Change(op=Op.CANCEL, key=old.key, before=old, after=None, reason="").post is old
    with pytest.raises(ValueError, match="has no post"):
        _ = Change(op=Op.CANCEL, key="film/one/x", before=None, after=None, reason="").post


def test_a_plan_counts_every_kind_of_change_and_knows_those_that_wait() -> None:
    """Zeros included; what only tells does not wait."""
    changes = tuple(Change(op=op, key=op.value, before=None, after=None, reason="") for op in Op)
    plan = Plan(revision=1, files="", at=NOON, changes=(*changes, changes[0]))
    assert plan.counts == {op: 2 if op is Op.ADD else 1 for op in Op}
    assert {change.op for change in plan.waiting} == APPLIED == {Op.ADD, Op.RETIME, Op.REWORD, Op.CANCEL}
