from kind_cases import facts_of


def test_an_empty_article_has_nobody_in_it() -> None:
    """No words, no facts, no failure."""
    facts = facts_of("  \n")
    assert not any(facts.kinds.values())
