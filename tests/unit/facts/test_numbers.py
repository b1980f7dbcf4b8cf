from typing import Any

import pytest

from kind_cases import assert_exact, cases, facts_of


@pytest.mark.parametrize("case", cases("numbers"))
def test_a_number_has_its_value_in_digits_and_what_it_counts(case: dict[str, Any]) -> None:
    """Money, ordinals and counts; no parts of titles, no dates, no ages."""
    facts = facts_of(case["text"])
    found: list[Any] = list(facts.numbers)
    assert [[each.text, each.value, each.unit] for each in found] == case["expect"]
    assert_exact(facts)
