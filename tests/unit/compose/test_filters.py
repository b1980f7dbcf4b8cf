"""The filters that are not about dates."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import pytest

from scheduler.compose import Rendered
from scheduler.errors import WorkspaceError
from scheduler.model import Fact, Facts, Review

Render = Callable[..., Rendered]
TEXT = "It began in a harbour. Then it rained for a week, and nobody minded. That was all."


def said(rendered: Render, source: str, platform: str = "x", **fields: Any) -> str:
    """Return the text of the only part."""
    (part,) = rendered(source, platform, **fields).parts
    return part.text


def shortened(rendered: Render, text: str, room: int, platform: str = "x") -> str:
    """Return a text cut to so much room."""
    return said(rendered, f"{{{{ {text!r} | shorten({room}) }}}}", platform)


@pytest.mark.parametrize(
    ("room", "left"),
    [
        (200, TEXT),
        (len(TEXT), TEXT),
        (len(TEXT) - 1, "It began in a harbour. Then it rained for a week, and nobody minded."),
        (40, "It began in a harbour."),
        (20, "It began…"),
        (10, "It began…"),
        (2, "It…"),
    ],
)
def test_a_text_is_cut_behind_a_sentence_or_a_word(rendered: Render, room: int, left: str) -> None:
    """Never inside a word, and never behind one that leads to the next."""
    assert shortened(rendered, TEXT, room) == left


def test_a_link_is_not_cut(rendered: Render) -> None:
    """Nor is a number torn from its unit."""
    assert shortened(rendered, "See https://example.org/a/long/path/to/it for 12 million copies sold", 40) == (
        "See https://example.org/a/long/path/to/it…"
    )
    assert shortened(rendered, "They have sold 12 million copies already", 22) == "They have sold…"


def test_room_is_counted_as_the_platform_counts(rendered: Render) -> None:
    """Japanese weighs two on X and one on Mastodon; what the dialect escapes counts as it is sent."""
    text = "日本語の文章です。次の文章です。"
    assert shortened(rendered, text, 18) == "日本語の文章です。"
    assert shortened(rendered, text, 18, "mastodon") == text
    assert shortened(rendered, "a*b*c*d e*f*g*h", 15, "x") == "a*b*c*d e*f*g*h"
    assert shortened(rendered, "a*b*c*d e*f*g*h", 15, "discord") == r"a\*b\*c\*d…"


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ('{{ 1 | plural("thing") }}', "1 thing"),
        ('{{ 0 | plural("thing") }}', "0 things"),
        ('{{ 3 | plural("story", "stories") }}', "3 stories"),
        ('{{ "🎬 Out" | size }}', "6"),
        ("{% set tail %}*{% endset %}{{ tail | size }}", "1"),
        ('{{ ["a", "b", "c"] | pick(1) }}{{ ["a", "b", "c"] | pick(5) }}', "ab"),
        ('{{ "x" | quoted }}', "“x”"),
        ("{{ occurrence }}, {{ limit }}, {{ threads }}, {{ language }}", "1, 280, True, en"),
        ('{{ tags | join(", ") }}', "#DeadReckoning, #Film"),
    ],
)
def test_each_filter_makes_what_it_says(rendered: Render, source: str, made: str) -> None:
    """One by one."""
    assert said(rendered, source) == made


def test_a_plural_in_another_language_has_to_be_given(rendered: Render) -> None:
    """An s is English."""
    assert said(rendered, '{{ 2 | plural("Tag", "Tage") }}', language="de") == "2 Tage"
    with pytest.raises(WorkspaceError) as error:
        rendered('{{ 2 | plural("Tag") }}', language="de")
    assert error.value.problems[0].code == "language-unsupported"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("{{ facts.people | pick(1) }}", "fact-missing"),
        ("{{ [] | pick(1) }}", "fact-missing"),
        ('{{ "word" | pick(1) }}', "template-failed"),
        ('{{ "word" | days }}', "template-failed"),
        ('{{ facts.key_points[0].text | shorten("much") }}', "template-failed"),
        ('{{ "x" | shorten }}', "template-failed"),
    ],
)
def test_what_a_filter_cannot_take_is_a_problem_with_its_line(
    rendered: Render, facts: Facts, source: str, code: str
) -> None:
    """Never a traceback."""
    kinds = MappingProxyType({**facts.kinds, "people": ()})
    with pytest.raises(WorkspaceError) as error:
        rendered(source, facts=replace(facts, kinds=kinds))
    (problem,) = error.value.problems
    assert problem.code == code
    assert problem.place
    assert problem.place.line == 1


def test_usable_facts_are_those_nobody_rejected(rendered: Render, facts: Facts) -> None:
    """What was left out does not count as used, so that it stops nothing."""
    first, *others = facts.kinds["key_points"]
    kinds = MappingProxyType({**facts.kinds, "key_points": (replace(first, review=Review.REJECTED), *others)})
    post = rendered("{{ (facts.key_points | usable)[0].text }}", facts=replace(facts, kinds=kinds))
    assert post.parts[0].text.startswith("The film starring")
    assert post.facts_used == (others[0],)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Fact):
    """A fact that somebody said, as the facts room has it."""

    text: str
    speaker: str | None = None
    fragment: bool = False


@pytest.mark.parametrize("wanted", ["(facts.quotations | usable)[0]", "facts.quotations | usable | pick(2)"])
def test_quotations_that_cannot_be_used_are_not_told_as_none(rendered: Render, facts: Facts, wanted: str) -> None:
    """A person who sees two quotations in the file is told why neither is taken."""
    unspoken = Quotation(text="One.", source=None)
    said_by_nobody = (unspoken, unspoken, replace(unspoken, review=Review.REJECTED))
    kinds = MappingProxyType({**facts.kinds, "quotations": said_by_nobody})
    with pytest.raises(WorkspaceError) as error:
        rendered(f"{{{{ ({wanted}).text }}}}", facts=replace(facts, kinds=kinds))
    (problem,) = error.value.problems
    assert problem.code == "fact-missing"
    assert "of the article's 3 quotations none can be used: 2 without a speaker, 1 rejected" in problem.message


@pytest.mark.parametrize(
    ("platform", "link", "tags"),
    [
        ("x", "https://example.org/a", "#DeadReckoning #Film"),
        ("mastodon", "https://example.org/a", "#DeadReckoning #Film"),
        ("bluesky", "", "#DeadReckoning #Film"),
        ("threads", "", "#DeadReckoning"),
        ("instagram", "", "#DeadReckoning #Film"),
        ("slack", "https://example.org/a", ""),
    ],
)
def test_links_and_hashtags_follow_the_customs_of_the_platform(
    rendered: Render, platform: str, link: str, tags: str
) -> None:
    """No link beside its own card, none that cannot be followed, and no more hashtags than people write."""
    text = said(rendered, "[{{ inline_link }}|{{ hashtags }}]", platform, link="https://example.org/a")
    assert text == f"[{link}|{tags}]"


def test_without_a_link_the_text_may_still_ask(rendered: Render) -> None:
    """It is false where tested, and a problem where it would be printed."""
    assert said(rendered, "x{% if inline_link %}y{% endif %}") == "x"
    with pytest.raises(WorkspaceError) as error:
        rendered("{{ inline_link }}")
    assert error.value.problems[0].code == "link-missing"
