"""A plan becomes rows: all of it, or none of it, and only against the queue it was made for."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from scheduler.errors import Place, StalePlanError
from scheduler.model import Change, Claim, Content, Entity, Expiry, Image, Op, PartState
from scheduler.queue.database.tables import applies, events, parts


def test_a_post_comes_back_from_the_queue_as_it_was_put_in(desk: Any) -> None:
    """Every field of a post and of its parts survives the database, to the microsecond."""
    odd = datetime(2026, 6, 1, 12, 0, 0, 123457, tzinfo=UTC)
    entity = Entity(kind="link", text="e.org", start=0, end=5, byte_start=0, byte_end=5, url="https://e.org")
    content = Content(text="e.org “é” 👩‍🚀\n", entities=(entity,), link="https://e.org", image=Image(url="u", alt="ä"))
    post = desk.new(
        texts=("one", "two"),
        due=odd,
        zone="America/New_York",
        wall="2026-06-01 08:00",
        when="T-7 08:00",
        expires_at=odd + desk.HOUR,
        held=True,
        claims=(Claim(words="in 7 days", start=odd, end=None), Claim(words="out now", start=None, end=odd)),
        facts_used=(Place(file="config/facts/film.yaml", line=7, column=3),),
        place=Place(file="config/campaigns/film.yaml", line=12),
        expiry=Expiry.UNTRUE,
    )
    first = replace(post.parts[0], content=content, true_from=odd, true_until=odd + desk.HOUR)
    post = replace(post, parts=(first, post.parts[1]))
    desk.add(post)
    found = desk.post()
    assert found == post
    assert found.place == post.place
    assert found.content_hash == post.content_hash


def test_content_is_stored_as_the_very_bytes_that_were_hashed(desk: Any) -> None:
    """Anyone can check a row's hash with nothing but SHA-256."""
    desk.add(desk.new(texts=("Ünïcode – “quoted”",)))
    with desk.store.reading() as connection:
        row = connection.execute(select(parts.c.content, parts.c.content_hash)).one()
    assert Content.from_json(json.loads(row.content)).hash == row.content_hash


def test_an_apply_counts_what_it_did_and_moves_the_revision(desk: Any) -> None:
    """The revision grows by one an apply, however many posts it changed."""
    applied = desk.add(desk.new("film/a/x"), desk.new("film/b/x"))
    assert (applied.revision, applied.counts[Op.ADD], applied.counts[Op.CANCEL]) == (1, 2, 0)
    assert desk.store.revision() == 1


def test_a_plan_without_changes_leaves_the_revision(desk: Any) -> None:
    """Held, sent and missed posts are only told of; nothing is written, and undo still means the apply before."""
    post = desk.new()
    told = Change(op=Op.MISSED, key=post.key, before=None, after=post, reason="too late")
    assert desk.apply(told).revision == 0
    assert desk.store.posts() == []


def test_a_plan_made_before_another_apply_is_refused_whole(desk: Any) -> None:
    """Of two plans made at one moment the second is stale, and nothing of it is written."""
    plan = desk.plan(Change(op=Op.ADD, key="film/b/x", before=None, after=desk.new("film/b/x"), reason="new"))
    desk.add(desk.new("film/a/x"))
    with pytest.raises(StalePlanError) as caught:
        desk.store.apply(plan, now=desk.NOON, user="mara")
    assert caught.value.problems[0].code == "plan-stale"
    assert [post.key for post in desk.store.posts()] == ["film/a/x"]
    assert desk.store.revision() == 1


@pytest.mark.parametrize("moment", ["sending", "delivered"])
def test_a_post_that_was_begun_since_the_plan_is_not_touched(desk: Any, moment: str) -> None:
    """What is going out, or went out, cannot be changed under the daemon's hands."""
    desk.add(desk.new())
    before = desk.post()
    (begun,) = desk.begin()
    if moment == "delivered":
        desk.settle(begun)
    change = Change(op=Op.REWORD, key=before.key, before=before, after=desk.new(texts=("Other.",)), reason="text")
    with pytest.raises(StalePlanError, match="begun"):
        desk.apply(change)
    assert desk.states() == [moment]
    assert desk.post().parts[0].content.text == "Out now."


def test_a_plan_that_saw_another_post_is_refused(desk: Any) -> None:
    """The revision is not enough: a post that expired meanwhile is not the one the plan meant to cancel."""
    desk.add(desk.new())
    seen = desk.post()
    desk.reconcile(now=desk.NOON + 3 * desk.HOUR)
    with pytest.raises(StalePlanError, match="changed"):
        desk.apply(Change(op=Op.CANCEL, key=seen.key, before=seen, after=None, reason="gone"))


@pytest.mark.parametrize("before", [None, "film/out-now/x"])
def test_a_plan_that_is_wrong_about_what_exists_is_refused(desk: Any, before: str | None) -> None:
    """A post planned as new must be new, and one planned to change must be there."""
    post = desk.new()
    if before is None:
        desk.add(post)
    change = Change(op=Op.ADD, key=post.key, before=post if before else None, after=post, reason="")
    with pytest.raises(StalePlanError):
        desk.apply(change)


def test_a_failure_in_the_middle_leaves_nothing(desk: Any) -> None:
    """The good half of an apply does not survive the bad half."""
    wrong = desk.new("film/b/x", state=PartState.DELIVERED)
    with pytest.raises(ValueError, match="delivered"):
        desk.add(desk.new("film/a/x"), wrong)
    assert desk.store.posts() == []
    assert desk.store.revision() == 0


def test_retiming_moves_due_window_and_readiness(desk: Any) -> None:
    """A moved release moves the post, whose part keeps its row."""
    desk.add(desk.new())
    ids, later = desk.ids(), desk.new(due=desk.NOON + 24 * desk.HOUR)
    desk.change(Op.RETIME, later.key, later)
    assert desk.post() == later
    assert desk.ids() == ids


@pytest.mark.parametrize("texts", [("One.",), ("1", "2", "3", "4")])
def test_a_reworded_thread_may_have_fewer_or_more_parts(desk: Any, texts: tuple[str, ...]) -> None:
    """A thread is replaced whole, in order, and never keeps a part of its old text."""
    desk.add(desk.new(texts=("Eins", "Zwei")))
    after = desk.new(texts=texts)
    desk.change(Op.REWORD, after.key, after)
    assert desk.post() == after


def test_a_reworded_part_keeps_the_count_of_its_attempts(desk: Any) -> None:
    """An attempt of the old text that answers late can never be taken for an attempt of the new one."""
    desk.add(desk.new())
    (old,) = desk.begin()
    desk.settle(old, **desk.RETRY)
    desk.change(Op.REWORD, old.post_key, desk.new(texts=("Better.",)))
    (new,) = desk.begin()
    assert (old.attempt, new.attempt, new.content.text) == (1, 2, "Better.")
    assert desk.settle(old) == []


def test_cancelling_cancels_what_waits_and_says_why(desk: Any) -> None:
    """A post no file asks for is not sent, and the row says why."""
    desk.add(desk.new(texts=("1", "2")))
    desk.change(Op.CANCEL, "film/out-now/x", None)
    assert desk.states() == ["cancelled", "cancelled"]
    assert {part.reason for part in desk.post().parts} == {"cancel it"}
    assert desk.begin() == []


@pytest.mark.parametrize("end", [PartState.EXPIRED, PartState.FAILED, PartState.CANCELLED])
def test_a_new_future_time_brings_an_ended_post_back(desk: Any, end: PartState) -> None:
    """A moved release revives the countdown that had expired."""
    desk.add(desk.new())
    desk.force(end)
    later = desk.new(due=desk.NOON + 24 * desk.HOUR)
    desk.change(Op.RETIME, later.key, later)
    assert desk.post() == later
    assert len(desk.begin(now=later.due_at)) == 1


def test_an_apply_keeps_what_was_there_before_and_who_changed_it(desk: Any) -> None:
    """Undo finds every post as it was; the events say who did what, and why."""
    desk.add(desk.new("film/a/x"))
    desk.apply(
        Change(op=Op.CANCEL, key="film/a/x", before=desk.post("film/a/x"), after=None, reason="row removed"),
        Change(op=Op.ADD, key="film/b/x", before=None, after=desk.new("film/b/x"), reason="new"),
    )
    with desk.store.reading() as connection:
        last = connection.execute(select(applies).order_by(applies.c.revision.desc())).first()
        said = connection.execute(select(events).where(events.c.action == "cancel")).one()
    assert last is not None
    before = json.loads(last.before)
    assert (last.revision, last.user, before["film/b/x"]) == (2, "mara", None)
    assert before["film/a/x"]["parts"][0]["state"] == "scheduled"
    assert before["film/a/x"]["post"]["due_at"] == int(desk.NOON.timestamp()) * 1_000_000
    assert (said.subject, said.user, json.loads(said.detail)["reason"]) == ("film/a/x", "mara", "row removed")


def test_a_post_due_already_goes_out_at_once(desk: Any) -> None:
    """Planned late but inside its window, it is ready the moment it is applied."""
    desk.add(desk.new(due=desk.NOON - timedelta(minutes=30)))
    assert len(desk.begin()) == 1


def test_thousands_of_posts_are_applied_in_one_go(desk: Any) -> None:
    """More posts than a statement has variables: added, read back, cancelled, in three transactions."""
    many = [desk.new(f"film/step-{number}/x") for number in range(3000)]
    desk.add(*many)
    queued = desk.store.posts("film")
    assert len(queued) == 3000
    desk.apply(*(Change(op=Op.CANCEL, key=post.key, before=post, after=None, reason="") for post in queued))
    assert desk.store.counts()[PartState.CANCELLED] == 3000
