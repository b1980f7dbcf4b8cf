from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.articles.plain import parse

CASES = Path(__file__).parents[2] / "cases" / "articles" / "heads.yaml"


@pytest.mark.parametrize(
    "case", YAML(typ="safe", pure=True).load(CASES.read_text(encoding="utf-8")), ids=lambda case: case["text"][:40]
)
def test_a_head_is_read_and_a_sentence_is_not_taken_for_one(case: dict[str, Any]) -> None:
    """What the first lines state becomes metadata; what only looks like it stays in the body."""
    article = parse(case["text"], file="a.txt", sha256="")
    for name, value in case["states"].items():
        found = getattr(article, name)
        assert (list(found) if isinstance(found, tuple) else found) == value, name
    body = next(block for block in article.blocks if block.kind != "head")
    assert body.text.startswith(case["body"])
