from hypothesis import given
from hypothesis import strategies as st

from scheduler.workspace.document import parse_document
from scheduler.workspace.tree import EACH, Span

MARKS = [" ", "\n", "  ", ": ", "- ", "\t", " #y", "&z ", "!t ", "<<: ", "? ", "\x07", "\u2028", "\r\n", "{{ q }}"]
WORDS = [*"a[]{},'|>%@`\\~🧵é", '"', "b:", "#x", "*z", "---", "...", "null"]
PIECES = st.sampled_from([*MARKS, *WORDS])


@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever a file holds, there is a tree, or a problem at a place inside the file."""
    document = parse_document(text, "f.yaml")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert document.root or document.problems
    for problem in document.problems:
        assert problem.place
        assert problem.place.line
        assert 1 <= problem.place.line <= len(lines)
        assert problem.place.column
        assert problem.place.column >= 1


def test_every_scalar_is_the_text_it_looks_like() -> None:
    """No number, no truth value, no date is guessed; only nothing is nothing."""
    text = "a: 9:30\nb: no\nc: 2023\nd: 007\ne: 1.10\nf: 2023-07-12\ng:\nh: ~\ni: null\nj: 'null'\non: T-7\n"
    assert parse_document(text, "f.yaml").plain() == {
        "a": "9:30",
        "b": "no",
        "c": "2023",
        "d": "007",
        "e": "1.10",
        "f": "2023-07-12",
        "g": None,
        "h": None,
        "i": None,
        "j": "null",
        "on": "T-7",
    }


def test_places_count_from_one_in_characters() -> None:
    """A byte-order mark, an emoji and Windows line ends do not move a place."""
    document = parse_document("# 🧵\r\na: 🧵x\r\nb: {c: [one, 'two']}\r\n", "f.yaml")
    assert document.value_span(("a",)) == Span(2, 4, 6)
    assert document.value_span(("b", "c", 1)) == Span(3, 14, 19)
    assert document.key_span(("b", "c")) == Span(3, 5, 6)
    assert str(document.place(document.value_span(("b", "c", 0)))) == "f.yaml:3:9"


def test_find_yields_the_texts_of_a_pattern() -> None:
    """A rule names a place once, for every item of every list."""
    document = parse_document("steps:\n- {channels: [a, b]}\n- {channels: x}\n- {}\n- {channels: [c]}\n", "f.yaml")
    found = [(path, node.text) for path, node in document.find("steps", EACH, "channels", EACH)]
    assert found == [
        (("steps", 0, "channels", 0), "a"),
        (("steps", 0, "channels", 1), "b"),
        (("steps", 3, "channels", 0), "c"),
    ]


def test_a_path_that_ends_early_is_placed_at_its_last_step() -> None:
    """A problem about something that is not there points at what is nearest to it."""
    document = parse_document("a:\n  b: text\n", "f.yaml")
    assert document.value_span(("a", "b", "c")) == Span(2, 6, 10)
    assert document.node(("a", "x")) is None
