from collections.abc import Mapping
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.plan.phrases import parse_duration
from scheduler.workspace.posts import READ
from scheduler.workspace.sheet.rows import merged, spell_duration

ALL = frozenset(READ)


def row(key: str, text: str = "Hello", **more: str) -> Mapping[str, str]:
    return dict.fromkeys(READ, "") | {"key": key, "text": text} | more


def test_rows_are_merged_by_key() -> None:
    """Kept and changed ones stay where they stood, new ones come behind, the others go."""
    before = [row("a"), row("b"), row("gone"), row("c")]
    found = merged(before, [row("new"), row("c"), row("b", "Other")], given=ALL, keep=False)
    assert [each["key"] for each in found.rows] == ["b", "c", "new"]
    assert (found.kept, found.changed, found.added, found.removed) == (("c",), ("b",), ("new",), ("a", "gone"))


def test_rows_that_a_sheet_lacks_stay_if_they_are_to_be_kept() -> None:
    """In their place."""
    found = merged([row("a"), row("b")], [row("b", "Other")], given=ALL, keep=True)
    assert [each["key"] for each in found.rows] == ["a", "b"]
    assert (found.kept, found.removed) == (("a",), ())


def test_what_a_sheet_has_no_column_for_stays_as_it_was() -> None:
    """A sheet without expiries takes none away."""
    found = merged(
        [row("a", expires="6h", link="https://a.example")], [row("a", "Other")], given=ALL - {"expires"}, keep=False
    )
    assert (found.rows[0]["expires"], found.rows[0]["link"], found.rows[0]["text"]) == ("6h", "", "Other")


@given(st.integers(1, 3653 * 86_400).map(lambda seconds: timedelta(seconds=seconds)))
def test_a_spelled_length_of_time_is_read_as_the_same(length: timedelta) -> None:
    """To the second."""
    assert parse_duration(spell_duration(length)) == length
