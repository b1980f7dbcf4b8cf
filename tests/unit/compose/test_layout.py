"""Texts become contents, and what does not fit is a clear problem."""

import pytest

from scheduler import platforms
from scheduler.compose import lay_out, literal
from scheduler.errors import Place, WorkspaceError
from scheduler.model import Image

X, BLUESKY, SLACK = platforms.get("x"), platforms.get("bluesky"), platforms.get("slack")
WORDS = "word " * 100
PLACE = Place(file="config/campaigns/film.yaml", line=7)


def test_parts_get_counters_and_the_first_carries_link_and_picture() -> None:
    """A thread of two."""
    image = Image(url="https://example.org/p.png", alt="A poster")
    first, second = lay_out(["one", "two #tag"], X, can_thread=True, number="n/m", link="https://e.org", image=image)
    assert (first.text, second.text) == ("one 1/2", "two #tag 2/2")
    assert (first.link, first.image, second.link, second.image) == ("https://e.org", image, None, None)
    assert [entity.text for entity in second.entities] == ["#tag"]


def test_a_single_part_has_no_counter() -> None:
    """A post is no thread."""
    assert [content.text for content in lay_out([" one "], X, can_thread=True, number="n/m")] == ["one"]


def test_a_long_text_becomes_a_thread_where_that_is_possible() -> None:
    """Otherwise it is too long."""
    contents = lay_out([WORDS], X, can_thread=True, number=None)
    assert len(contents) == 2
    with pytest.raises(WorkspaceError) as caught:
        lay_out([WORDS], X, can_thread=False, place=PLACE)
    (problem,) = caught.value.problems
    assert problem.code == "length-over"
    assert problem.message == "the post is 219 weighted characters too long for X (499 of 280)"
    assert problem.place == PLACE


def test_a_long_text_stays_one_post_unless_it_may_be_split() -> None:
    """Nobody asked for a thread, so none is made."""
    with pytest.raises(WorkspaceError) as caught:
        lay_out([WORDS], X, can_thread=True, splits=False)
    assert [problem.code for problem in caught.value.problems] == ["length-over"]


def test_each_part_that_is_too_long_is_a_problem_and_its_counter_counts() -> None:
    """278 characters fit, and do not with a counter."""
    with pytest.raises(WorkspaceError) as caught:
        lay_out(["a" * 278, "fine", "a" * 290], X, can_thread=True, number="n/m", place=PLACE)
    assert [problem.message for problem in caught.value.problems] == [
        "part 1 of 3 is 2 weighted characters too long for X (282 of 280)",
        "part 3 of 3 is 14 weighted characters too long for X (294 of 280)",
    ]


def test_a_part_that_is_too_long_becomes_several_and_the_others_stay() -> None:
    """A line `---` begins a part, and what stands between two of them may be a thread by itself."""
    contents = lay_out([WORDS, "fine"], X, can_thread=True, number="n/m")
    assert [content.text[-8:] for content in contents] == ["word 1/3", "word 2/3", "fine 3/3"]


def test_more_parts_than_a_step_allows_are_a_problem_of_the_step() -> None:
    """Whether the template begins them or the text is too long; it has no place of its own, so the step's is told."""
    for parts in ([WORDS], ["one", "two two"]):
        with pytest.raises(WorkspaceError) as caught:
            lay_out(parts, X, can_thread=True, number=None, max_parts=1, place=PLACE)
        (problem,) = caught.value.problems
        assert (problem.code, problem.place) == ("too-many-parts", None)
    assert problem.message == "the text needs 2 parts on X and may have 1: 7 weighted characters are left over"
    assert problem.hint == "shorten it, or raise max_parts to 2"


def test_as_many_parts_as_a_step_allows_are_fine() -> None:
    """And joined they are one."""
    assert len(lay_out([WORDS], X, can_thread=True, max_parts=2)) == 2
    assert len(lay_out(["one", "two"], SLACK, can_thread=False, max_parts=1)) == 1


def test_parts_are_joined_where_nothing_can_thread() -> None:
    """Without counters; too long together is another problem than too long alone."""
    (content,) = lay_out(["one", "two"], SLACK, can_thread=False, number="n/m")
    assert content.text == "one\n\ntwo"
    with pytest.raises(WorkspaceError) as caught:
        lay_out(["a" * 200, "b" * 200], X, can_thread=False, number=None, place=PLACE)
    assert [problem.code for problem in caught.value.problems] == ["cannot-thread"]


def test_too_many_bytes_are_told_in_bytes() -> None:
    """The limit that is broken is the one that is named."""
    with pytest.raises(WorkspaceError) as caught:
        lay_out(["👨‍👩‍👧‍👦" * 121], BLUESKY, can_thread=False)
    assert "25 bytes too long for Bluesky (3,025 of 3,000)" in caught.value.problems[0].message


def test_literal_text_is_cut_at_its_lines_and_escaped() -> None:
    """A spreadsheet's text is never a template."""
    assert literal("one & {{ two }}\r\n---\r\n<three>\n\n\n\nfour\n---\n", SLACK) == (
        "one &amp; {{ two }}",
        "&lt;three&gt;\n\nfour",
    )


def test_a_link_is_appended_only_where_no_card_shows_it() -> None:
    """And not twice."""
    assert literal("look", X, link="https://e.org") == ("look\n\nhttps://e.org",)
    assert literal("look", BLUESKY, link="https://e.org") == ("look",)
    assert literal("look https://e.org now\n---\nmore", X, link="https://e.org") == ("look https://e.org now", "more")
