"""Links in running text."""

import time

import pytest

from scheduler.text import MASTODON_RULE, links, weighted_length


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Read example.com.", ["example.com"]),
        ("node.js and 3.14 and e.g. this", []),
        ("joe@example.com", []),
        ("-example.com .example.com /example.com", []),
        ("(https://en.wikipedia.org/wiki/Dune_(novel))", ["https://en.wikipedia.org/wiki/Dune_(novel)"]),
        ("https://t.co/abc/def", ["https://t.co/abc"]),
        ("éREADME.md", ["README.md"]),
        ("@😀.com.com", ["com.com"]),
        ("bücher.de пример.рф", ["bücher.de"]),
        (f"https://{'b' * 64}.com", []),
        ("xhttp://example.com", []),
    ],
)
def test_links_are_found_as_npm_twitter_text_finds_them(text: str, found: list[str]) -> None:
    """Traps that ports of the rule fall into."""
    assert [link.text for link in links(text)] == found


def test_mastodon_needs_a_scheme_and_knows_more_of_them() -> None:
    """A bare domain is text there."""
    text = "example.com gemini://example.org/é(x) https://example.org"
    assert [link.text for link in links(text, MASTODON_RULE)] == ["gemini://example.org/é(x)", "https://example.org"]


@pytest.mark.parametrize(
    "unit",
    ["a.", "a.com.", "a.com.b_c.", "http://", "日.", "x.co/(a", "x.co/!", "#a", "@a@", "1️⃣", "xn--", "$a "],
)
def test_no_text_makes_counting_explode(unit: str) -> None:
    """Twice the text takes about twice the time: 40,000 characters of the worst sort stay far under a second."""
    text = unit * (40_000 // len(unit))
    started = time.perf_counter()
    weighted_length(text)
    links(text, MASTODON_RULE)
    assert time.perf_counter() - started < 1.5
