"""Titles that would do something: they arrive as they are, and call nobody."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from scheduler import platforms
from scheduler.platforms.dialect import BREAK

ROOT = Path(__file__).parents[3]
TITLES: list[dict[str, str]] = YAML(typ="safe").load(ROOT / "tests/cases/platforms/hostile.yaml")
OWN_DIALECT = {"discord", "google_chat", "linkedin", "mattermost", "slack"}
NO_DIALECT = {"bluesky", "teams"}
CALLS_AND_MARKUP = {
    "bluesky": r"(?!)",  # nothing in the text itself does anything: only facets do
    "teams": r"(?!)",  # the same: TextRuns read no markup
    "slack": r"[<>]|&(?!amp;|lt;|gt;)",
    "google_chat": r"<\S*?(?<!\u200b)(?:users/|https?:)",
    "linkedin": r"(?<!\\)(?:\\\\)*[@\[\]{}()<>|]",
    "discord": r"@everyone|@here|(?<!\\)(?:\\\\)*<[@#]|<@[!&]?\d|(?<!\\)(?:\\\\)*\[",
    "mattermost": r"(?<!\w)@(?:all|channel|here)\b|(?<!\\)(?:\\\\)*\[",
}
"""What must never stand in a title as it is sent, on each platform."""
A_ROOM = r"(?<!\w)@(?:everyone|here|channel|all)\b"
MARKS = "*_~`|<>[]()#-+.!\\&:@{}/=1aé \u200d日"

EVERY = [platforms.get(name) for name in platforms.names()]
MARKDOWN = [platforms.get(name) for name in ("discord", "mattermost")]


def identity(value: Any) -> str:
    """Name a case by its platform or its title."""
    return value.name if isinstance(value, platforms.Platform) else value["title"].encode("unicode_escape").decode()


def seen(text: str) -> str:
    """Return a text without what nobody sees."""
    return text.replace(BREAK, "")


def test_there_are_thirty_titles_and_more() -> None:
    """A table of titles, each of which has done harm somewhere."""
    assert len(TITLES) >= 30
    assert {key for case in TITLES for key in case} == {"title", "plain", *OWN_DIALECT}


@pytest.mark.parametrize("platform", EVERY, ids=identity)
@pytest.mark.parametrize("case", TITLES, ids=identity)
def test_a_hostile_title_is_written_as_the_table_says(case: dict[str, str], platform: platforms.Platform) -> None:
    """The form of each dialect is on the table, so that a change of one is seen."""
    key = platform.name if platform.name in OWN_DIALECT else "plain"
    assert platform.escape(case["title"]) == (
        case["title"] if platform.name in NO_DIALECT else case.get(key, case["title"])
    )


@pytest.mark.parametrize("platform", EVERY, ids=identity)
@pytest.mark.parametrize("case", TITLES, ids=identity)
def test_a_hostile_title_calls_nobody_and_reads_as_it_is(case: dict[str, str], platform: platforms.Platform) -> None:
    """Whatever the table says: no call and no markup is left, no mention is found, and a reader sees the title."""
    sent = platform.escape(case["title"])
    assert seen(platform.shown(sent)) == case["title"]
    assert not re.search(CALLS_AND_MARKUP.get(platform.name, A_ROOM), without_links(sent), re.IGNORECASE)
    named = [each.text for each in platform.find_entities(sent) if each.kind == "mention"]
    assert not [name for name in named if re.match(A_ROOM, name, re.IGNORECASE)]


def without_links(text: str) -> str:
    """Return a sent text without its addresses, in which no markup is read."""
    return re.sub(r"https?://[^\s<\\]+", "", text)


@pytest.mark.parametrize("platform", EVERY, ids=identity)
@pytest.mark.parametrize("case", TITLES, ids=identity)
def test_entities_of_an_escaped_title_stand_where_they_say(case: dict[str, str], platform: platforms.Platform) -> None:
    """Offsets are of the text as it is sent, in code points and in bytes; links lead where the title's links lead."""
    sent = platform.escape(case["title"])
    entities = platform.find_entities(sent)
    for entity in entities:
        assert sent[entity.start : entity.end] == entity.text
        assert sent.encode()[entity.byte_start : entity.byte_end].decode() == entity.text
    plain = [span.url for find in platform.finds for span in find(case["title"]) if span.kind == "link"]
    assert [entity.url for entity in entities if entity.kind == "link"] == plain


@pytest.mark.parametrize("platform", EVERY, ids=identity)
@given(st.lists(st.sampled_from([*MARKS, "https://a.org/b", "@everyone", "&lt;", "\n"]), max_size=20).map("".join))
@settings(deadline=None, max_examples=200)
def test_what_is_shown_of_literal_text_is_the_text(platform: platforms.Platform, text: str) -> None:
    """`shown` undoes `escape`, whatever marks stand side by side."""
    assert seen(platform.shown(platform.escape(text))) == text


@pytest.mark.parametrize("platform", MARKDOWN, ids=identity)
@given(st.text(MARKS, max_size=24))
@settings(deadline=None, max_examples=400)
def test_another_markdown_reader_sees_plain_words(platform: platforms.Platform, text: str) -> None:
    """CommonMark, which is stricter than either platform, takes an escaped title for one paragraph of text."""
    text = " ".join(text.split())
    tokens = MarkdownIt("commonmark").parse(platform.escape(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    inline = [token for block in tokens for token in block.children or []]
    assert {token.type for token in inline} <= {"text", "text_special"}
    assert seen("".join(token.content for token in inline)) == text


def test_a_single_handle_stays_a_mention() -> None:
    """Handles are mostly meant; only the words that call a whole room are broken."""
    x = platforms.get("x")
    assert x.escape("thanks @alice and @all") == f"thanks @alice and @{BREAK}all"


def test_an_address_is_never_broken() -> None:
    """A link that does not lead anywhere is worse than one that is named oddly."""
    link = "https://example.org/@everyone/a_b_*c*d"
    assert {platform.escape(link) for platform in EVERY} == {link}


def test_the_tags_and_the_link_of_a_template_stay_clickable_where_marks_are_escaped() -> None:
    """They come the same way as facts do: through `escape`."""
    for name in ("linkedin", "mattermost"):
        platform = platforms.get(name)
        sent = platform.escape("#DeadReckoning #films_2026 https://example.org/a_b#top")
        assert [each.kind for each in platform.find_entities(sent)] == ["hashtag", "hashtag", "link"]
