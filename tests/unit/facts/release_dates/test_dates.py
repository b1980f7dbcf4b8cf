from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.facts.release_dates.dates import find_dates

CASES = Path(__file__).parents[3] / "cases" / "facts" / "dates.yaml"


@pytest.mark.parametrize(
    "case", YAML(typ="safe", pure=True).load(CASES.read_text(encoding="utf-8")), ids=lambda case: case["text"]
)
def test_a_text_holds_these_dates_and_no_others(case: dict[str, Any]) -> None:
    """Every form of date is found with its span and its precision, and nothing else is."""
    text = case["text"]
    found = find_dates(text)
    assert len(found) == len(case["finds"]), found
    for mention, expected in zip(found, case["finds"], strict=True):
        for key, value in expected.items():
            actual = text[mention.start : mention.end] if key == "words" else getattr(mention, key)
            assert actual == (tuple(value) if isinstance(value, list) else value), key
