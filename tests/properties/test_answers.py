"""Whatever a receiver answers, every destination reads it: an outcome, in words that can be shown and kept."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.destinations import Response, get, names, used_up
from scheduler.destinations.outcomes import LONGEST_ID
from scheduler.model import Delivered

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEYS = st.sampled_from(
    [
        *("ok", "error", "ts", "id", "uri", "cid", "name", "result", "message_id", "description", "parameters"),
        *("retry_after", "code", "message", "status", "error_code", "channel_id", "global", "migrate_to_chat_id"),
    ]
)
HALF = "\ud800"
"""Half of a pair: JSON can say it, and no encoding can write it."""

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["ok", HALF, "a b", ""])
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner), max_leaves=12)
BODIES = JSON.map(lambda document: json.dumps(document).encode()) | st.binary(max_size=200)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            *("retry-after", "date", "location", "x-ratelimit-reset", "x-ratelimit-reset-after", "ratelimit-reset"),
            *("x-ratelimit-remaining", "ratelimit-remaining"),
        ]
    ),
    st.text(max_size=40) | st.sampled_from(["0", "-1", "nan", "1e5", "٣", "9" * 400, "https://[", "//x", "5,"]),
)


@pytest.mark.parametrize("name", names())
@given(st.integers(100, 999), HEADERS, BODIES, st.booleans())
def test_any_answer_is_read(name: str, status: int, headers: dict[str, str], body: bytes, cut: bool) -> None:  # noqa: FBT001
    """No fault of ours comes of it, no text that cannot be written or would move a cursor, and no endless id."""
    response = Response(status=status, headers=headers, body=body, cut=cut, at=NOON)
    outcome = get(name).read(response)
    used_up(response, get(name).remaining)
    words = (outcome.note or "") if isinstance(outcome, Delivered) else outcome.reason
    assert words.isprintable()
    assert isinstance(words.encode(), bytes)
    if isinstance(outcome, Delivered) and outcome.receipt is not None:
        assert outcome.receipt.encode()
        assert 0 < len(outcome.receipt) <= 2 * LONGEST_ID + 1
    if not 200 <= status < 300:
        assert not isinstance(outcome, Delivered)
