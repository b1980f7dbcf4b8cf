"""The shapes of the command line's JSON: one post object for preview, plan, queue, status and export."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scheduler.model import Change, Part, Plan, Post, part_key
from scheduler.plan import Correction

if TYPE_CHECKING:
    from scheduler.queue import AttemptRow, EventRow


def instant_json(instant: datetime | None) -> str | None:
    """Return an instant as RFC 3339 in UTC with `Z`."""
    return None if instant is None else instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def post_json(post: Post) -> dict[str, object]:
    """Return the post object."""
    return {
        "key": post.key,
        "campaign": post.campaign,
        "step": post.step,
        "channel": post.channel,
        "platform": post.platform,
        "state": post.state.value,
        "due_at": instant_json(post.due_at),
        "zone": post.zone,
        "not_before": instant_json(post.not_before),
        "not_after": instant_json(post.not_after),
        "held": post.held,
        "content_hash": post.content_hash,
        "file": post.place.file if post.place else None,
        "line": post.place.line if post.place else None,
        "parts": [_part_json(post, part) for part in post.parts],
        "overrides": [
            {"kind": each.kind.value, "user": each.user, "at": instant_json(each.at), "was": instant_json(each.was)}
            for each in post.overrides
        ],
        "approvals_required": post.approvals_required,
        "approvals": _approvals_json(post),
    }


def _approvals_json(post: Post) -> list[dict[str, object]]:
    held = post.approved
    return [
        {
            "user": each.user,
            "at": instant_json(each.at),
            "content_hash": each.content_hash,
            "due_at": instant_json(each.due_at),
            "holds": each in held,
        }
        for each in post.approvals
    ]


def _part_json(post: Post, part: Part) -> dict[str, object]:
    return {
        "key": part_key(post.key, part.number),
        "part": part.number,
        "state": part.state.value,
        "text": part.content.text,
        "ready_at": instant_json(part.ready_at),
        "attempts": part.attempts,
        "receipt": part.receipt,
        "reason": part.reason,
    }


def plan_json(plan: Plan) -> dict[str, object]:
    """Return the plan object."""
    return {
        "revision": plan.revision,
        "changes": changes_json(plan.changes),
        "counts": {op.value: number for op, number in plan.counts.items()},
    }


def changes_json(changes: Iterable[Change]) -> list[dict[str, object]]:
    """Return change objects."""
    return [_change_json(change) for change in changes]


def _change_json(change: Change) -> dict[str, object]:
    return {
        "op": change.op.value,
        "key": change.key,
        "before": post_json(change.before) if change.before else None,
        "after": post_json(change.after) if change.after else None,
        "reason": change.reason,
        "file": change.place.file if change.place else None,
        "line": change.place.line if change.place else None,
    }


def correction_json(correction: Correction) -> dict[str, object]:
    """Return the draft of a correction."""
    return {
        "key": correction.key,
        "of": list(correction.of),
        "channels": list(correction.channels),
        "text": correction.text,
        "link": correction.link,
        "reason": correction.reason,
    }


def attempt_json(row: "AttemptRow") -> dict[str, object]:
    """Return the attempt object of the log."""
    return {
        "key": row.key,
        "attempt": row.attempt,
        "started_at": instant_json(row.started_at),
        "ended_at": instant_json(row.ended_at),
        "outcome": row.outcome,
        "phase": row.phase,
        "status": row.status,
        "reason": row.reason,
    }


def event_json(row: "EventRow") -> dict[str, object]:
    """Return one thing that was done to a post, and by whom."""
    return {
        "at": instant_json(row.at),
        "user": row.user,
        "action": row.action,
        "subject": row.subject,
        "detail": dict(row.detail),
    }
