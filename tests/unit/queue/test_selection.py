"""SELECT: a key, its leading segments, `*` for one segment."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from scheduler.model import selection
from scheduler.queue.selection import narrowed


@pytest.mark.parametrize(
    ("select", "key", "selected"),
    [
        ("film", "film/out-now/x", True),
        ("film/", "film/out-now/x", True),
        ("film/out-now/x", "film/out-now/x", True),
        ("film/out-now/x#2", "film/out-now/x", True),
        ("film/out-now/x", "film/out-now/x/2026-06-04", True),
        ("film/*/x", "film/out-now/x", True),
        ("*/out-now", "film/out-now/x", True),
        ("film/week*", "film/weekly/x", True),
        ("film/out", "film/out-now/x", False),
        ("fil", "film/out-now/x", False),
        ("*/x", "film/out-now/x", False),
        ("film/*", "film", False),
        ("f.lm", "film/out-now/x", False),
        ("FILM", "film/out-now/x", False),
    ],
)
def test_a_selection_takes_whole_segments(select: str, key: str, *, selected: bool) -> None:
    """A half-typed segment selects nothing; a dot is a dot."""
    assert bool(selection(select).fullmatch(key)) is selected


names = st.text("ab-0", min_size=1, max_size=3)
keys = st.lists(names, min_size=3, max_size=4).map("/".join)
selects = st.lists(st.one_of(names, st.just("*"), names.map("{}*".format)), min_size=1, max_size=4).map("/".join)


@given(select=selects, key=keys)
def test_the_index_never_hides_what_the_pattern_selects(select: str, key: str) -> None:
    """The condition the database works with lets everything through that the pattern means."""
    condition = narrowed(select).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE posts (key TEXT)")
    connection.execute("INSERT INTO posts VALUES (?)", (key,))
    (passed,) = connection.execute(f"SELECT count(*) FROM posts WHERE {condition}").fetchone()  # noqa: S608 - the test's own words
    connection.close()
    assert passed or not selection(select).fullmatch(key)
