from typing import Any

import pytest

from kind_cases import assert_exact, cases, facts_of


@pytest.mark.parametrize("case", cases("people"))
def test_everybody_with_a_role_is_found_and_nobody_else(case: dict[str, Any]) -> None:
    """The people of a passage, each with what they do, and whom they play where that is said."""
    facts = facts_of(case["text"])
    found: list[Any] = list(facts.people)
    assert [[each.name, each.role, *([each.character] if each.character else [])] for each in found] == case["expect"]
    assert_exact(facts)
