"""Every verb, met by every state: the table of transitions is what the real store does, no more and no less."""

import re
from typing import Any

import pytest

from lifecycle import DEEDS, END, PAGE, START, Seen, Walker, drawn, walk
from scheduler.errors import TminusError
from scheduler.model import TRANSITIONS, PartState

EDGE = re.compile(r"^    (\w+) --> (\w+):", re.MULTILINE)


@pytest.fixture
def walker(desk: Any) -> Walker:
    return Walker(store=desk.store, make=desk.new, noon=desk.NOON)


@pytest.fixture
def seen(walker: Walker) -> Seen:
    """Return every move that any statement of any verb made, and by which verbs."""
    return walk(walker)


def test_the_table_of_transitions_is_what_the_verbs_do(seen: Seen) -> None:
    """No verb moves a part against the table, and no line of the table is without a verb that reaches it."""
    allowed = {(before, after) for before, targets in TRANSITIONS.items() for after in targets}
    assert {pair: verbs for pair, verbs in seen.items() if pair not in allowed} == {}
    assert allowed - set(seen) == set()


def test_the_page_about_a_parts_life_says_what_was_seen(seen: Seen) -> None:
    """One chart and one table, made from the walk: run  python tests/lifecycle.py  after a change."""
    page = PAGE.read_text(encoding="utf-8")
    assert page.partition(START)[2].partition(END)[0] == drawn(seen)
    assert page.count("```mermaid") == 1
    edges = {(PartState(before), PartState(after)) for before, after in EDGE.findall(page)}
    assert edges == set(seen)


@pytest.mark.parametrize("state", DEEDS)
def test_undo_puts_a_post_back_into_the_state_it_was_in(walker: Walker, state: PartState) -> None:
    """Whatever a person did to it last, to the last field: the one way against the table, and only the way back."""
    walker.key = "film/out-now/x"
    walker.add(walker.key, state)
    before = walker.post
    DEEDS[state](walker)
    assert walker.post.state is not state or walker.post.due_at != before.due_at
    walker.store.undo(walker.store.revision(), now=walker.noon, user="mara")
    assert walker.post == before


@pytest.mark.parametrize("state", [PartState.SENDING, PartState.UNKNOWN, PartState.DELIVERED])
def test_undo_leaves_alone_what_was_begun(walker: Walker, state: PartState) -> None:
    """What went out, or may have, is not taken back by taking back its apply."""
    walker.key = "film/out-now/x"
    walker.add(walker.key, state)
    before = walker.post
    with pytest.raises(TminusError, match="undone"):
        walker.store.undo(walker.store.revision(), now=walker.noon, user="mara")
    assert walker.post == before
