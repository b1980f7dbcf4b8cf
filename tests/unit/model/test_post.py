"""What a post's states and keys promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posts import NOON, post_in
from scheduler.model import (
    FROZEN,
    STATE_OF_POST,
    TRANSITIONS,
    PartState,
    part_key,
    selection,
)

S = PartState


def test_every_state_has_its_ways_out() -> None:
    """The table of transitions knows every state, on both sides."""
    assert set(TRANSITIONS) == set(PartState)
    assert {state for targets in TRANSITIONS.values() for state in targets} == set(PartState)


def test_the_transitions_are_those_of_the_design() -> None:
    """DESIGN section 4, word for word."""
    design = """
        awaiting -> scheduled cancelled expired
        scheduled -> awaiting sending cancelled expired
        sending -> delivered failed unknown scheduled expired
        unknown -> delivered scheduled expired
        failed -> scheduled
        cancelled -> scheduled
        expired -> scheduled
        delivered ->
    """
    rows = [line.split(" ->") for line in design.strip().splitlines()]
    assert {source.strip(): set(targets.split()) for source, targets in rows} == {
        source.value: {target.value for target in targets} for source, targets in TRANSITIONS.items()
    }


def test_only_what_was_delivered_is_final() -> None:
    """From everywhere else there is a way on, and a way to `delivered`."""
    assert [state for state, targets in TRANSITIONS.items() if not targets] == [S.DELIVERED]
    for state in PartState:
        reached, edge = {state}, {state}
        while edge:
            edge = {target for each in edge for target in TRANSITIONS[each]} - reached
            reached |= edge
        assert S.DELIVERED in reached


def test_no_state_follows_itself() -> None:
    """A transition is a change."""
    assert not any(state in targets for state, targets in TRANSITIONS.items())


def test_the_state_of_a_post_is_decided_for_every_state() -> None:
    """The order has each state once."""
    assert sorted(STATE_OF_POST) == sorted(PartState)
    assert [state.value for state in STATE_OF_POST] == [
        *("sending", "unknown", "failed", "expired", "awaiting", "scheduled", "delivered", "cancelled")
    ]


@given(st.lists(st.sampled_from(list(PartState)), min_size=1, max_size=6))
def test_a_post_is_as_its_most_pressing_part(states: list[PartState]) -> None:
    """Whatever the order of the parts."""
    assert post_in(*states).state is min(states, key=list(STATE_OF_POST).index)
    assert post_in(*states).frozen is bool({S.SENDING, S.UNKNOWN, S.DELIVERED} & set(states))
    assert set(FROZEN) == {S.SENDING, S.UNKNOWN, S.DELIVERED}


def test_a_post_starts_with_its_first_part() -> None:
    """Its window is the first part's."""
    post = post_in(S.SCHEDULED, S.SCHEDULED)
    assert (post.not_before, post.not_after) == (NOON, NOON.replace(hour=13))


KEYS = (
    "film/out-now/x",
    "film/out-now/bluesky",
    "film/out-now-too/x",
    "film/notes/x/2027-01-08",
    "book/out-now/x",
    "posts/gala/x",
)


@pytest.mark.parametrize(
    ("select", "keys"),
    [
        ("film", KEYS[:4]),
        ("film/", KEYS[:4]),
        ("film/out-now", KEYS[:2]),
        ("film/out-now/x", KEYS[:1]),
        ("film/out-now/x#2", KEYS[:1]),
        ("film/notes/x", KEYS[3:4]),
        ("film/notes/x/2027-01-08", KEYS[3:4]),
        ("*/out-now", (*KEYS[:2], KEYS[4])),
        ("*/*/x", (KEYS[0], *KEYS[2:])),
        ("film/out*", KEYS[:3]),
        ("film/*/x", (KEYS[0], *KEYS[2:4])),
        ("*", KEYS),
        ("fil", ()),
        ("out-now", ()),
        ("film/out-now/x/more", ()),
        ("Film", ()),
        ("f.lm", ()),
        ("film/[a-z]+", ()),
        ("", ()),
        ("#1", ()),
    ],
)
def test_a_selection_names_keys_by_leading_segments(select: str, keys: tuple[str, ...]) -> None:
    """Whole segments, `*` for any stretch inside one; nothing in it is a pattern besides."""
    assert tuple(key for key in KEYS if selection(select).fullmatch(key)) == keys


@given(st.text(), st.text())
def test_any_text_can_be_a_selection(select: str, key: str) -> None:
    """It selects or it does not; it never fails."""
    selection(select).fullmatch(key)


def test_a_part_is_named_after_its_post() -> None:
    """Parts count from 1."""
    assert part_key("film/one/x", 2) == "film/one/x#2"
    assert selection(part_key("film/one/x", 2)).fullmatch("film/one/x")
