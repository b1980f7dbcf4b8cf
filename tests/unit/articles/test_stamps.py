from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.articles.stamps import parse_stamp

CASES = Path(__file__).parents[2] / "cases" / "articles" / "stamps.yaml"
STAMPS: list[dict[str, Any]] = YAML(typ="safe").load(CASES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", STAMPS, ids=lambda case: case["raw"] or "nothing")
def test_a_stamp_keeps_the_day_it_is_written_with(case: dict[str, Any]) -> None:
    """No day is moved to UTC, and what could be two days is none."""
    stamp = parse_stamp(case["raw"])
    assert (stamp.day.isoformat() if stamp else None) == case["day"]
    if "utc" in case:
        assert stamp
        assert stamp.instant == datetime.fromisoformat(case["utc"]).astimezone(UTC)
