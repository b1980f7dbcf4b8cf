from typing import Any

import pytest

from kind_cases import assert_exact, cases, facts_of
from scheduler.facts import extract
from scheduler.model import Article, Block


def article_of(*blocks: tuple[str, str]) -> Article:
    text, made = "", []
    for kind, words in blocks:
        text += "\n\n" if text else ""
        made.append(Block(kind=kind, text=words, start=len(text), end=len(text) + len(words)))
        text += words
    return Article(text=text, blocks=tuple(made), file="page.html", sha256="0" * 64, language="en")


def said(facts: Any) -> list[list[str | None]]:
    return [[fact.speaker, fact.text] for fact in facts.quotations if not fact.fragment]


@pytest.mark.parametrize("case", cases("quotations"))
def test_every_quotation_has_the_speaker_a_careful_reader_gives_it(case: dict[str, Any]) -> None:
    """The quotations of a passage are all found, no other ones, each with who said it or with nobody."""
    facts = facts_of(case["text"])
    assert said(facts) == case["expect"]
    pieces = [[fact.speaker, fact.text] for fact in facts.quotations if fact.fragment]
    assert pieces == case.get("fragments", pieces)
    for part in case.get("questions", ()):
        assert any(part in question for question in facts.questions)
    if "people" in case:
        found = [[each.name, each.role, *([each.character] if each.character else [])] for each in facts.people]
        assert found == case["people"]


@pytest.mark.parametrize("case", cases("quotations"))
def test_the_proof_of_a_quotation_is_the_article_itself(case: dict[str, Any]) -> None:
    """Offsets count in the canonical text, whatever marks stand around the words."""
    assert_exact(facts_of(case["text"]))


def test_a_block_quotation_is_said_by_who_signs_it() -> None:
    """The signature is no part of the words."""
    article = article_of(
        ("paragraph", "The hall was full for the reading by Ada Boyle."),
        ("quote", "We waited for the frost every single morning. — Ada Boyle, director"),
    )
    assert said(extract(article)) == [["Ada Boyle", "We waited for the frost every single morning."]]


def test_a_block_quotation_is_said_by_who_is_announced_before_it() -> None:
    """The sentence before a block quotation names its speaker."""
    article = article_of(
        ("paragraph", "Ada Boyle wrote in a statement:"),
        ("quote", "We waited for the frost every single morning."),
    )
    assert said(extract(article)) == [["Ada Boyle", "We waited for the frost every single morning."]]


def test_words_repeated_in_large_letters_are_not_said_twice() -> None:
    """A pull quote that the article has anyway is no second quotation."""
    article = article_of(
        ("paragraph", "“We waited for the frost every single morning,” Ada Boyle said."),
        ("quote", "We waited for the frost every single morning"),
    )
    assert said(extract(article)) == [["Ada Boyle", "We waited for the frost every single morning"]]


def test_an_embedded_post_is_no_quotation() -> None:
    """A post has a kind of its own."""
    article = article_of(("quote", "We are open every day now — Harbour Post (@harbourpost) July 5, 2023"))
    facts = extract(article)
    assert said(facts) == []
    assert [post.handle for post in facts.kinds["social_posts"]] == ["@harbourpost"]  # type: ignore[attr-defined]
