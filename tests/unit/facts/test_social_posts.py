from typing import Any

import pytest

from kind_cases import assert_exact, cases, facts_of
from scheduler.facts import extract
from scheduler.model import Article, Block


@pytest.mark.parametrize("case", cases("social_posts"))
def test_a_pasted_post_keeps_its_author_its_day_and_its_words(case: dict[str, Any]) -> None:
    """The short link to a picture is no part of the words, and not the post's address."""
    facts = facts_of(case["text"])
    found: list[Any] = list(facts.social_posts)
    assert [[each.author, each.handle, each.date_published, each.url, each.text] for each in found] == case["expect"]
    assert_exact(facts)


def test_a_post_the_page_marks_needs_no_day_and_has_the_address_given() -> None:
    """What the reader knows of an embedded post is not lost: its address, and that it is one."""
    words = "We are open — Harbour Post (@harbourpost)"
    address = "https://example.social/@harbourpost/1738205722922394007"
    block = Block(kind="post", text=words, start=0, end=len(words), url=address)
    article = Article(text=words, blocks=(block,), file="page.html", sha256="0" * 64, language="en")
    found: list[Any] = list(extract(article).social_posts)
    assert [(each.text, each.handle, each.date_published, each.url) for each in found] == [
        ("We are open", "@harbourpost", None, address)
    ]
