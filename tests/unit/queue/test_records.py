"""Posts as rows and rows as posts."""

import json
from datetime import UTC, datetime, timedelta

from scheduler.errors import Place
from scheduler.model import Claim, Content, Expiry, Image, Part, PartState, Post
from scheduler.queue.database.tables import parts, posts
from scheduler.queue.records import content_of, part_of, post_of, row_of_part, row_of_post, snapshot

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
PART = Part(
    number=1,
    content=Content(text="Out – now", image=Image(url="https://e.org/i.png")),
    due_at=NOON,
    not_before=NOON,
    not_after=NOON + timedelta(hours=2),
    expiry=Expiry.EXPIRES,
    ready_at=NOON + timedelta(minutes=1),
    true_until=NOON + timedelta(hours=2),
    state=PartState.EXPIRED,
    attempts=3,
    receipt="id-1",
    reason="expires",
)
POST = Post(
    key="film/out-now/x",
    campaign="film",
    step="out-now",
    channel="x",
    platform="x",
    due_at=NOON,
    zone="UTC",
    parts=(PART,),
    claims=(Claim(words="now", start=NOON, end=None),),
    facts_used=(Place(file="f.yaml", line=3, column=1), Place(file="g.yaml")),
    place=Place(file="c.yaml", line=9, column=2),
)


def test_a_post_survives_being_rows() -> None:
    """Every field, the place included, which equality leaves out."""
    again = post_of(row_of_post(POST), [part_of(row_of_part(part)) for part in POST.parts])
    assert again == POST
    assert again.place == POST.place


def test_the_rows_have_every_column_but_identity_and_the_running_attempt() -> None:
    """A new column cannot be forgotten here."""
    assert row_of_post(POST).keys() == set(posts.c.keys()) - {"id"}
    assert row_of_part(PART).keys() == set(parts.c.keys()) - {"id", "post_id", "owner", "lease"}


def test_content_is_kept_with_the_hash_of_its_own_text() -> None:
    """The stored text is the hashed text."""
    row = row_of_part(PART)
    assert row["content_hash"] == PART.content.hash
    assert content_of(str(row["content"])) == PART.content


def test_a_snapshot_is_json_of_the_rows() -> None:
    """Undo finds every column, instants as integers, and null where there was no post."""
    document = json.loads(snapshot({POST.key: POST, "film/new/x": None}))
    assert document["film/new/x"] is None
    assert document[POST.key]["post"]["due_at"] == int(NOON.timestamp()) * 1_000_000
    assert document[POST.key]["parts"][0].keys() == row_of_part(PART).keys()
