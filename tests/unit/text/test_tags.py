"""Mentions, hashtags and cashtags in running text."""

import pytest

from scheduler.text import cashtags, hashtags


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("##abc", ["#abc"]),
        ("❤️#abc", ["#abc"]),
        ("#\ufe0e#abc", []),
        ("#a\ufe0f#b #c", ["#c"]),
        ("a#b &#c #1 #rock'n'roll", ["#rock"]),
        ("https://example.org/#film #film", ["#film"]),
    ],
)
def test_hashtags_begin_where_twitter_text_lets_them(text: str, found: list[str]) -> None:
    """After a boundary that belongs to no other hashtag, and never inside a link."""
    assert [tag.text for tag in hashtags(text)] == found


def test_a_cashtag_ends_at_what_javascript_takes_for_a_blank() -> None:
    """U+FEFF is one, U+0085 is none."""
    assert [tag.text for tag in cashtags("$BRK.A\ufeff $TWTR\x85 $ABC")] == ["$BRK.A", "$ABC"]
