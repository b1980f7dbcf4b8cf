"""Posts for tests, in whatever state."""

from datetime import UTC, datetime

from scheduler.model import Content, Expiry, Part, PartState, Post

NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)


def post_in(*states: PartState) -> Post:
    """Return a post with a part in each of these states."""
    parts = tuple(
        Part(
            number=number,
            content=Content(text=f"Part {number}"),
            due_at=NOON,
            not_before=NOON,
            not_after=NOON.replace(hour=12 + number),
            expiry=Expiry.LATE,
            ready_at=NOON,
            state=state,
        )
        for number, state in enumerate(states, start=1)
    )
    return Post(
        key="film/one/x", campaign="film", step="one", channel="x", platform="x", due_at=NOON, zone="UTC", parts=parts
    )
