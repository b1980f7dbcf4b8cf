"""What counts otherwise than it looks is told in words."""

import pytest

from scheduler import platforms

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("name", "text", "notes"),
    [
        ("x", "plain words", ()),
        ("x", "see example.com", ("link counts as 23",)),
        ("x", "a.com b.com", ("2 links count as 23",)),
        ("x", f"{FAMILY} and {FAMILY}", (f"{FAMILY} counts as 2",)),
        ("x", "日本語のニュース", ("日, 本, 語 and 5 more count as 2 each",)),
        ("x", "a\u200fb", ("U+200F counts as 2",)),
        ("mastodon", "@bob@example.social hi @ana", ("@bob@example.social counts as 4",)),
        ("slack", "R&amp;D &lt;Dune&gt;", ("escaped <, > count as 4 each", "escaped & counts as 5")),
        ("discord", r"M\*A\*S\*H", ("escaped * counts as 2",)),
        ("threads", "🎬", ("🎬 counts as 4",)),
        ("google_chat", "é", ("é counts as 2",)),
        ("bluesky", "é", ("2 of 3,000 bytes",)),
        ("teams", "é", ("2 of 20,000 bytes",)),
    ],
)
def test_each_price_is_named(name: str, text: str, notes: tuple[str, ...]) -> None:
    """A marketer sees why a text is longer, or shorter, than it looks."""
    assert platforms.get(name).explain(text) == notes
