"""X's weighted length."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.text import weighted_length
from scheduler.text.weights import _EMOJI, _HEAVY, _emoji

CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / "text" / "weights.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"][-20:]))
def test_traps_weigh_what_twitter_text_says(case: dict[str, Any]) -> None:
    """Each is a place where ports of the rule go wrong."""
    assert weighted_length(case["text"]) == case["x"]


def test_an_emoji_of_several_characters_is_found_by_the_one_that_joins_them() -> None:
    """Nothing is looked for elsewhere: an emoji that stands alone weighs 2 as it is."""
    signs = [chr(point) for point in range(0x20000) if not 0xD800 <= point < 0xE000]
    alone = [sign for sign in signs if _EMOJI.fullmatch(sign)]
    assert len(alone) > 1000
    assert [ascii(sign) for sign in alone if not _HEAVY.fullmatch(sign)] == []
    joined = [sign + rest for sign in signs for rest in ("\ufe0f", "\u20e3", "\ufe0f\u20e3", "\U0001f1f8", "🏽")]
    emoji = [each for each in joined if _EMOJI.fullmatch(each)]
    assert len(emoji) > 300
    assert [ascii(each) for each in emoji if list(_emoji(f"a{each}b")) != [(1, len(each) + 1, 2)]] == []


@pytest.mark.parametrize(("text", "lone"), [("a\ud800b", 4), ("\ud83d", 2)])
def test_half_a_character_is_counted_too(text: str, lone: int) -> None:
    """A lone surrogate cannot be sent, and says so elsewhere; counting it raises nothing."""
    assert weighted_length(text) == lone
