from typing import Any

from scheduler.queue.hands.marks import Mark, marks


def found(desk: Any) -> dict[str, Mark]:
    with desk.store.reading() as connection:
        return marks(connection)


def test_a_mark_counts_what_people_did_and_tells_when_anything_last_happened(desk: Any) -> None:
    """An apply is one thing that was done; an attempt counts for nothing, but it happened."""
    desk.add(desk.new("film/out-now/x"), desk.new("film/out-now/bluesky"))
    before = found(desk)
    assert {key: mark.changes for key, mark in before.items()} == {"film/out-now/x": 1, "film/out-now/bluesky": 1}
    (begun,) = desk.begin()
    desk.settle(begun, now=desk.NOON + desk.MINUTE)
    after = found(desk)
    assert after["film/out-now/x"] == Mark(changes=1, last=desk.NOON + desk.MINUTE)
    assert after["film/out-now/bluesky"] == before["film/out-now/bluesky"]
