from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.cli.console.changes.saved_plan import check, save
from scheduler.errors import StalePlanError, UsageError
from scheduler.model import Change, Content, Expiry, Op, Part, Plan, Post

AT = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def post(text: str, due_at: datetime = AT) -> Post:
    part = Part(
        number=1,
        content=Content(text=text),
        due_at=due_at,
        not_before=due_at,
        not_after=due_at.replace(hour=23),
        expiry=Expiry.LATE,
        ready_at=due_at,
    )
    return Post(
        key="a/b/c", campaign="a", step="b", channel="c", platform="x", due_at=due_at, zone="UTC", parts=(part,)
    )


def plan(text: str = "Hello", *, revision: int = 3, files: str = "f", op: Op = Op.ADD, at: datetime = AT) -> Plan:
    change = Change(op=op, key="a/b/c", before=None, after=post(text), reason="new")
    return Plan(revision=revision, files=files, at=at, changes=(change,))


def test_a_saved_plan_is_good_while_nothing_changed(tmp_path: Path) -> None:
    """The same plan made a little later is the same plan."""
    save(plan(), tmp_path / "p")
    check(tmp_path / "p", plan(at=AT.replace(hour=13)))


@pytest.mark.parametrize(
    "present",
    [plan(revision=4), plan(files="g"), plan("Other text"), plan(op=Op.MISSED)],
    ids=["queue", "files", "content", "time"],
)
def test_a_saved_plan_is_stale_once_anything_it_says_changed(tmp_path: Path, present: Plan) -> None:
    """Files, queue, content and the passing of time each make it stale."""
    save(plan(), tmp_path / "p")
    with pytest.raises(StalePlanError, match="is stale"):
        check(tmp_path / "p", present)


@pytest.mark.parametrize(
    "text", ["", "{}", "no json", '{"schema": "tminus.status/1"}', "[]", '{"schema": "tminus.plan/1", "files": 1}']
)
def test_a_file_that_is_no_plan_is_refused(tmp_path: Path, text: str) -> None:
    """Anything else is a usage error, whatever is in it."""
    (tmp_path / "p").write_text(text)
    with pytest.raises(UsageError, match="no saved plan"):
        check(tmp_path / "p", plan())


def test_a_plan_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    """The hint says how to make one."""
    with pytest.raises(UsageError, match="there is no plan"):
        check(tmp_path / "p", plan())
