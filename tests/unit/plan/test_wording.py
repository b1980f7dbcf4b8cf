"""What changed in a text, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.plan.wording import Kind, reworded

MARKS = {Kind.SAME: "{}", Kind.GONE: "[-{}-]", Kind.NEW: "{{+{}+}}"}


def marked(old: str, new: str) -> list[str]:
    """Return the lines as people see them."""
    return ["".join(MARKS[words.kind].format(words.text) for words in line) for line in reworded(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("out on Thursday.", "out on Friday.", ["out on [-Thursday-]{+Friday+}."]),
        ("in three days", "in two weeks", ["in [-three days-]{+two weeks+}"]),
        ("the same", "the same", []),
        ("one\ntwo\nthree", "one\n2\nthree", ["[-two-]{+2+}"]),
        (
            "see https://a.example/x?y=1",
            "see https://a.example/x?y=2",
            ["see [-https://a.example/x?y=1-]{+https://a.example/x?y=2+}"],
        ),
        ("", "new", ["{+new+}"]),
        ("海の写真", "山の写真", ["[-海の写真-]{+山の写真+}"]),
        ("a\nb", "a", ["a[-⏎-][-b-]"]),
    ],
)
def test_changed_words_are_marked_and_the_others_left_alone(old: str, new: str, lines: list[str]) -> None:
    """Only lines with a change are there; an address is one word."""
    assert marked(old, new) == lines


@given(old=st.text("ab .\n", max_size=40), new=st.text("ab .\n", max_size=40))
def test_no_change_is_left_out_and_none_is_made_up(old: str, new: str) -> None:
    """There are lines exactly where the texts differ."""
    assert bool(reworded(old, new)) is (old != new)
