from typing import Any

import pytest

from kind_cases import assert_exact, cases, facts_of


@pytest.mark.parametrize("case", cases("faq"))
def test_a_heading_that_asks_is_answered_by_what_stands_under_it(case: dict[str, Any]) -> None:
    """Questions with their answers; no headline, no name of a work, no item of a list."""
    facts = facts_of(case["text"])
    found: list[Any] = list(facts.faq)
    assert [[each.question, each.answer] for each in found] == case["expect"]
    assert_exact(facts)
