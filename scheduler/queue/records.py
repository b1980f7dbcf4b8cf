"""Posts as rows and rows as posts, exactly: what went in comes out equal. No database in here."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from scheduler.errors import Place
from scheduler.model import Claim, Content, Part, Post, compact_json
from scheduler.queue.tables import microseconds


class Row(Protocol):
    """A row by the names of its columns: the database's, or one of this module's dicts."""

    def __getitem__(self, name: str, /) -> Any:  # noqa: ANN401 - each column has its own type
        """Return a column's value."""
        ...


def row_of_post(post: Post) -> dict[str, object]:
    """Return the columns of `posts` but its id."""
    place = post.place
    return {
        "key": post.key,
        "campaign": post.campaign,
        "step": post.step,
        "channel": post.channel,
        "platform": post.platform,
        "due_at": post.due_at,
        "zone": post.zone,
        "wall": post.wall,
        "rule": post.when,
        "expires_at": post.expires_at,
        "held": post.held,
        "claims": compact_json([_claim_document(claim) for claim in post.claims]) if post.claims else "[]",
        "facts_used": compact_json([_place_document(fact) for fact in post.facts_used]) if post.facts_used else "[]",
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }


def row_of_part(part: Part) -> dict[str, object]:
    """Return the columns of `parts` but those of identity and of a running attempt."""
    content = compact_json(part.content.to_json())
    return {
        "number": part.number,
        "state": part.state,
        "content": content,
        "content_hash": hashlib.sha256(content.encode()).hexdigest(),
        "due_at": part.due_at,
        "not_before": part.not_before,
        "not_after": part.not_after,
        "expiry": part.expiry,
        "ready_at": part.ready_at,
        "true_from": part.true_from,
        "true_until": part.true_until,
        "attempt": part.attempts,
        "receipt": part.receipt,
        "reason": part.reason,
    }


def post_of(row: Row, parts: Sequence[Row]) -> Post:
    """Return the post of a row of `posts` and its rows of `parts`, in the order of their numbers."""
    return Post(
        key=row["key"],
        campaign=row["campaign"],
        step=row["step"],
        channel=row["channel"],
        platform=row["platform"],
        due_at=row["due_at"],
        zone=row["zone"],
        parts=tuple(part_of(part) for part in parts),
        expires_at=row["expires_at"],
        wall=row["wall"],
        when=row["rule"],
        held=row["held"],
        claims=tuple(_claim(document) for document in json.loads(row["claims"])),
        facts_used=tuple(Place(**document) for document in json.loads(row["facts_used"])),
        place=Place(file=row["file"], line=row["line"], column=row["column"]) if row["file"] is not None else None,
    )


def part_of(row: Row) -> Part:
    """Return the part of a row."""
    return Part(
        number=row["number"],
        content=content_of(row["content"]),
        due_at=row["due_at"],
        not_before=row["not_before"],
        not_after=row["not_after"],
        expiry=row["expiry"],
        ready_at=row["ready_at"],
        true_from=row["true_from"],
        true_until=row["true_until"],
        state=row["state"],
        attempts=row["attempt"],
        receipt=row["receipt"],
        reason=row["reason"],
    )


def content_of(text: str) -> Content:
    """Return the content that was frozen as this JSON text."""
    return Content.from_json(json.loads(text))


def snapshot(posts: Mapping[str, Post | None]) -> str:
    """Return posts as they stand, as JSON of their rows (null where there is none): what undo puts back."""
    rows = {
        key: post and {"post": row_of_post(post), "parts": [row_of_part(part) for part in post.parts]}
        for key, post in posts.items()
    }
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=microseconds)


def _claim_document(claim: Claim) -> dict[str, object]:
    return {
        "words": claim.words,
        "start": None if claim.start is None else microseconds(claim.start),
        "end": None if claim.end is None else microseconds(claim.end),
    }


def _claim(document: Row) -> Claim:
    return Claim(words=document["words"], start=_instant(document["start"]), end=_instant(document["end"]))


def _instant(value: int | None) -> datetime | None:
    return None if value is None else datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=value)


def _place_document(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column}
