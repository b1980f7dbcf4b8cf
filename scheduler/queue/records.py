"""Posts as rows and rows as posts, exactly: what went in comes out equal. No database in here."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeVar

from scheduler.errors import Place
from scheduler.model import (
    Approval,
    Claim,
    Content,
    Expiry,
    Hand,
    Override,
    Part,
    PartState,
    Post,
    compact_json,
)
from scheduler.queue.database.columns import Instant, microseconds
from scheduler.queue.database.tables import parts as parts_table
from scheduler.queue.database.tables import posts as posts_table


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
        "overrides": _list([_override_document(each) for each in post.overrides]),
        "approvals": _list([_approval_document(each) for each in post.approvals]),
        "approvals_required": post.approvals_required,
        "claims": _list([_claim_document(claim) for claim in post.claims]),
        "facts_used": _list([_place_document(fact) for fact in post.facts_used]),
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
        "unsure_since": part.unsure_since,
    }


def post_of(row: Row, parts: Iterable[Part]) -> Post:
    """Return the post of a row of `posts` and its parts, in the order of their numbers."""
    return Post(
        key=row["key"],
        campaign=row["campaign"],
        step=row["step"],
        channel=row["channel"],
        platform=row["platform"],
        due_at=row["due_at"],
        zone=row["zone"],
        parts=tuple(parts),
        expires_at=row["expires_at"],
        wall=row["wall"],
        when=row["rule"],
        held=row["held"],
        overrides=_read(row["overrides"], _override),
        approvals=_read(row["approvals"], _approval),
        approvals_required=row["approvals_required"],
        claims=_read(row["claims"], _claim),
        facts_used=_read(row["facts_used"], _place),
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
        unsure_since=row["unsure_since"],
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


def restored(text: str) -> dict[str, Post | None]:
    """Return the posts of a snapshot. A column it does not know, because it is older, has what an empty one has."""
    return {key: rows and _restored(rows) for key, rows in json.loads(text).items()}


def _restored(rows: Mapping[str, Any]) -> Post:
    post = {**_EMPTY, **rows["post"]}
    post |= {name: _instant(post[name]) for name in _INSTANTS_OF_POST}
    return post_of(post, (part_of(_restored_part(part)) for part in rows["parts"]))


def _restored_part(row: Mapping[str, Any]) -> dict[str, object]:
    instants = {name: _instant(row.get(name)) for name in _INSTANTS_OF_PART}
    return {**row, **instants, "state": PartState(row["state"]), "expiry": Expiry(row["expiry"])}


_EMPTY: Final[Mapping[str, object]] = MappingProxyType({"overrides": "[]", "approvals": "[]", "approvals_required": 0})
_INSTANTS_OF_POST: Final = tuple(column.name for column in posts_table.c if isinstance(column.type, Instant))
_INSTANTS_OF_PART: Final = tuple(
    column.name for column in parts_table.c if isinstance(column.type, Instant) and column.name != "lease"
)

_T = TypeVar("_T")


def _list(documents: list[dict[str, object]]) -> str:
    return compact_json(documents) if documents else "[]"


def _read(text: str, kind: Callable[[Mapping[str, Any]], _T]) -> tuple[_T, ...]:
    return () if text == "[]" else tuple(kind(document) for document in json.loads(text))


def _override_document(override: Override) -> dict[str, object]:
    return {
        "kind": override.kind.value,
        "user": override.user,
        "at": microseconds(override.at),
        "was": None if override.was is None else microseconds(override.was),
    }


def _override(document: Mapping[str, Any]) -> Override:
    return Override(
        kind=Hand(document["kind"]),
        user=document["user"],
        at=_known(document["at"]),
        was=_instant(document["was"]),
    )


def _approval_document(approval: Approval) -> dict[str, object]:
    return {
        "user": approval.user,
        "at": microseconds(approval.at),
        "content_hash": approval.content_hash,
        "due_at": microseconds(approval.due_at),
    }


def _approval(document: Mapping[str, Any]) -> Approval:
    return Approval(
        user=document["user"],
        at=_known(document["at"]),
        content_hash=document["content_hash"],
        due_at=_known(document["due_at"]),
    )


def _claim_document(claim: Claim) -> dict[str, object]:
    return {
        "words": claim.words,
        "start": None if claim.start is None else microseconds(claim.start),
        "end": None if claim.end is None else microseconds(claim.end),
    }


def _claim(document: Mapping[str, Any]) -> Claim:
    return Claim(words=document["words"], start=_instant(document["start"]), end=_instant(document["end"]))


def _place_document(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _place(document: Mapping[str, Any]) -> Place:
    return Place(file=document["file"], line=document["line"], column=document["column"])


def _known(value: int) -> datetime:
    return _EPOCH + timedelta(microseconds=value)


def _instant(value: int | None) -> datetime | None:
    return None if value is None else _known(value)


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
