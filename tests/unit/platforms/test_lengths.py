"""What a text counts on each platform, against the platforms' own code."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler import platforms

ROOT = Path(__file__).parents[3]
CASES: list[dict[str, Any]] = YAML(typ="safe").load(ROOT / "tests/cases/platforms/lengths.yaml")


@pytest.mark.parametrize("platform", ["x", "bluesky", "mastodon"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24].encode("unicode_escape").decode())
def test_a_text_counts_what_the_platform_s_own_code_says(case: dict[str, Any], platform: str) -> None:
    """Each nasty sample has the length that the platform's published code computes."""
    assert platforms.get(platform).length(case["text"]) == case[platform]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24].encode("unicode_escape").decode())
def test_bluesky_bounds_bytes_too(case: dict[str, Any]) -> None:
    """The second limit counts UTF-8."""
    assert platforms.get("bluesky").byte_length(case["text"]) == case["bytes"]
