import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scheduler.cli.console.preview.cards import wrapped


@given(text=st.text(alphabet="ab 日本👨‍👩‍👧é-", max_size=120), cells=st.integers(8, 30))
def test_no_line_is_wider_than_the_card_and_no_character_is_lost(text: str, cells: int) -> None:
    """Wide characters count as two cells; only the blank at which a line breaks is gone."""
    lines = wrapped(text, cells)
    assert all(cell_len(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a few words", ["a few", "words"]),
        ("see https://example.org", ["see http", "s://exam", "ple.org"]),
        ("日本語 です", ["日本語", "です"]),
    ],
)
def test_words_stay_whole_and_addresses_fill_their_lines(text: str, lines: list[str]) -> None:
    """A word moves to the next line; an address, which fits none, goes on where it stands."""
    assert wrapped(text, 8) == lines
