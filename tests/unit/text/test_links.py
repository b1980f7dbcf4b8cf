"""Links in running text."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.text import MASTODON_RULE, X_RULE, LinkRule, links


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


@pytest.mark.parametrize("rule", [X_RULE, MASTODON_RULE], ids=["x", "mastodon"])
@given(
    word=st.text(st.sampled_from("aZ9/?#()()&=.,:;!*'+-_~@|$%[]^<>\""), max_size=24), after=st.sampled_from(["", " é"])
)
def test_a_word_of_ascii_ends_where_it_does_by_the_whole_rule(rule: LinkRule, word: str, after: str) -> None:
    """The pattern that is quick to compile says of it what the slow one says."""
    text = f"/{word}{after}"
    plain, whole = rule.plain_tail.match(text), rule.tail.match(text)
    assert plain is not None
    assert whole is not None
    assert (plain.span(), plain["path"]) == (whole.span(), whole["path"])


UNITS = (
    *("a.", "a.com.", "a.com.b_c.", "http://", "日.", "x.co/(a", "x.co/!", "#a", "@a@", "1️⃣", "xn--", "$a ", "1", "😀"),
    *(
        ".music",
        "://a.co",
        "é.",
        "@a.",
        "👨\u200d",
        "क्",
        "\u094d",
        "\u0301",
        "🇺",
        "a.kids@",
        "//a.b_",
        "日a.com",
        "&amp;",
    ),
)
WORK = """
import resource, sys
from scheduler import platforms
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
text = sys.argv[1] * (60_000 // len(sys.argv[1]))
for name in platforms.names():
    platforms.get(name).objections(text)
    platforms.get(name).explain(text)
"""


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_makes_counting_explode(unit: str) -> None:
    """A rule that looks at each pair of 60,000 characters is ended by the system, however fast the machine."""
    ran = subprocess.run([sys.executable, "-c", WORK, unit], check=False)
    assert ran.returncode == 0
