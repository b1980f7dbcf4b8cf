from scheduler.articles.blocks import find_blocks


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in find_blocks(text, 0)]


def test_every_block_is_a_stretch_of_the_text() -> None:
    """Markers and blank space stay outside; the offsets are exact."""
    text = "# Title\r\n\r\n  One two.  \r\n\r\n- item one\r\n- item two\r\n\r\n1. numbered\r\n"
    blocks = find_blocks(text, 0)
    assert [block.text for block in blocks] == ["Title", "One two.", "item one", "item two", "numbered"]
    assert all(text[block.start : block.end] == block.text for block in blocks)


def test_a_short_line_before_a_longer_one_is_a_heading() -> None:
    """A heading has no full stop and leads to something; the last line leads to nothing."""
    assert _kinds("What we know\n\nA paragraph that is longer than that.\n\nThe end") == [
        ("heading", "What we know"),
        ("paragraph", "A paragraph that is longer than that."),
        ("paragraph", "The end"),
    ]


def test_a_question_may_be_a_heading_and_a_quotation_may_not() -> None:
    """Speech is short, too, and no heading."""
    kinds = _kinds('Why now?\n\n"Because I say so"\n\nThat was all she said to the people on the quay.')
    assert [kind for kind, _ in kinds] == ["heading", "paragraph", "paragraph"]


def test_lines_broken_for_width_are_one_paragraph_and_short_lines_are_not() -> None:
    """A break counts as soft only where the next word had no room."""
    wrapped = (
        "This line was broken by an editor at about seventy columns of width,\n"
        "so this one belongs to it.\n"
        "This one starts anew, since the word This would have fitted above.\n"
    )
    assert len(_kinds(wrapped)) == 2
    assert len(_kinds("One line.\nAnother line.\nA third line.")) == 3


def test_an_item_goes_on_where_it_is_indented() -> None:
    """The rest of a list item hangs below its first words."""
    assert _kinds("- one thing\n  and its rest\n- another") == [
        ("list_item", "one thing\n  and its rest"),
        ("list_item", "another"),
    ]


def test_a_post_with_its_attribution_is_a_post() -> None:
    """Embedded posts in plain text end in their author's name, handle and day."""
    text = "It was tricky. Worth it! pic.example.com/z0 — Tom Lee (@TomLee) July 5, 2023"
    assert _kinds(text) == [("post", text)]
